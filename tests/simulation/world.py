"""One simulated deployment: actors take turns at their database statements, chosen by a seed.

Every actor is a greenlet that runs the product's own code. It may pause before any statement out of
a transaction, where a real process could be overtaken; inside a transaction, which is atomic for
everybody else, it can only die. A death is an exception that nothing handles: the transaction it
happens in is rolled back, as the database would, and the actor is gone.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import time_machine
from django.db import connection
from greenlet import getcurrent, greenlet

from videos import jobs
from videos.execution.heartbeat import Heartbeat

T = TypeVar("T")
EPOCH = datetime(2030, 1, 1, tzinfo=UTC)
BEAT_SECONDS = 2.0
"""How often leases are renewed as time passes; well within a lease."""
_OVERTAKEN = 0.4
"""How often somebody else goes first where that is possible."""
_DIES, _DIES_INSIDE = 0.012, 0.003


class Crash(BaseException):
    """kill -9, as seen from inside: nothing may catch it."""


class Violation(BaseException):
    """Something does not hold, or somebody met an error that he should not have met.

    The product's handlers of errors must not take it for one of theirs.
    """


@dataclass(eq=False, slots=True)
class Actor:
    """Somebody who is in the middle of something, or dead."""

    flow: greenlet
    frozen_until: datetime = EPOCH
    """Until then its process is stopped: it neither goes on nor renews its lease."""
    beats: list["Beat"] = field(default_factory=list)
    is_dead: bool = False
    """Whether it was killed."""


@dataclass(slots=True)
class World:
    """Everything that a seed decides."""

    seed: int
    dice: random.Random = field(init=False)
    clock: time_machine.Traveller
    actors: list[Actor] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    """What happened how often, to tell that a run was worth something."""
    drawn: dict[int, int] = field(default_factory=dict)
    """How many filmed scenes are in the video of each job, by its key, as it was assembled last."""
    stored: dict[int, set[int]] = field(default_factory=dict)
    """How many were in the videos of each job that workers went to store: mostly one number."""
    is_faulty: bool = True
    is_watched: bool = False
    """Whether whoever has the turn is looked at, and may not be overtaken meanwhile."""
    scheduler: greenlet = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)  # noqa: S311 - luck, no secret
        random.seed(self.seed)  # the product's own jitter
        self.scheduler = getcurrent()

    @property
    def is_hasty(self) -> bool:
        """Whether jobs are soon too late; elsewhere whatever is stuck stays so, and is found."""
        return self.seed % 4 == 0

    @property
    def now(self) -> datetime:
        """The virtual moment."""
        return datetime.now(UTC)

    @property
    def ready(self) -> list[Actor]:
        """Who can go on: whose process is not stopped."""
        return [one for one in self.actors if one.frozen_until <= self.now]

    def monotonic(self) -> float:
        """Return virtual seconds, for code that measures how long something takes."""
        return (self.now - EPOCH).total_seconds()

    def start(self, work: Callable[[], object]) -> Actor:
        """Let somebody begin; he first waits for his turn."""
        # Whoever ends, or dies, gives way to the scheduler, not to the one who began him.
        self.actors.append(Actor(flow=greenlet(work, self.scheduler)))
        return self.actors[-1]

    def gate(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Stand between an actor and the database (Django's `execute_wrapper`)."""
        if getcurrent() is not self.scheduler and not self.is_watched:
            if not connection.in_atomic_block:
                if self.dice.random() < _OVERTAKEN:
                    self.pause()
            elif self.is_faulty and self.dice.random() < _DIES_INSIDE:
                self.seen["died inside a transaction"] += 1
                raise Crash
        return execute(*statement)

    def pause(self) -> None:
        """Let others go on; called by whoever has the turn."""
        self.scheduler.switch()
        self.die_at_times(_DIES)

    def die_at_times(self, chance: float) -> None:
        """Let whoever has the turn die, or not."""
        if self.is_faulty and self.dice.random() < chance:
            self.seen["died"] += 1
            raise Crash

    def slowly(self, work: Callable[..., T]) -> Callable[..., T]:
        """Return work that takes so long that others go on before and after it, as an upload."""

        def slow(*arguments: Any) -> T:
            self.pause()
            done = work(*arguments)
            self.pause()
            return done

        return slow

    def demand(self, condition: Callable[[], bool], fault: str) -> None:
        """Raise a Violation unless something holds at this very moment."""
        self.is_watched = True
        holds = condition()
        self.is_watched = False
        if not holds:
            raise Violation(f"seed {self.seed}: {fault}")

    def turn(self) -> None:
        """Let one actor who can go on do so, up to his next pause."""
        if not self.ready:
            return
        actor = self.dice.choice(self.ready)
        try:
            actor.flow.switch()
        except Crash:
            actor.is_dead = True
            actor.flow = greenlet(lambda: None)
            self.actors.remove(actor)
            return
        if actor.flow.dead:
            self.actors.remove(actor)

    def stand_still(self, chance: float) -> None:
        """Let the process that has the turn stop for long, or not."""
        if self.dice.random() < chance:
            seconds = self.dice.uniform(20, 120)
            self.current().frozen_until = self.now + timedelta(seconds=seconds)
            self.seen["stood still"] += 1

    def freeze(self) -> None:
        """Stop somebody's process, often for longer than a lease lasts."""
        if self.actors:
            seconds = self.dice.uniform(5, 90)
            self.dice.choice(self.actors).frozen_until = self.now + timedelta(seconds=seconds)
            self.seen["frozen"] += 1

    def pass_time(self, seconds: float) -> None:
        """Move the clock, while every process that is not stopped renews its lease."""
        left = seconds
        while left > 0:
            self.clock.shift(min(left, BEAT_SECONDS))
            left -= BEAT_SECONDS
            for beat in [beat for actor in self.ready for beat in actor.beats]:
                beat.renew()

    def current(self) -> Actor:
        """Return whose turn it is."""
        return next(one for one in self.actors if one.flow is getcurrent())


class Beat(Heartbeat):
    """A heartbeat that beats as virtual time passes, instead of in a thread."""

    def __init__(self, world: World, lease: jobs.Lease) -> None:
        super().__init__(lease)
        self._actor = world.current()

    def __enter__(self) -> "Beat":
        self._actor.beats.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._actor.beats.remove(self)

    def renew(self) -> None:
        """Beat once, unless the lease is known to be lost."""
        if not self._lost.is_set():
            self._renew()
