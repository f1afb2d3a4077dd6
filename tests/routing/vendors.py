"""Vendors that only declare: the studio, two that film scenes, stock footage, two who speak."""

from dataclasses import replace

import pytest

from videos.providers import registry
from videos.providers.base import Declaration, Provider, ProviderKind
from videos.providers.local.adapter import LocalStudio
from videos.spec import Aspect

LOCAL = LocalStudio.declaration
GRAND = Declaration(
    id="grand", label="Grand", kind=ProviderKind.SCENE_CLIPS,
    aspects=frozenset({Aspect.WIDE, Aspect.TALL}), max_seconds=300, settings=("GRAND_KEY",),
    cost_cents_per_second=20.0, clip_seconds=(5.0, 10.0), parallel=2, quality=5,
    usual_wait_seconds=240,
)  # fmt: skip
CHEAP = replace(
    GRAND, id="cheap", label="Cheap", settings=("CHEAP_KEY",), cost_cents_per_second=2.0,
    quality=2, usual_wait_seconds=180,
)  # fmt: skip
QUICK = replace(
    GRAND, id="quick", label="Quick", settings=("QUICK_KEY",), quality=2, usual_wait_seconds=10,
    parallel=8,
)  # fmt: skip
STAR = Declaration(
    id="star", label="Star", kind=ProviderKind.PRESENTER, aspects=frozenset({Aspect.WIDE}),
    max_seconds=600, settings=("STAR_KEY",), cost_cents_per_second=5.0, longest_prompt=500,
    languages=frozenset({"en", "de"}), quality=4, usual_wait_seconds=300,
)  # fmt: skip
EXTRA = replace(STAR, id="extra", label="Extra", settings=("EXTRA_KEY",), quality=1)
EVERYBODY = [GRAND, CHEAP, QUICK, STAR, EXTRA, LOCAL]


class Grand(Provider):
    """The registry's way to GRAND."""

    declaration = GRAND

    def probe(self) -> str:
        """Say nothing worth reading."""
        return "ready"


class Star(Grand):
    """The registry's way to STAR."""

    declaration = STAR


class Cheap(Grand):
    """The registry's way to CHEAP."""

    declaration = CHEAP


KINDS: dict[str, type[Provider]] = {
    "grand": Grand, "cheap": Cheap, "star": Star, "local": LocalStudio,
}  # fmt: skip


@pytest.fixture
def vendors(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that knows Grand, Cheap and Star, of which Grand and Cheap are set up."""
    monkeypatch.setattr(registry, "ADAPTERS", dict.fromkeys(KINDS, ""))
    monkeypatch.setattr(registry, "_kind", KINDS.__getitem__)
    monkeypatch.setenv("GRAND_KEY", "hush")
    monkeypatch.setenv("CHEAP_KEY", "hush")
