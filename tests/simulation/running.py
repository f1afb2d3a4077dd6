"""Runs one seed from an empty deployment to its end."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import islice

import time_machine
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction

from billing import ledger
from creator.models import User
from tests.filmed import broken_orders, broken_orders_now, lost_clips, ordered_too_late
from tests.invariants import broken_now
from tests.orders import ORDER
from tests.simulation import actors
from tests.simulation.actors import Cast
from tests.simulation.books import Market
from tests.simulation.invariants import broken_at_rest
from tests.simulation.world import EPOCH, Violation, World
from videos.estimates import estimate
from videos.execution.sweeper import sweep_once
from videos.models import Job, Notice, Submission
from videos.states import LIVE

Plant = Callable[[World], AbstractContextManager[Market]]
"""Puts a world in the place of clock, heartbeat, studio and vendors."""
TURNS, MANY_TURNS = 450, 700
"""Of one seed; and of one that is to find a planted fault, some of which show late."""
CALM_TURNS = 6_000
"""At most so many until everything has come to rest."""
_CALM_SECONDS, _LONGEST_CALM = 4.0, 5
"""What passes while nobody has anything to do, and how many times that if it goes on."""
_VIDEOS = 5
"""How many a creator can pay for at once."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What every seed begins with: the tables as migrated, and two creators."""

    tables: sqlite3.Connection
    owners: list[int]

    @classmethod
    def prepared(cls) -> "Deployment":
        """Make it in the test database and take a copy; ids begin at one, whatever ran before."""
        call_command("flush", interactive=False, reset_sequences=True, inhibit_post_migrate=True)
        owners = [User.objects.create_user(f"{name}@example.com").pk for name in ("ann", "ben")]
        for owner in owners:
            with transaction.atomic():
                tokens = _VIDEOS * estimate(ORDER).tokens
                ledger.grant(owner, tokens, key=f"welcome-{owner}", reason="Welcome")
        tables = sqlite3.connect(":memory:")
        connection.ensure_connection()
        connection.connection.backup(tables)
        return cls(tables, owners)

    def restore(self) -> None:
        """Put the test database back to this state."""
        self.tables.backup(connection.connection)
        connection.connection.execute("PRAGMA synchronous=OFF")  # no power fails in a simulation
        mail.outbox.clear()
        actors.flush()


def run(seed: int, deployment: Deployment, plant: Plant, *, turns: int = TURNS) -> Counter[str]:
    """Play one seed and return what happened how often.

    Raises:
        Violation: something does not hold; the message has the seed.
    """
    deployment.restore()
    with time_machine.travel(EPOCH, tick=False) as clock:
        world = World(seed, clock)
        cast = Cast(world, deployment.owners)
        with plant(world) as market, connection.execute_wrapper(world.gate):
            try:
                _storm(world, cast, turns)
                _calm(world)
                cast.retry_what_is_made()
                _calm(world)
            except Exception as error:
                raise Violation(f"seed {seed}: somebody met {error!r}") from error
            _demand(seed, _broken_at_rest(cast, market))
            world.seen.update(filter(None, Job.objects.values_list("error_code", flat=True)))
    return world.seen


def _storm(world: World, cast: Cast, turns: int) -> None:
    """Let things happen, good and bad."""
    for count in range(turns):
        world.dice.choices(
            (
                world.turn, cast.act, partial(actors.deliver, world),
                partial(world.start, sweep_once),
                partial(world.pass_time, world.dice.uniform(0.1, 6)), world.freeze, actors.flush,
            ),
            (80, 4, 8, 3, 4, 2, 0.3),
        )[0]()  # fmt: skip
        if count % 20 == 0:
            _demand(world.seed, _broken_now())


def _calm(world: World) -> None:
    """Let nothing bad happen any more, until nobody has anything left to do."""
    world.is_faulty, idle = False, 0
    for count in range(CALM_TURNS):
        if not world.ready and not actors.deliver(world):
            if count and not world.actors and not _is_unfinished():
                return
            idle += 1
            world.pass_time(_CALM_SECONDS * min(idle, _LONGEST_CALM))
            world.start(sweep_once)  # whoever is frozen may be taken for dead meanwhile
        elif len(world.actors) > 1:
            idle = 0
        world.turn()


def _is_unfinished() -> bool:
    return (
        Job.objects.filter(status__in=LIVE).exists()
        or Notice.objects.filter(email_sent_at=None).exists()
        or any(settings.WORK_DIR.iterdir())
        or Submission.objects.filter(ended_at=None).exists()
    )


def _broken_at_rest(cast: Cast, market: Market) -> Iterator[str]:
    yield from broken_at_rest(cast)
    yield from broken_orders(market.booked)
    yield from ordered_too_late()


def _broken_now() -> Iterator[str]:
    yield from broken_now()
    yield from broken_orders_now()
    yield from ordered_too_late()
    yield from lost_clips()


def _demand(seed: int, faults: Iterator[str]) -> None:
    found = list(islice(faults, 3))
    if found:
        raise Violation(f"seed {seed}: " + "; ".join(found))
