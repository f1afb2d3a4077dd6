"""When the files of a video end: what its creator reads, and what pruning goes by."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from config.types import UserId
from videos import plans
from videos.models import Job, Video
from videos.states import JobKind, JobStatus

NOTICE = timedelta(days=7)
"""How long before its files end a creator is told."""


def ahead(keep: timedelta) -> timedelta:
    """Return how long before the end a creator is told, where files are kept for `keep`."""
    return min(NOTICE, keep)


def preview_time() -> timedelta:
    """Return for how long files of previews are kept."""
    return timedelta(days=settings.PREVIEW_KEEP_DAYS)


def files_until(job: Job, keep: timedelta | None) -> datetime | None:
    """Return until when the files of `job` are kept at least; None is for ever, or it has none.

    `keep` is for how long its creator's plan keeps files. Nobody loses files without having been
    told, so the end is never nearer than that takes.
    """
    if job.status != JobStatus.SUCCEEDED or job.finished_at is None or job.files_gone_at:
        return None
    if job.kind == JobKind.PREVIEW:
        return job.finished_at + preview_time()
    if keep is None:
        return None
    told = job.files_until or timezone.now() + ahead(keep)
    return max(job.finished_at + keep, told)


def attach(owner: UserId, videos: Iterable[Video]) -> None:
    """Give each of `videos`, which know their latest job, its `files_until`."""
    keep = plans.retention(owner)
    for video in videos:
        video.files_until = files_until(video.latest_job, keep)  # type: ignore[attr-defined]
