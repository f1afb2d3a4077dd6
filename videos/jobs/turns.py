"""Whose turn it is: which of the due jobs is to be worked on next."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from config.planned import planned
from config.types import UserId
from videos.jobs import turn_queries as queries
from videos.states import JobStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Of which kinds there are jobs that wait for a worker."""

    queued: bool
    begun: bool
    somebody_is_free: bool
    """Whether there may be a creator who has queued ones and none running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A due job as a claim reads it, before it is taken."""

    job: int
    owner: UserId
    status: str
    failures: int
    provider: str
    has_started: bool

    @property
    def is_queued(self) -> bool:
        """Whether it has not begun: to take it is to begin one more of its creator's."""
        return self.status == JobStatus.QUEUED


def due(now: datetime) -> Due:
    """Return what waits at this moment, at the price of a glance."""
    with planned() as cursor:
        cursor.execute(queries.glance(), _at(now))
        free, begun = cursor.fetchone()
    return Due(queued=free is not None, begun=bool(begun), somebody_is_free=bool(free))


def first(there: Due, now: datetime, limit: int) -> Waiting | None:
    """Return the due job that is next; None if none may begin.

    The caller's transaction has its row. Rows that others have are left out.

    The first job of a creator who has none running comes first: nobody waits for all the work of
    somebody else. Then come begun jobs, so that work in progress is finished, then queued ones. Of
    each kind those of the creators with the fewest running ones, previews before full videos, and
    the oldest. A creator who has `limit` running begins no other.

    Each turn is a query of its own, which is read through an index in its own order, up to the
    first jobs that fit. One query for all of them would have to weigh every live job first.
    """
    with planned() as cursor:
        for turn in _turns(there, limit):
            cursor.execute(turn, _at(now))
            row = cursor.fetchone()
            if row is not None:
                return _read(*row)
    return None


def _turns(there: Due, limit: int) -> Iterator[str]:
    if there.somebody_is_free:
        yield queries.first_ones()
    if there.begun:
        yield queries.only_ones()  # as the first one mostly is
        yield queries.begun_ones()
    if there.queued:
        for count in range(1, limit):
            yield queries.further_ones(count)


def _read(
    job: int, owner: UserId, status: str, failures: int, route: str, has_started: object
) -> Waiting:
    return Waiting(
        job=job,
        owner=owner,
        status=status,
        failures=failures,
        provider=json.loads(route)["provider"],
        has_started=bool(has_started),
    )


def _at(now: datetime) -> dict[str, Any]:
    return {"now": connection.ops.adapt_datetimefield_value(now)}
