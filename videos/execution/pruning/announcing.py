"""Tells creators, once, that the files of videos are about to be deleted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from videos import notifications, plans
from videos.execution.pruning import due
from videos.expiry import ahead
from videos.models import Job, Notice
from videos.models.notice import NoticeKind

PAGE = 200
"""Videos that one notice may tell of: somebody who made many in a day is not to get as many."""


def announce() -> int:
    """Tell the creators of up to PAGE videos; return of how many videos."""
    now = timezone.now()
    page = due.ending(now).filter(files_until=None).select_related("video")
    rows = page.order_by("owner_id", "finished_at", "pk")[:PAGE]
    return sum(_tell(list(mine), now) for _, mine in groupby(rows, key=lambda job: job.owner_id))


def retract() -> int:
    """Take announcements back that are not true any more; return of how many videos.

    They are made again, with their full time, should they become true again.
    """
    with transaction.atomic():
        rows = list(due.reprieved(timezone.now()).values_list("pk", flat=True)[:PAGE])
        if not rows:
            return 0
        Notice.objects.filter(job__in=rows, kind=NoticeKind.ENDING).delete()
        return Job.objects.filter(pk__in=rows, files_gone_at=None).update(files_until=None)


def _tell(jobs: Sequence[Job], now: datetime) -> int:
    keeps = plans.retentions()
    with transaction.atomic():
        told = [job for job in jobs if _promised(job, now, keeps[job.kept_by])]  # type: ignore[attr-defined]
        if told:
            notifications.record_ending(told[0], others=len(told) - 1)
    return len(told)


def _promised(job: Job, now: datetime, keep: timedelta) -> bool:
    """Write down until when files are kept; False when another sweeper has."""
    until = max((job.finished_at or now) + keep, now + ahead(keep))
    return bool(Job.objects.filter(pk=job.pk, files_until=None).update(files_until=until))
