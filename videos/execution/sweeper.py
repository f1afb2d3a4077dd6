"""One pass of what keeps jobs moving when messages or workers were lost."""

import logging
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from videos import jobs, notifications, queue
from videos.execution import departing, filming, pruning
from videos.jobs import packaging
from videos.models import Job
from videos.storage import artifacts
from videos.uploads import sessions

log = logging.getLogger(__name__)

STALE = timedelta(days=1)
"""Longer than any upload takes, or work on a copy of a film."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepReport:
    """What one pass did."""

    overdue: int
    reclaimed: int
    nudged: int
    emails: int
    folders: int
    arrivals: int
    departures: int
    pruned: int


def sweep_once() -> SweepReport:
    """End overdue jobs, reclaim expired leases, nudge, send pending e-mails, delete stale files.

    Of what takes longer, the files of those who leave and of what is past its time, a page.
    """
    return SweepReport(
        overdue=jobs.end_overdue(),
        reclaimed=jobs.reclaim_expired(),
        nudged=_nudge_due(),
        emails=notifications.deliver_pending(),
        folders=_delete_stale_scratch(),
        arrivals=_delete_what_is_stale() + sessions.end_stale(),
        departures=departing.work_off(),
        pruned=pruning.go_on(),
    )


def _nudge_due() -> int:
    """Top the queue up to its cap, never one message per row: nudges are interchangeable.

    Orders at vendors that are to be stopped are work as well, and so are files to be judged, and,
    when there is nothing else, delivered videos that are to be made ready for streaming.
    """
    due = Job.objects.filter(finished_at=None, lease_owner="", available_at__lte=timezone.now())
    others = filming.winding.due()[:1].count() + sessions.due()[:1].count()
    waiting = due[: queue.CAP].count() + others
    waiting = waiting or packaging.due()[:1].count()
    room = queue.room() if waiting else 0
    return sum(queue.nudge() for _ in range(min(waiting, room)))


def _delete_stale_scratch() -> int:
    """Delete the scratch folders of jobs that are over, and what those left in storage.

    A job keeps its folder for one more lease: whoever works on it still has noticed by then, or is
    dead, and what he has stored is tidied with the folder. It keeps it as long as an order of it is
    live at a vendor.
    """
    if not settings.WORK_DIR.is_dir():
        return 0
    folders = {folder.name: folder for folder in settings.WORK_DIR.iterdir() if folder.is_dir()}
    known = {job.public_id: job for job in Job.objects.filter(public_id__in=folders)}
    stale = [name for name in folders if name not in known or _is_left(known[name])]
    return sum(_delete_scratch(folders[name], known.get(name)) for name in stale)


def _delete_scratch(folder: Path, job: Job | None) -> bool:
    """Delete a scratch folder and what its job left; False when storage is away.

    The folder stays then: it is what reminds the next pass.
    """
    try:
        artifacts.tidy(folder.name)
        if job is not None:
            filming.clips.tidy(job)
    except OSError as error:
        log.warning("What job %s left in storage stays for now: %s", folder.name, error)
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _is_left(job: Job) -> bool:
    ended = job.finished_at
    if ended is None or ended > timezone.now() - settings.JOB_LEASE:
        return False
    return not filming.winding.goes_on(job)


def _delete_what_is_stale() -> int:
    """Delete what processes left that died: files that were arriving, and copies of films."""
    oldest, deleted = time.time() - STALE.total_seconds(), 0
    folders = Path(settings.FILE_UPLOAD_TEMP_DIR), settings.PASSING_DIR
    for path in chain.from_iterable(folder.iterdir() for folder in folders):
        with suppress(FileNotFoundError):  # its process has just ended
            if path.stat().st_mtime < oldest:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                deleted += 1
    return deleted
