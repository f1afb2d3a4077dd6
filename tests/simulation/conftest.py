"""The product, put under the virtual clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django import conf
from django.db import connection
from pytest_django import Settings

from tests.delivered import FRAME
from tests.simulation.books import Market
from tests.simulation.running import Deployment, Plant
from tests.simulation.stages import stage
from tests.simulation.vendors import hired, quoted
from tests.simulation.world import Beat, World
from videos import quotes
from videos.execution import departing, engine, judging, pruning, step, storing
from videos.execution.filming import asking, clips, winding
from videos.execution.lately import Lately
from videos.providers import registry
from videos.states import Stage
from videos.storage import artifacts
from videos.uploads import sessions

HASTY_QUEUE, HASTY_RUN = timedelta(seconds=8), timedelta(seconds=20)
"""Deadlines that some jobs of a hasty world miss and others meet."""
CLIP_SECONDS = 10.0
ASKING = {"SENDING": 40, "LOOK_AGAIN": 8, "GRACE": 60}
WINDING = {"TAKEN": 20, "AGAIN": 8}
"""Seconds; the product's own are longer, so that most of a story would be waiting."""

IDLE = (
    (judging, "run_one"), (departing, "work_off"), (pruning, "go_on"), (sessions, "end_stale"),
)  # fmt: skip
"""What has nothing to do in these worlds, where nobody brings files or leaves: left out, as asking
the database in vain would be a third of all that happens."""


@pytest.fixture
def deployment(transactional_db: None, storage: Path, settings: Settings) -> Iterator[Deployment]:
    """An empty deployment with two creators."""
    if connection.vendor != "sqlite":
        pytest.skip("One connection plays every actor, which SQLite's single writer makes fair.")
    settings.WORK_DIR = storage.parent / "work"
    settings.WORK_DIR.mkdir()
    settings.JOBS_PER_CREATOR = 2
    settings.QUEUED_JOBS_PER_CREATOR = 6
    yield Deployment.prepared()
    connection.close()  # the next one syncs again as the product does


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Puts a world in the place of clock, heartbeat, studio and vendors."""

    @contextmanager
    def planted(world: World) -> Iterator[Market]:
        with monkeypatch.context() as patch:
            if world.is_hasty:
                patch.setattr(conf.settings, "QUEUE_DEADLINE", HASTY_QUEUE)
                patch.setattr(conf.settings, "RUN_DEADLINE", HASTY_RUN)
            patch.setattr(engine, "time", world)
            patch.setattr(step, "time", world)
            patch.setattr(engine, "Heartbeat", partial(Beat, world))
            patch.setattr(engine, "LATELY", Lately())
            for name in Stage:
                patch.setitem(engine.STEPS, name, stage(world, name))
            patch.setattr(storing, "gather", lambda _step: FRAME)
            for room, task in IDLE:
                patch.setattr(room, task, lambda *_: 0)
            patch.setattr(artifacts, "store", world.slowly(artifacts.store))
            yield _opened(world, patch)

    return planted


def _opened(world: World, patch: pytest.MonkeyPatch) -> Market:
    """Open a market of vendors, and lead some of the jobs there."""
    market = Market(world)
    kinds, kind = hired(market), registry._kind
    for name in kinds:
        patch.setitem(registry.ADAPTERS, name, __name__)
    patch.setattr(registry, "_kind", lambda name: kinds.get(name) or kind(name))
    patch.setattr(quotes, "quote", lambda _owner, order: quoted(world, order))
    patch.setattr(clips, "fetch", market.fetch)
    patch.setattr(clips, "_looked_at", lambda _path, _maker: CLIP_SECONDS)
    patch.setattr(clips, "_stored", world.slowly(market.perilous(clips._stored)))
    for module, waits in {asking: ASKING, winding: WINDING}.items():
        for name, seconds in waits.items():
            patch.setattr(module, name, timedelta(seconds=seconds))
    return market
