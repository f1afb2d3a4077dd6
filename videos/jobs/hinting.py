"""Following a hint that a vendor may be done. What is believed of an order stays as it was."""

from datetime import datetime

from django.utils import timezone

from videos import queue
from videos.models import Job, Submission
from videos.states import JobStatus


def look_sooner(submission: Submission) -> bool:
    """Have the vendor asked now about an order, in the caller's transaction; False when it is over.

    A job that is being worked on is left alone: its next step finds the order due.
    """
    if submission.ended_at is not None:
        return False
    now = timezone.now()
    if _make_due(submission.job_id, now):  # the job first, as everybody does, against deadlocks
        queue.nudge_on_commit()
    asked = Submission.objects.filter(pk=submission.pk, ended_at=None)
    return bool(asked.update(next_poll_at=now))


def _make_due(job: int, now: datetime) -> bool:
    waiting = Job.objects.filter(
        pk=job, status=JobStatus.RUNNING, lease_owner="", available_at__gt=now
    )
    return bool(waiting.update(available_at=now))
