"""What is done next for a scene, from what was tried for it. Pure: a route and rows in."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from videos.providers.errors import ErrorKind
from videos.providers.registry import STUDIO
from videos.states import LIVE_SUBMISSION, SubmissionPhase

TRIES = 2
"""Orders with one vendor for one scene when it fails in ways that may pass."""
BACKOFF = 5.0
"""Seconds before the second one; doubled after it, with jitter; or as long as the vendor asks."""
LONGEST_WAIT = 600.0
"""Seconds; a vendor that wants us to wait longer is passed over."""


class Tried(Protocol):
    """An order that was placed for the scene."""

    provider: str
    phase: str
    error_kind: str
    next_poll_at: datetime | None
    at_our_cost: bool


@dataclass(frozen=True, slots=True)
class Keep:
    """There is a clip."""


@dataclass(frozen=True, slots=True)
class Follow:
    """An order is live: ask how it stands."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Order anew, but not before a moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Order from a vendor."""

    provider: str
    at_our_cost: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """No vendor films this scene: the studio draws it."""


Next = Keep | Follow | Wait | Place | Draw


def following(
    route: Sequence[str], tried: Sequence[Tried], now: datetime, closed: Collection[str] = ()
) -> Next:
    """Return what is to be done for a scene.

    `route` names providers in the order in which they are asked; `tried` holds what was ordered
    for the scene, oldest first; `closed` names vendors that take no orders at the moment.
    """
    if not tried:
        return _first(route, closed)
    last = tried[-1]
    if last.phase == SubmissionPhase.SUCCEEDED:
        return Keep()
    if last.phase in LIVE_SUBMISSION:
        return Follow()
    chosen = after(route, tried, closed)
    if isinstance(chosen, Place) and chosen.provider == last.provider:
        due = last.next_poll_at
        return Wait(due) if due and due > now else chosen
    return chosen


def after(route: Sequence[str], tried: Sequence[Tried], closed: Collection[str] = ()) -> Next:
    """Return what follows on the end of the last order."""
    last = tried[-1]
    if last.error_kind == ErrorKind.MODERATION:
        return Draw()  # sending it to somebody else in silence would get round a refusal
    if last.provider not in closed:
        if last.phase == SubmissionPhase.LOST and not any(one.at_our_cost for one in tried):
            return Place(last.provider, at_our_cost=True)
        same = sum(one.provider == last.provider for one in tried)
        if last.error_kind == ErrorKind.RETRYABLE and same < TRIES:
            return Place(last.provider)
    asked = {one.provider for one in tried}
    return _first([name for name in route if name not in asked], closed)


def pause(tries: int, asked: float | None) -> float:
    """Return the seconds before an order is placed again, after `tries` with the same vendor."""
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 jitter, no secret
    own = BACKOFF * float(2 ** max(0, tries - 1)) * jitter
    return max(own, asked or 0.0)


def poll_pause(age: timedelta, troubles: int, asked: float | None) -> float:
    """Return the seconds until a vendor is asked again how an order of some age stands.

    Often at first and rarely later; less often still while it does not answer.
    """
    jitter = random.uniform(1.0, 1.25)  # noqa: S311 jitter, no secret
    calm = min(30.0, max(5.0, age.total_seconds() / 8))
    patient = min(120.0, calm * float(2**troubles))
    return max(patient * jitter, asked or 0.0)


def described(chosen: Next, label: str, wait: float) -> str:
    """Return what was tried next, for the evidence."""
    match chosen:
        case Place(at_our_cost=True):
            return f"{label} again, at our cost"
        case Place():
            return f"{label} again in {wait:.0f} s" if wait else f"{label} instead"
        case _:
            return "the studio draws it"


def _first(route: Sequence[str], closed: Collection[str]) -> Next:
    name = next((one for one in route if one not in closed), STUDIO)
    return Draw() if name == STUDIO else Place(name)
