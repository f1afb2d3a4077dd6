"""What a creator keeps: listed, found, deleted."""

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from config.types import UserId
from videos.exceptions import ReelsmithError
from videos.models import Job, Upload
from videos.states import LIVE
from videos.storage import sources


class InUse(ReelsmithError):
    """A video in the making needs the file."""

    code = "upload_in_use"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is needed by a video that is being made. "
            "Wait until it is done, or cancel it; then delete the file."
        )


def listed(owner: UserId) -> QuerySet[Upload]:
    """Return the uploads of `owner`, newest first, each with `used_by`: a number of videos."""
    alive = Q(videos__deleted_at=None)
    kept = Upload.objects.filter(owner_id=owner).order_by("-pk")
    return kept.annotate(used_by=Count("videos", filter=alive))


def owned(owner: UserId, public_id: str) -> Upload:
    """Return an upload of `owner`, with `used_by`.

    Raises:
        Upload.DoesNotExist: there is none with this id, or it is somebody else's.
    """
    return listed(owner).get(public_id=public_id)


def delete(upload: Upload) -> None:
    """Delete `upload` and its file. Finished videos keep what was made of it.

    Raises:
        InUse: a job that is queued or running needs it; nothing is deleted.
    """
    with transaction.atomic():
        forget(upload)
        # Robust: the row is gone by then, and storage that is away is no trouble of the creator's.
        transaction.on_commit(lambda: discard(upload.key), robust=True)


def forget(upload: Upload) -> None:
    """Delete the row of `upload`, in the caller's transaction; its file is for `discard`.

    Raises:
        InUse: a job that is queued or running needs it; nothing is deleted.
        Upload.DoesNotExist: somebody else has deleted it.
    """
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if Job.objects.filter(video__uploads=locked, status__in=LIVE).exists():
        raise InUse(locked.name)
    locked.delete()


def discard(key: str) -> None:
    """Delete a file, unless it came again while its row was deleted."""
    if not Upload.objects.filter(key=key).exists():
        sources.discard(key)
