"""The statements with which a claim takes a job: the lease, the first event, the attempt.

They are SQL because the ORM takes longer to put each of them together than a database takes to
carry it out (docs/decisions/0014-turns-are-queries.md).
"""

from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection

from config.chained import unhurried
from config.planned import moment
from config.prepared import Row
from config.records import columns
from videos.jobs.timeline_events import telling
from videos.jobs.turns import Turn, Waiting
from videos.models import Job
from videos.states import AttemptPhase, JobStatus

_BEGIN = f"""
UPDATE videos_job SET
    status = '{JobStatus.RUNNING}', started_at = %(now)s,
    lease_owner = %(lease)s, lease_expires_at = %(until)s
WHERE id = %(job)s AND status = '{JobStatus.QUEUED}' AND lease_owner = ''
    AND %(limit)s > (
        SELECT COUNT(*) FROM videos_job own
        WHERE own.owner_id = %(owner)s AND own.status = '{JobStatus.RUNNING}'
    )
RETURNING {columns(Job)}
"""
"""Counted here, after the creator's row is held: a statement sees what was done before it began."""


def begin(waiting: Waiting, lease: str, now: datetime, limit: int) -> Row | None:
    """Give a queued job to `lease`, and begin an attempt; return the job's row.

    It is None, and nothing is written, when its creator has `limit` running. Whoever calls has the
    job's row, and is alone with its creator.
    """
    values = _values(lease, now) | {"job": waiting.job, "owner": waiting.owner, "limit": limit}
    return unhurried(_BEGIN, (telling("started"), _try("TRUE")), values, table="videos_job")


def resume(turn: Turn, lease: str, now: datetime) -> Row | None:
    """Give the next job of a turn of begun ones to `lease`; return the job's row, None without one.

    After a failure that begins another attempt.
    """
    again = _try("failures > 0")
    return unhurried(_resume(turn.query), (again,), _values(lease, now), table="videos_job")


def _values(lease: str, now: datetime) -> dict[str, Any]:
    return {
        "lease": lease,
        "now": moment(now),
        "until": moment(now + settings.JOB_LEASE),
    }


@cache
def _resume(turn: str) -> str:
    return f"""
UPDATE videos_job SET lease_owner = %(lease)s, lease_expires_at = %(until)s
WHERE id = (SELECT id FROM ({turn}) AS next_one)
    AND status = '{JobStatus.RUNNING}' AND lease_owner = ''
RETURNING {columns(Job)}
"""


@cache
def _try(condition: str) -> str:
    is_sqlite = connection.vendor == "sqlite"
    provider = "json_extract(route, '$.provider')" if is_sqlite else "route ->> 'provider'"
    return f"""
INSERT INTO videos_attempt (
    job_id, number, provider, phase, stage, error_code, error_message, evidence, next_step, report,
    started_at
)
SELECT
    id, failures + 1, {provider}, '{AttemptPhase.RUNNING}', '', '', '', '', '', '{{}}', %(now)s
FROM changed WHERE {condition}
ON CONFLICT DO NOTHING
"""
