"""The statements with which a claim takes a job: the lease, the first event, the attempt.

They are SQL because the ORM takes longer to put each of them together than a database takes to
carry it out (docs/decisions/0014-turns-are-queries.md). PostgreSQL and SQLite read the same text.
Whoever executes them has the job's row, and has held off who else counts its creator's jobs.
"""

from datetime import datetime
from typing import Any

from django.db import connection

from config.planned import planned
from videos.jobs.leases import Lease
from videos.jobs.turns import Waiting
from videos.states import AttemptPhase, JobStatus

_TAKE = f"""
UPDATE videos_job SET
    status = '{JobStatus.RUNNING}', lease_owner = %(lease)s, lease_expires_at = %(until)s,
    started_at = COALESCE(started_at, %(now)s)
WHERE id = %(job)s AND status = %(status)s AND lease_owner = ''
"""
# Counted here, after the creator's row is held: a statement sees what was done before it began.
_IF_THERE_IS_ROOM = f"""
    AND %(limit)s > (
        SELECT COUNT(*) FROM videos_job own
        WHERE own.owner_id = %(owner)s AND own.status = '{JobStatus.RUNNING}'
    )
"""
_TAKE_QUEUED = _TAKE + _IF_THERE_IS_ROOM
_TELL = """
INSERT INTO videos_jobevent (job_id, kind, data, created_at)
VALUES (%(job)s, 'started', '{}', %(now)s)
"""
_TRY = f"""
INSERT INTO videos_attempt (
    job_id, number, provider, phase, stage, error_code, error_message, evidence, next_step, report,
    started_at
)
VALUES (
    %(job)s, %(number)s, %(provider)s, '{AttemptPhase.RUNNING}', '', '', '', '', '', '{{}}', %(now)s
)
ON CONFLICT DO NOTHING
"""


def take(waiting: Waiting, lease: Lease, now: datetime, until: datetime, limit: int) -> bool:
    """Give a job to who has `lease`, until then; tell of its start, and begin an attempt.

    Returns False, and has written nothing, when it does not wait any more, or is queued and its
    creator has `limit` running.
    """
    values = _values(waiting, lease, now, until, limit)
    with planned() as cursor:
        cursor.execute(_TAKE_QUEUED if waiting.is_queued else _TAKE, values)
        if not cursor.rowcount:
            return False
        if not waiting.has_started:
            cursor.execute(_TELL, values)
        if _is_to_be_tried(waiting):
            cursor.execute(_TRY, values)
        return True


def _is_to_be_tried(waiting: Waiting) -> bool:
    """Say whether an attempt begins with its first step or after a failure, if it has not yet."""
    return waiting.is_queued or bool(waiting.failures)


def _values(
    waiting: Waiting, lease: Lease, now: datetime, until: datetime, limit: int
) -> dict[str, Any]:
    return {
        "job": waiting.job,
        "owner": waiting.owner,
        "status": waiting.status,
        "number": waiting.failures + 1,
        "provider": waiting.provider,
        "lease": lease.owner,
        "now": connection.ops.adapt_datetimefield_value(now),
        "until": connection.ops.adapt_datetimefield_value(until),
        "limit": limit,
    }
