"""What becomes of a job whose attempt failed: another one, or its end."""

import random
from datetime import timedelta
from functools import cache
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.utils import timezone

from billing import ledger
from config.prepared import Given
from config.records import PreparedRecords
from videos import notifications
from videos.jobs import attempts
from videos.jobs import timeline_events as events
from videos.jobs.attempts import Failure
from videos.jobs.leases import Lease, LeaseLost, held, read, write
from videos.models import Attempt, Job
from videos.states import AttemptPhase, JobStatus

MAX_ATTEMPTS = 2
"""The first try and one automatic retry."""
BACKOFF = timedelta(seconds=3)
"""Wait before the first retry; doubled for each further one, with jitter."""
LONGEST_WAIT = timedelta(minutes=15)
"""A service that asks us to wait longer is tried again after this: a creator is waiting too."""


def fail_attempt(lease: Lease, failure: Failure) -> bool:
    """Log a failed attempt; then retry with backoff, or end the job and release its tokens.

    Returns True when the job will be tried again.

    Raises:
        LeaseLost: nothing is written.
    """
    with transaction.atomic():
        job = read(lease)
        if not failure.retryable or job.failures + 1 >= MAX_ATTEMPTS:
            end_as_failed(lease.job, held(lease), failure)
            return False
        # The job first, as everybody does, or a cancel could deadlock.
        wait = _retry_later(lease, job, failure)
        told = f"tried again in {wait.total_seconds():.0f} s"
        attempts.fail(job, failure, next_step=told)
    return True


def end_as_failed(pk: int, guarded: QuerySet[Job], failure: Failure) -> Job:
    """End a job as failed and release its tokens, in the caller's transaction.

    `guarded` holds the job with the primary key `pk` for as long as the caller may end it: a
    worker's `held(lease)`, or what else must still be true of the row.

    Raises:
        LeaseLost: `guarded` is empty by now; nothing is written.
    """
    broken = Attempt.objects.filter(job=OuterRef("pk"), phase=AttemptPhase.RUNNING)
    job = _end(
        pk,
        guarded,
        JobStatus.FAILED,
        error_code=failure.code,
        error_message=failure.message,
        failures=F("failures") + Case(When(Exists(broken), then=1), default=0),
    )
    told = "given up; the tokens went back"
    attempts.fail(job, failure, next_step=told)
    ledger.release(job.public_id, reason=f"{job.video.campaign_name} could not be made")
    events.record(job.pk, "failed", code=failure.code)
    notifications.record_failed(job)
    return job


def _retry_later(lease: Lease, job: Job, failure: Failure) -> timedelta:
    """Park the job until it is tried again; return for how long."""
    own: timedelta = BACKOFF * 2**job.failures * random.uniform(0.75, 1.25)  # noqa: S311 jitter, no secret
    asked = timedelta(seconds=failure.retry_after or 0)
    wait = max(own, min(asked, LONGEST_WAIT))
    write(
        lease,
        lease_owner="",
        lease_expires_at=None,
        available_at=timezone.now() + wait,
        failures=job.failures + 1,
    )
    events.record(job.pk, "retrying", attempt=job.failures + 2, seconds=round(wait.total_seconds()))
    return wait


def _end(pk: int, guarded: QuerySet[Job], status: JobStatus, **fields: Any) -> Job:
    ended = guarded.update(
        status=status, lease_owner="", lease_expires_at=None, finished_at=timezone.now(), **fields
    )
    if not ended:
        raise LeaseLost
    return _read(pk)


def _read(pk: int) -> Job:
    (job,) = _jobs().all(pk)
    return job


@cache
def _jobs() -> PreparedRecords[Job]:
    return PreparedRecords(Job.objects.filter(pk=Given(0)), "video")
