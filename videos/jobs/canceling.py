"""Canceling: at once, whatever a worker is doing."""

from django.db import transaction
from django.utils import timezone

from billing import ledger
from videos.jobs import attempts
from videos.jobs import timeline_events as events
from videos.models import Job
from videos.states import LIVE, JobStatus


def cancel(job: Job) -> bool:
    """End a live job and return its tokens; False when it was over already.

    The worker is not asked: the job is taken from it. Its next write finds the lease gone and
    changes nothing, and its heartbeat stops the rendering within a second.
    """
    with transaction.atomic():
        ended = Job.objects.filter(pk=job.pk, status__in=LIVE).update(
            status=JobStatus.CANCELED,
            lease_owner="",
            lease_expires_at=None,
            finished_at=timezone.now(),
        )
        if not ended:
            return False
        attempts.cancel(job)
        ledger.release(job.public_id, reason=f"{job.video.campaign_name} was canceled")
        events.record(job.pk, "canceled")
    return True
