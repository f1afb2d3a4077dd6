"""How a job gets to its next stage, of which its story tells in the same moment.

That comes between any two steps, so it is one statement as far as can be: it moves the job, keeps
the lease or ends it, and tells.
"""

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from django.utils import timezone

from config.chained import unhurried
from config.planned import moment
from config.prepared import Row
from config.records import refresh
from config.types import UserId
from videos.jobs import turn_queries
from videos.jobs.leases import Lease, LeaseLost
from videos.jobs.timeline_events import telling
from videos.models import Job
from videos.states import JobStatus, Stage

_CHANGING = (
    "stage", "stage_done", "stage_total", "progress", "storyboard", "route", "notes", "lease_owner",
)  # fmt: skip
"""What steps, and moves between them, change of their job."""
_MOVE = f"""
UPDATE videos_job SET
    stage = %(stage)s, stage_done = 0, stage_total = 0, progress = %(percent)s,
    lease_owner = CASE WHEN turn.goes_on THEN lease_owner ELSE '' END,
    lease_expires_at = CASE WHEN turn.goes_on THEN lease_expires_at END,
    available_at = CASE WHEN turn.goes_on THEN available_at ELSE %(now)s END
FROM (SELECT {{goes_on}} AS goes_on LIMIT 1 OFFSET 0) AS turn
WHERE id = %(job)s AND status = '{JobStatus.RUNNING}' AND lease_owner = %(lease)s
RETURNING id, {", ".join(_CHANGING)}
"""
"""What an index has of a job that is kept stays as it is, or PostgreSQL would have to write to all
indexes. The lease is as old as the turn. The offset has it find out once whether the job is kept.
"""
_TELL = telling("stage", "%(data)s")


def advance(lease: Lease, stage: Stage, *, percent: int) -> None:
    """Move the job on to `stage` and give it back, to be claimed at once by whose turn it is.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    _move(_giving_back(), _values(lease, stage, percent))


def go_on(
    lease: Lease, job: Job, stage: Stage, *, percent: int, served: Collection[UserId] = ()
) -> bool:
    """Move the job on to `stage`; say whether it is kept, or had to be given back.

    It is kept unless something waits that comes before it; of equals nothing does. Nor does the
    next job of who was `served` a moment ago. `job` has then what its steps have written by now.

    Raises:
        LeaseLost: the job is no longer ours.
    """
    place = {"owner": job.owner_id, "kind": job.kind, "served": json.dumps([*served])}
    _, *changed = _move(_keeping(), _values(lease, stage, percent) | place)
    refresh(job, _CHANGING, changed)
    return bool(job.lease_owner)


def _values(lease: Lease, stage: Stage, percent: int) -> dict[str, Any]:
    return {
        "job": lease.job,
        "lease": lease.owner,
        "stage": stage.value,
        "percent": percent,
        "data": json.dumps({"stage": stage.value}),
        "now": moment(timezone.now()),
    }


def _move(moving: str, values: dict[str, Any]) -> Row:
    row = unhurried(moving, (_TELL,), values, table="videos_job")
    if row is None:
        raise LeaseLost
    return row


@cache
def _giving_back() -> str:
    return _MOVE.format(goes_on="FALSE")


@cache
def _keeping() -> str:
    return _MOVE.format(goes_on=f"NOT ({turn_queries.outranking()})")
