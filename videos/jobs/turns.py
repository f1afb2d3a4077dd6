"""Whose turn it is: which of the due jobs is to be worked on next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.planned import moment, planned
from config.types import UserId
from videos.jobs import limits
from videos.jobs import turn_queries as queries


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Of which kinds there are jobs that wait for a worker."""

    queued: bool
    begun: bool
    somebody_is_free: bool
    """Whether there may be a creator who has queued ones and none running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Who may be next: a query for the first job that is due and fits."""

    query: str
    is_queued: bool
    """Whether its jobs have not begun: to take one is to begin one more of its creator's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A queued job that is due, before it is taken."""

    job: int
    owner: UserId


def due(now: datetime) -> Due:
    """Return what waits at this moment, at the price of a glance."""
    with planned() as cursor:
        cursor.execute(queries.glance(), _at(now))
        free, begun = cursor.fetchone()
    return Due(queued=free is not None, begun=bool(begun), somebody_is_free=bool(free))


def in_order(there: Due, limit: int) -> Iterator[Turn]:
    """Yield the turns that somebody may have, the first one first.

    The first job of a creator who has none running comes first: nobody waits for all the work of
    somebody else. Then come begun jobs, so that work in progress is finished, then queued ones. Of
    each kind those of the creators with the fewest running ones, previews before full videos, and
    the oldest. A creator who has `limit` running begins no other.

    Each turn is a query of its own, which is read through an index in its own order, up to the
    first jobs that fit. One query for all of them would have to weigh every live job first.
    """
    if there.somebody_is_free:
        yield Turn(query=queries.first_ones(), is_queued=True)
    if there.begun:
        yield Turn(query=queries.only_ones(), is_queued=False)  # as the first one mostly is
        yield Turn(query=queries.begun_ones(), is_queued=False)
    if there.queued:
        for count in range(1, limit):
            yield Turn(query=queries.further_ones(count), is_queued=True)


def first(turn: Turn, now: datetime) -> Waiting | None:
    """Return the queued job whose turn it is, if there is one.

    The caller's transaction has its row, and is alone with its creator. Rows that others have are
    left out.
    """
    with planned() as cursor:
        cursor.execute(limits.alone_with(turn.query), _at(now))
        row = cursor.fetchone()
    return row and Waiting(job=row[0], owner=row[1])


def _at(now: datetime) -> dict[str, Any]:
    return {"now": moment(now)}
