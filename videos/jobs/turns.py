"""Whose turn it is: which of the due jobs is to be worked on next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from videos.models import Job
from videos.states import LIVE, JobStatus

_FIELDS = "id, owner_id, status, failures, route, started_at"
_ORDER = "kind DESC, available_at, id"
_A_FEW = 16
"""Of so many one is taken: others may be about to take the first ones."""
_RUNNING = "SELECT owner_id FROM videos_job WHERE status = 'running' GROUP BY owner_id"
_OWN = """(SELECT COUNT(*) FROM videos_job AS own
    WHERE own.owner_id = videos_job.owner_id AND own.status = 'running')"""
"""How many jobs of a job's creator are running: quickly read, if not for thousands of jobs."""


@dataclass(frozen=True, slots=True)
class Due:
    """Of which kinds there are jobs that wait for a worker."""

    queued: bool
    begun: bool


def due(now: datetime) -> Due:
    """Return what waits at this moment, at the price of a glance."""
    queued, begun = (f"EXISTS (SELECT 1 FROM videos_job WHERE {_due(s)})" for s in LIVE)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {queued}, {begun}", _at(now))
        return Due(*map(bool, cursor.fetchone()))


def first(there: Due, now: datetime, limit: int) -> Job | None:
    """Return the due job that is next, with the fields that a claim reads; None if none may begin.

    The caller's transaction has its row. Rows that others have are left out.

    The first job of a creator who has none running comes first: nobody waits for all the work of
    somebody else. Then come begun jobs, so that work in progress is finished, then queued ones. Of
    each kind those of the creators with the fewest running ones, previews before full videos, and
    the oldest. A creator who has `limit` running begins no other.

    Each turn is a query of its own, which is read through an index in its own order, up to the
    first jobs that fit. One query for all of them would have to weigh every live job first.
    """
    for turn in _turns(there, limit):
        for job in Job.objects.raw(turn, _at(now)):
            return job
    return None


def _turns(there: Due, limit: int) -> Iterator[str]:
    if there.queued:
        yield _turn(JobStatus.QUEUED, f"owner_id NOT IN ({_RUNNING})")
    if there.begun:
        yield _turn(JobStatus.RUNNING, f"{_OWN} = 1")  # as the first one mostly has
        yield _turn(JobStatus.RUNNING, f"{_OWN} > 1", order=f"{_OWN}, {_ORDER}")
    if there.queued:
        for count in range(1, limit):
            yield _turn(JobStatus.QUEUED, _of_creators_with(count))


def _turn(status: JobStatus, fits: str, order: str = _ORDER) -> str:
    """Return the query for the first due job that fits.

    It finds the keys of some in an index, which says all that is asked there, and only then looks
    at rows.
    """
    keys = (
        f"SELECT id FROM videos_job WHERE {_due(status)} AND {fits} ORDER BY {order} LIMIT {_A_FEW}"
    )
    chosen = f"SELECT {_FIELDS} FROM videos_job WHERE"
    if not connection.features.has_select_for_update_skip_locked:
        return f"{chosen} id IN ({keys}) ORDER BY {order} LIMIT 1"
    # An array, so that the keys are found once even if the database takes the queue for empty; and
    # asked once more of each row, as somebody may have had it meanwhile.
    return (
        f"{chosen} id = ANY(ARRAY({keys})) AND {_waiting(status)}"
        f" ORDER BY {order} LIMIT 1 FOR UPDATE SKIP LOCKED"
    )


def _due(status: JobStatus) -> str:
    # As the index of turns says it, word by word, or SQLite would not use it.
    return f"{_waiting(status)} AND finished_at IS NULL"


def _waiting(status: JobStatus) -> str:
    return f"status = '{status}' AND lease_owner = '' AND available_at <= %(now)s"


def _of_creators_with(count: int) -> str:
    """Return the condition that a queued job's creator has `count` running, none aside.

    Often thousands are queued and none of them fits. So all creators with another number are looked
    up once beforehand, and if there is nobody with this one, no job is looked at.
    """
    return (
        f"EXISTS ({_RUNNING} HAVING COUNT(*) = {count})"
        f" AND owner_id NOT IN ({_RUNNING} HAVING COUNT(*) <> {count})"
    )


def _at(now: datetime) -> dict[str, str | datetime | None]:
    return {"now": connection.ops.adapt_datetimefield_value(now)}
