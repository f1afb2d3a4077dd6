"""What is done to the product: every card once, in an order that the seed decides, and again."""

import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from threading import Event

from tests.faults import disk, points
from tests.faults.points import POINTS, Point
from tests.faults.stack import Stack

FULL_SECONDS = 1.5
"""How long the disk is full; less than a lease, as everything has to go on afterwards."""
_REACHED_SECONDS = 40.0
_TAKEN_BACK_SECONDS = 10.0
"""A lease of five seconds, and as many again."""
_PROSPER_SECONDS = 15.0
"""A process is no concern to its supervisor if the last of its kind died so long ago.

Ten seconds of life, and up to four until it is started again.
"""
_SHORT_LIVES = 4
"""The supervisor gives up a process after five short lives in a row; nobody asks for that here."""
_TRIES = 3
_ANYBODY = {points.WEB: 1, points.WORKER: 1, points.SWEEPER: 1}


@dataclass(frozen=True, slots=True)
class Card:
    """One thing that happens, and how many lives of which roles it may cost."""

    name: str
    act: Callable[[Stack, random.Random], None]
    lives: Mapping[str, int] = field(default_factory=dict)
    kills: int = 1


@dataclass(slots=True)
class Deck:
    """The cards of a battery."""

    cards: list[Card]
    dice: random.Random
    _left: list[Card] = field(default_factory=list)
    _deaths: dict[str, list[float]] = field(default_factory=dict)

    def draw(self, stack: Stack) -> Card:
        """Return the next card that the supervisor can bear."""
        while True:
            if not self._left:
                self._left = self.dice.sample(self.cards, len(self.cards))
            for card in self._left:
                if self._bears(card, stack.began):
                    self._left.remove(card)
                    return card
            Event().wait(0.1)

    def note(self, card: Card) -> None:
        """Remember whose processes may just have died."""
        for role, lives in card.lives.items():
            self._deaths.setdefault(role, []).extend([time.monotonic()] * lives)

    def _bears(self, card: Card, began: float) -> bool:
        """Say whether no process that the card may kill would live shortly too often in a row."""
        return all(
            self._short_lives(role, began) + lives <= _SHORT_LIVES
            for role, lives in card.lives.items()
        )

    def _short_lives(self, role: str, began: float) -> int:
        """Return how many processes of a role died in a row, as if all had been the same one."""
        moment, short = time.monotonic(), 0
        for death in reversed(self._deaths.get(role, [])):
            if death < began or moment - death > _PROSPER_SECONDS:
                break
            moment, short = death, short + 1
        return short


def cards(stack: Stack, *, has_disk: bool) -> Iterator[Card]:
    """Yield everything that can be done to this product."""
    for point in POINTS:
        yield _at_a_point(point)
    for role, times in {"worker": 2, "web": 2, "sweeper": 1, "broker": 2}.items():
        for _ in range(times):
            yield Card(f"a {role}", partial(_kill_one, role), {role: 1})
    yield Card("the supervisor", _kill_supervisor)
    yield Card("everything at once", _kill_everything)
    yield Card("the vendor", lambda stack, _dice: stack.vendor.die_and_come_back())
    yield Card("every message lost", lambda stack, _dice: stack.flush(), kills=0)
    if has_disk:
        yield Card("a full disk", _fill_disk, kills=0)
    if stack.database.restart:
        yield Card("the database", _restart_database)


def _at_a_point(point: Point) -> Card:
    if point.name == points.TAKING_BACK:
        lives = {points.SWEEPER: 1, points.WORKER: _TRIES}
        return Card(point.name, partial(_in_taking_back, point.name), lives)
    return Card(point.name, partial(_at, point.name), {point.who: 1} if point.who else _ANYBODY)


def _at(name: str, stack: Stack, _dice: random.Random) -> None:
    """Let whoever gets to a point die there, and wait until somebody did."""
    points.arm(stack.points, name)
    assert _is_reached(name, stack, _REACHED_SECONDS), f"nobody got to the point {name!r}"


def _in_taking_back(name: str, stack: Stack, dice: random.Random) -> None:
    """Kill a worker, and the sweeper while it takes its job back; a cancel may be quicker."""
    points.arm(stack.points, name)
    for _ in range(_TRIES):
        _at("between claim and step", stack, dice)
        if _is_reached(name, stack, _TAKEN_BACK_SECONDS):
            return
    raise AssertionError("no job was taken back")


def _is_reached(name: str, stack: Stack, seconds: float) -> bool:
    """Wait for a death at a point, and say whether there was one."""
    deadline = time.monotonic() + seconds
    while points.victim(stack.points, name) is None:
        if time.monotonic() > deadline:
            return False
        Event().wait(0.05)
    return True


def _kill_one(role: str, stack: Stack, dice: random.Random) -> None:
    alive = stack.pids(role)
    if alive:  # or it is being started again
        stack.kill(dice.choice(alive))


def _kill_supervisor(stack: Stack, _dice: random.Random) -> None:
    """Kill the supervisor alone; its children must not outlive it."""
    stack.product.process.kill()
    stack.start_again()


def _kill_everything(stack: Stack, dice: random.Random) -> None:
    """Kill every process in any order."""
    for role in ("supervisor", *dice.sample(("web", "worker", "sweeper", "broker"), 4)):
        for pid in stack.pids(role):
            stack.kill(pid)
    stack.start_again()


def _fill_disk(stack: Stack, _dice: random.Random) -> None:
    with disk.full(stack.product.var):
        Event().wait(FULL_SECONDS)


def _restart_database(stack: Stack, _dice: random.Random) -> None:
    assert stack.database.restart is not None
    stack.database.restart()
