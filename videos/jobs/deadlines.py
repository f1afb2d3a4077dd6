"""No job lives for ever: what waits or runs for too long fails, and its tokens return."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from videos.jobs.attempts import Failure
from videos.jobs.failing import end_as_failed
from videos.jobs.leases import lockable
from videos.models import Job
from videos.states import JobStatus

log = logging.getLogger(__name__)

_Reason = Callable[[Job], Failure]
_AT_ONCE = 100
"""How many of each state one call ends at most, so that whoever calls gets on with the rest."""


def deadline(job: Job) -> datetime:
    """Return the moment at which a live job is ended if it is in the same state then."""
    if job.started_at is None:
        return job.created_at + settings.QUEUE_DEADLINE
    return job.started_at + settings.RUN_DEADLINE


def end_overdue() -> int:
    """End the jobs that are past their deadline, the oldest first; return how many there were.

    A worker that holds the lease of one loses it: its later writes change nothing.
    """
    now = timezone.now()
    ended = _end_all(_oldest(_queued(now)), _queued(now), _queued_too_long)
    return ended + _end_all(_running(now)[:_AT_ONCE], _running(now), _ran_too_long)


def _queued(now: datetime) -> QuerySet[Job]:
    return Job.objects.filter(
        status=JobStatus.QUEUED, created_at__lt=now - settings.QUEUE_DEADLINE
    ).order_by("pk")


def _running(now: datetime) -> QuerySet[Job]:
    # Unordered: they are few, and in the order of their keys SQLite would look at all jobs.
    return Job.objects.filter(
        status=JobStatus.RUNNING, started_at__lt=now - settings.RUN_DEADLINE
    ).order_by()


def _oldest(overdue: QuerySet[Job]) -> QuerySet[Job]:
    """Return the overdue among the jobs queued first, without a look at the many behind them."""
    first = Job.objects.filter(status=JobStatus.QUEUED).order_by("pk").values("pk")
    return overdue.filter(pk__in=first[:_AT_ONCE])


def _end_all(found: QuerySet[Job], overdue: QuerySet[Job], reason: _Reason) -> int:
    keys = list(found.values_list("pk", flat=True))
    return sum(_end(pk, overdue.filter(pk=pk), reason) for pk in keys)


def _end(pk: int, overdue: QuerySet[Job], reason: _Reason) -> bool:
    """End a job, unless it has begun or ended since it was found, or somebody has its row."""
    with transaction.atomic():
        job = lockable(overdue).first()
        if job is None:
            return False
        failure = reason(job)
        end_as_failed(pk, overdue, failure)
    log.warning("Job %s was ended: %s", job.public_id, failure.evidence)
    return True


def _queued_too_long(job: Job) -> Failure:
    return Failure(
        code="queued_too_long",
        message="Our studio did not get to this video in time. Your tokens are back; "
        "try again, and if this happens again, tell us the id of this job.",
        retryable=False,
        evidence=f"It was ordered at {job.created_at} and had not begun by {deadline(job)}.",
    )


def _ran_too_long(job: Job) -> Failure:
    worker = f"{job.lease_owner} had it" if job.lease_owner else "nobody had it"
    return Failure(
        code="ran_too_long",
        message="Making this video took too long, so we stopped. Your tokens are back; "
        "try a shorter script, or tell us the id of this job.",
        retryable=False,
        evidence=f"It began at {job.started_at} and was not over by {deadline(job)}: "
        f"{worker}, in {job.stage}.",
    )
