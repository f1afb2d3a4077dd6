"""How much creators may bring."""

from collections.abc import Collection

from django.conf import settings
from django.db.models import Sum

from config.types import UserId
from videos import plans, usage
from videos.exceptions import ReelsmithError
from videos.models import UploadSession
from videos.models.upload import readable_size
from videos.spec import AssetKind
from videos.states import LIVE_UPLOAD

FOOTAGE = frozenset({AssetKind.IMAGE, AssetKind.CLIP})
"""Kinds that only the content of a file tells apart."""
_ROOM = "Delete videos or material that you no longer need, or ask your admin for another plan."


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

    def __init__(self, name: str, left: int, most: int, remedy: str) -> None:
        super().__init__(
            f"There is no room for “{name}”: {readable_size(left)} of your "
            f"{readable_size(most)} are left. {remedy}"
        )


def kinds_of(kind: AssetKind) -> Collection[AssetKind]:
    """Return what a file that is brought as `kind` may turn out to be."""
    return FOOTAGE if kind in FOOTAGE else {kind}


def largest(kind: AssetKind) -> int:
    """Return how many bytes a file that is brought as `kind` may have."""
    return max(settings.UPLOAD_BYTES[one] for one in kinds_of(kind))


def coming_bytes(owner: UserId) -> int:
    """Return how many bytes `owner` has announced that are not kept yet."""
    live = UploadSession.objects.filter(owner_id=owner, state__in=LIVE_UPLOAD)
    coming: int | None = live.aggregate(sum=Sum("size_bytes"))["sum"]
    return coming or 0


def refuse_excess(owner: UserId, name: str, size: int, *, coming: int = 0) -> None:
    """Refuse what does not fit any more: into the room for material, or into that of the plan.

    What is `coming` takes its bytes of both already.

    Two uploads at one moment may both fit, as neither sees the other: somebody can be over by as
    many files as they bring at once, of the largest size, and no further. That does no harm.

    Raises:
        StorageFull: it does not fit.
    """
    uploads, most = usage.upload_bytes(owner) + coming, settings.UPLOAD_QUOTA_BYTES
    if uploads + size > most:
        remedy = "Delete files that you no longer need under Material."
        raise StorageFull(name, max(0, most - uploads), most, remedy)
    limit = plans.storage_limit(owner)
    if limit is None:
        return
    left = limit - uploads - usage.video_bytes(owner)
    if size > left:
        raise StorageFull(name, max(0, left), limit, _ROOM)
