"""One pass of what keeps jobs moving when messages or workers were lost."""

import logging
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from videos import jobs, notifications, queue
from videos.execution import filming
from videos.models import Job
from videos.states import LIVE
from videos.storage import artifacts

log = logging.getLogger(__name__)

STALE_ARRIVAL = timedelta(days=1)
"""Longer than any upload takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepReport:
    """What one pass did."""

    overdue: int
    reclaimed: int
    nudged: int
    emails: int
    folders: int
    arrivals: int


def sweep_once() -> SweepReport:
    """End overdue jobs, reclaim expired leases, nudge, send pending e-mails, delete stale files."""
    return SweepReport(
        overdue=jobs.end_overdue(),
        reclaimed=jobs.reclaim_expired(),
        nudged=_nudge_due(),
        emails=notifications.deliver_pending(),
        folders=_delete_stale_scratch(),
        arrivals=_delete_stale_arrivals(),
    )


def _nudge_due() -> int:
    """Top the queue up to its cap, never one message per row: nudges are interchangeable.

    Orders at vendors that are to be stopped are work as well.
    """
    due = Job.objects.filter(finished_at=None, lease_owner="", available_at__lte=timezone.now())
    waiting = due[: queue.CAP].count() + filming.winding.due()[:1].count()
    room = queue.room() if waiting else 0
    return sum(queue.nudge() for _ in range(min(waiting, room)))


def _delete_stale_scratch() -> int:
    """Delete the scratch folders of jobs that are over, and what those left in storage.

    A job keeps its folder for one more lease: whoever works on it still has noticed by then, or is
    dead, and what he has stored is tidied with the folder.
    """
    if not settings.WORK_DIR.is_dir():
        return 0
    folders = {folder.name: folder for folder in settings.WORK_DIR.iterdir() if folder.is_dir()}
    at_work = Q(status__in=LIVE) | Q(finished_at__gt=timezone.now() - settings.JOB_LEASE)
    kept = Job.objects.filter(at_work, public_id__in=folders)
    stale = folders.keys() - set(kept.values_list("public_id", flat=True))
    return sum(_delete_scratch(folders[name]) for name in stale)


def _delete_scratch(folder: Path) -> bool:
    """Delete a scratch folder and what its job left; False when storage is away.

    The folder stays then: it is what reminds the next pass.
    """
    try:
        artifacts.tidy(folder.name)
    except OSError as error:
        log.warning("What job %s left in storage stays for now: %s", folder.name, error)
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _delete_stale_arrivals() -> int:
    """Delete files that were arriving in a request whose process died."""
    oldest, deleted = time.time() - STALE_ARRIVAL.total_seconds(), 0
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        with suppress(FileNotFoundError):  # its request has just ended
            if path.stat().st_mtime < oldest:
                path.unlink()
                deleted += 1
    return deleted
