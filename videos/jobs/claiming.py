"""Who works on a job: claim, renew, park, and taking back what a vanished worker held."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from config.prepared import Row
from config.records import record_of
from videos.jobs import statements, turns
from videos.jobs import timeline_events as events
from videos.jobs.attempts import Failure
from videos.jobs.failing import end_as_failed
from videos.jobs.leases import Lease, LeaseLost, held, lockable, write
from videos.models import Job
from videos.states import JobStatus

__all__ = ["Claim", "Lease", "LeaseLost", "claim", "park", "reclaim_expired", "renew"]

MAX_RECLAIMS = 5
"""A job whose worker vanished this often is taken to be what kills the workers."""


class Claim(NamedTuple):
    """A job, and the lease under which a worker has it."""

    job: Job
    lease: Lease


def claim(worker: str) -> Claim | None:
    """Take the next due job for `worker`, or None when nothing is due.

    Whose turn it is, `turns` says.
    """
    now, limit = timezone.now(), settings.JOBS_PER_CREATOR
    there = turns.due(now)  # spares SQLite's one write lock when idle
    for turn in turns.in_order(there, limit):
        lease = f"{worker}:{secrets.token_hex(8)}"
        if turn.is_queued:
            row = _begin(turn, lease, now, limit)
        else:
            row = statements.resume(turn, lease, now)
        if row is not None:
            job = record_of(Job, row)
            return Claim(job, Lease(job=job.pk, owner=lease))
    return None


def _begin(turn: turns.Turn, lease: str, now: datetime, limit: int) -> Row | None:
    with transaction.atomic(durable=True):
        first = turns.first(turn, now)
        return statements.begin(first, lease, now, limit) if first else None


def renew(lease: Lease) -> None:
    """Extend the lease.

    Raises:
        LeaseLost: the job was canceled, or belongs to another worker.
    """
    write(lease, lease_expires_at=timezone.now() + settings.JOB_LEASE)


def park(lease: Lease, *, delay: timedelta = timedelta()) -> None:
    """Give the job back, to be claimed again after `delay`.

    Raises:
        LeaseLost: it was not ours any more.
    """
    write(lease, lease_owner="", lease_expires_at=None, available_at=timezone.now() + delay)


def reclaim_expired() -> int:
    """Take back the jobs whose worker let its lease run out; return how many there were."""
    now = timezone.now()
    stale = Job.objects.filter(status=JobStatus.RUNNING, lease_expires_at__lt=now)
    return sum(_reclaim(job, now) for job in stale.order_by("lease_expires_at"))


def _reclaim(job: Job, now: datetime) -> bool:
    """Take a job back; its worker may have come back, or ended it, since the row was read."""
    with transaction.atomic():
        lease = Lease(job=job.pk, owner=job.lease_owner)
        expired = held(lease).filter(lease_expires_at__lt=now)
        if job.reclaims + 1 >= MAX_RECLAIMS:
            if lockable(expired).first() is None:
                return False
            end_as_failed(job.pk, expired, _poisonous(job))
            return True
        taken = expired.update(
            lease_owner="", lease_expires_at=None, available_at=now, reclaims=job.reclaims + 1
        )
        if taken:
            events.record(job.pk, "reclaimed", worker=job.lease_owner)
        return bool(taken)


def _poisonous(job: Job) -> Failure:
    return Failure(
        code="worker_lost",
        message="Our studio stopped several times while making this video. Your tokens are back; "
        "try a shorter script, or tell us the id of this job.",
        retryable=False,
        evidence=f"The lease ran out {job.reclaims + 1} times; last worker: {job.lease_owner}.",
    )
