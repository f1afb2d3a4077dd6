"""How a job ends that made what was ordered."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from billing import ledger
from config.chained import chained
from config.planned import moment
from config.records import columns, record_of
from config.writing import add_all
from videos import notifications
from videos.jobs import attempts
from videos.jobs.leases import Lease, LeaseLost
from videos.jobs.refunding import refund_unfilmed
from videos.jobs.timeline_events import telling
from videos.models import Artifact, Job, Packaging
from videos.states import JobKind, JobStatus

_END = f"""
UPDATE videos_job SET
    status = '{JobStatus.SUCCEEDED}', progress = 100, finished_at = %(now)s,
    lease_owner = '', lease_expires_at = NULL
WHERE id = %(job)s AND status = '{JobStatus.RUNNING}' AND lease_owner = %(lease)s
RETURNING
    {columns(Job)},
    (SELECT campaign_name FROM videos_video WHERE videos_video.id = videos_job.video_id) AS name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a job made: files stored already, described by unsaved artifacts, and figures."""

    artifacts: Sequence[Artifact]
    report: Mapping[str, Any] = field(default_factory=dict)
    unfilmed: float = 0.0
    """Share, 0 to 1, of what vendors were paid to make that was made here instead."""


def succeed(lease: Lease, delivery: Delivery) -> None:
    """End the job and its attempt as succeeded, and capture its tokens.

    Raises:
        LeaseLost: nothing is written.
    """
    with transaction.atomic():
        job, name = _end(lease, delivery)
        Artifact.objects.bulk_create(delivery.artifacts)
        ledger.capture(job.public_id, reason=name)
        add_all(*_following(job))
        refund_unfilmed(job, delivery.unfilmed)


def _following(job: Job) -> Iterator[Model]:
    """Yield what is to be done once it is delivered; with the rest, or a crash would leave none."""
    yield notifications.ready(job)
    if job.kind == JobKind.FULL:
        yield Packaging(job=job)


def _end(lease: Lease, delivery: Delivery) -> tuple[Job, str]:
    """Return the job, which has ended, and the name of its video."""
    values = {
        "job": lease.job,
        "lease": lease.owner,
        "report": json.dumps(delivery.report),
        "now": moment(timezone.now()),
    }
    then = attempts.COMPLETE, telling("succeeded")
    row = chained(_END, then, values, table="videos_job")
    if row is None:
        raise LeaseLost
    *job, name = row
    return record_of(Job, job), name
