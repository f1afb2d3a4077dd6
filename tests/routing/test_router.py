"""The router by table: who is taken, and the sentence that says why."""

from dataclasses import replace

import pytest

from tests.orders import ORDER
from videos.providers.base import Declaration, ProviderKind
from videos.router import NoProvider, choose, rank
from videos.spec import Aspect

LOCAL = Declaration(
    id="local", label="Studio", kind=ProviderKind.SCENE_CLIPS, aspects=frozenset(Aspect),
    max_seconds=1800,
)  # fmt: skip
CLOUD = Declaration(
    id="cloud", label="Cloud", kind=ProviderKind.SCENE_CLIPS, aspects=frozenset({Aspect.WIDE}),
    max_seconds=60, settings=("CLOUD_KEY",), cost_cents_per_second=5.0,
)  # fmt: skip
FREE_CLOUD = replace(CLOUD, cost_cents_per_second=-1.0)


@pytest.mark.parametrize(
    ("providers", "configured", "order", "taken", "reasons"),
    [
        ([LOCAL], (), ORDER, "local", ["ready, and the best price."]),
        ([LOCAL, CLOUD], (), ORDER, "local",
         ["ready, and the best price.", "not configured: set CLOUD_KEY."]),
        ([LOCAL, CLOUD], ("CLOUD_KEY",), ORDER, "local",
         ["ready, and the best price.", "costs more than Studio."]),
        ([LOCAL, FREE_CLOUD], ("CLOUD_KEY",), ORDER, "cloud",
         ["costs more than Cloud.", "ready, and the best price."]),
        ([LOCAL, FREE_CLOUD], ("CLOUD_KEY",), replace(ORDER, aspect=Aspect.TALL), "local",
         ["ready, and the best price.", "cannot make 9:16."]),
        ([LOCAL, FREE_CLOUD], ("CLOUD_KEY",), replace(ORDER, duration_seconds=90), "local",
         ["ready, and the best price.", "makes at most 60 seconds."]),
    ],
)  # fmt: skip
def test_routes(
    providers: list[Declaration], configured: tuple[str, ...], order: object, taken: str,
    reasons: list[str],
) -> None:  # fmt: skip
    route = rank(order, providers, configured=configured)  # type: ignore[arg-type]
    assert route.provider == taken
    assert [candidate.reason for candidate in route.candidates] == reasons
    assert [c.provider for c in route.candidates if c.taken] == [taken]


def test_nobody_who_can_is_said_with_every_reason() -> None:
    with pytest.raises(NoProvider, match="Cloud: not configured: set CLOUD_KEY"):
        rank(ORDER, [CLOUD], configured=())


def test_the_studio_is_always_there() -> None:
    assert choose(ORDER).provider == "local"
