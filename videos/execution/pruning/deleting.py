"""Deletes what is due, a page at a time: whoever stops here goes on with the next page."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from videos import plans, uploads
from videos.execution.pruning import due
from videos.jobs import ordering, packaging
from videos.models import Artifact, Job, Upload, Video
from videos.states import LIVE
from videos.storage import artifacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """All that is to be deleted, of everybody or of the creators of one plan."""

    expired: QuerySet[Job]
    previews: QuerySet[Job]
    deleted: QuerySet[Job]
    unused: QuerySet[Upload]

    @property
    def jobs(self) -> dict[str, QuerySet[Job]]:
        """The jobs whose files go, by why."""
        return {
            "Videos past their plan's time": self.expired,
            "Previews": self.previews,
            "Deleted videos": self.deleted,
        }


def all_due(now: datetime, plan: str = "") -> Due:
    """Return what is due, of the creators who have `plan`, or of everybody."""
    found = Due(
        expired=due.expired(now),
        previews=due.previews(now),
        deleted=due.deleted(now),
        unused=due.unused(now),
    )
    return _of(found, plan) if plan else found


def prune(limit: int, plan: str = "") -> int:
    """Delete the files of up to `limit` jobs and uploads; return of how many.

    Less than `limit` means that nothing more is due.

    Raises:
        OSError: storage is away. The rows of one job or upload are gone; its files stay for
            whoever tidies storage.
    """
    found, left = all_due(timezone.now(), plan), limit
    for jobs in found.jobs.values():
        for job in jobs[:left]:
            delete_files(job)
            left -= 1
    for upload in found.unused[:left]:
        _delete(upload)
        left -= 1
    return limit - left


def delete_files(job: Job) -> None:
    """Delete what a job has in storage, unless another try of its video has begun meanwhile."""
    with transaction.atomic():
        Video.objects.select_for_update().get(pk=job.video_id)  # as who tries again does
        if Job.objects.filter(video=job.video_id, status__in=LIVE).exists():
            return
        files = list(Artifact.objects.filter(job=job))
        Artifact.objects.filter(job=job).delete()
        clips = ordering.forget_clips(job.pk)
        packaging.forget(job.pk)
        Job.objects.filter(pk=job.pk).update(files_gone_at=timezone.now())
    artifacts.discard(files)
    for clip in clips:
        default_storage.delete(clip)


def _delete(upload: Upload) -> None:
    with suppress(uploads.InUse, Upload.DoesNotExist):  # somebody was faster
        with transaction.atomic():
            uploads.forget(upload)
        uploads.discard(upload.key)


def _of(found: Due, plan: str) -> Due:
    owners = plans.members(plan).values("pk")
    return Due(
        expired=found.expired.filter(owner__in=owners),
        previews=found.previews.filter(owner__in=owners),
        deleted=found.deleted.filter(owner__in=owners),
        unused=found.unused.filter(owner__in=owners),
    )
