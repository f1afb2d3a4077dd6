"""Who works on a job: claim, renew, park, and taking back what a vanished worker held."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from videos.jobs import limits, statements, turns
from videos.jobs import timeline_events as events
from videos.jobs.finishing import Failure, end_as_failed
from videos.jobs.leases import Lease, LeaseLost, held, lockable, write
from videos.models import Job
from videos.states import JobStatus

__all__ = ["Lease", "LeaseLost", "claim", "park", "reclaim_expired", "renew"]

MAX_RECLAIMS = 5
"""A job whose worker vanished this often is taken to be what kills the workers."""


def claim(worker: str) -> Lease | None:
    """Take the next due job for `worker`, or None when nothing is due.

    Whose turn it is, `turns` says.
    """
    due = turns.due(timezone.now())
    if not (due.queued or due.begun):
        return None  # spares a transaction, and SQLite's one write lock, when idle
    with transaction.atomic():
        now, limit = timezone.now(), settings.JOBS_PER_CREATOR
        first = turns.first(due, now, limit)
        if first is None:
            return None
        if first.is_queued:
            limits.be_alone(first.owner)
        lease = Lease(job=first.job, owner=f"{worker}:{secrets.token_hex(8)}")
        taken = statements.take(first, lease, now, now + settings.JOB_LEASE, limit)
        return lease if taken else None


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
