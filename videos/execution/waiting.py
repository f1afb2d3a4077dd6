"""What each live job waits for, since when and until when: the evidence that nothing is stuck."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from config.types import UserId
from videos import jobs
from videos.models import Attempt, Job, JobEvent, Submission
from videos.states import LIVE, AttemptPhase, JobStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One live job, and why it is not over yet."""

    job: str
    status: str
    stage: str
    why: str
    """A clause that goes on from the job: "waits for a worker"."""
    since: datetime
    until: datetime
    """If the job has the same status then, it is ended as failed."""


def waiting() -> Iterator[Waiting]:
    """Yield every live job, the oldest first."""
    now, busy = timezone.now(), _busy()
    for job in Job.objects.filter(status__in=LIVE).order_by("pk").iterator():
        why, since = _reason(job, now, busy)
        yield Waiting(
            job=job.public_id,
            status=job.status,
            stage=job.stage,
            why=why,
            since=since,
            until=jobs.deadline(job),
        )


def _reason(job: Job, now: datetime, busy: set[UserId]) -> tuple[str, datetime]:
    if job.lease_owner and job.lease_expires_at is not None:
        return _with_worker(job, job.lease_expires_at, now)
    if job.available_at > now:
        return _later(job)
    if job.status == JobStatus.QUEUED and job.owner_id in busy:
        return (
            f"waits for one of its creator's {settings.JOBS_PER_CREATOR} running videos to be over",
            job.created_at,
        )
    return "waits for a worker", job.available_at


def _with_worker(job: Job, expires: datetime, now: datetime) -> tuple[str, datetime]:
    if expires < now:
        return f"lost its worker {job.lease_owner} and waits to be taken back", expires
    reached = JobEvent.objects.filter(job=job, kind__in=("started", "stage", "retrying"))
    latest = reached.order_by("-pk").values_list("created_at", flat=True).first()
    return f"is worked on by {job.lease_owner}", latest or job.created_at


def _later(job: Job) -> tuple[str, datetime]:
    due = f"{timezone.localtime(job.available_at):%H:%M:%S}"
    ordered = list(Submission.objects.filter(job=job, ended_at=None).order_by("created_at"))
    if ordered:
        return f"waits for {_ordered(ordered)}, asked again at {due}", ordered[0].created_at
    failed = Attempt.objects.filter(job=job, phase=AttemptPhase.FAILED).order_by("-number").first()
    if failed is None or failed.ended_at is None:
        return f"waits until {due}", job.created_at
    return f"waits until {due} to try again, after: {failed.error_message}", failed.ended_at


def _ordered(live: list[Submission]) -> str:
    """Return which vendors have what, sorted: "pika (2 accepted, 1 unknown)"."""
    counts = Counter((one.provider, one.phase) for one in live)
    told: dict[str, list[str]] = {}
    for (vendor, phase), count in sorted(counts.items()):
        told.setdefault(vendor, []).append(f"{count} {phase}")
    return ", ".join(f"{vendor} ({', '.join(parts)})" for vendor, parts in told.items())


def _busy() -> set[UserId]:
    """Return the creators who have as many jobs running as they may."""
    running = Job.objects.filter(status=JobStatus.RUNNING).order_by().values_list("owner")
    counted = running.annotate(count=Count("pk"))
    return {owner for owner, count in counted if count >= settings.JOBS_PER_CREATOR}
