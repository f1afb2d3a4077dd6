"""How much creators may bring."""

from collections.abc import Collection

from django.conf import settings
from django.db.models import Sum

from config.types import UserId
from videos.exceptions import ReelsmithError
from videos.models import Upload, UploadSession
from videos.models.upload import readable_size
from videos.spec import AssetKind
from videos.states import LIVE_UPLOAD

FOOTAGE = frozenset({AssetKind.IMAGE, AssetKind.CLIP})
"""Kinds that only the content of a file tells apart."""


class TooLarge(ReelsmithError):
    """A file is larger than its kind may be."""

    code = "file_too_large"

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(
            f"“{name}” is too large; the limit is {readable_size(limit)}. "
            "Make it smaller or shorter, and upload it again."
        )


class StorageFull(ReelsmithError):
    """A creator keeps as much as they may."""

    code = "storage_full"

    def __init__(self, name: str, left: int) -> None:
        super().__init__(
            f"There is no room for “{name}”: {readable_size(left)} of your "
            f"{readable_size(settings.UPLOAD_QUOTA_BYTES)} are left. "
            "Delete files that you no longer need under Material."
        )


def kinds_of(kind: AssetKind) -> Collection[AssetKind]:
    """Return what a file that is brought as `kind` may turn out to be."""
    return FOOTAGE if kind in FOOTAGE else {kind}


def largest(kind: AssetKind) -> int:
    """Return how many bytes a file that is brought as `kind` may have."""
    return max(settings.UPLOAD_BYTES[one] for one in kinds_of(kind))


def kept_bytes(owner: UserId) -> int:
    """Return how many bytes `owner` keeps."""
    kept: int | None = Upload.objects.filter(owner_id=owner).aggregate(sum=Sum("size_bytes"))["sum"]
    return kept or 0


def coming_bytes(owner: UserId) -> int:
    """Return how many bytes `owner` has announced that are not kept yet."""
    live = UploadSession.objects.filter(owner_id=owner, state__in=LIVE_UPLOAD)
    coming: int | None = live.aggregate(sum=Sum("size_bytes"))["sum"]
    return coming or 0


def refuse_excess(owner: UserId, name: str, size: int, *, coming: int = 0) -> None:
    """Refuse what does not fit any more beside what is kept, and beside `coming` bytes.

    Two uploads at one moment may both fit: a little more than the quota does no harm.

    Raises:
        StorageFull: it does not.
    """
    left = settings.UPLOAD_QUOTA_BYTES - kept_bytes(owner) - coming
    if size > left:
        raise StorageFull(name, max(0, left))
