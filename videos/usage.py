"""How much creators keep: the files of their videos that are not deleted, and their material.

Counted by rows, so that whatever kinds of files there will be are in it. Clips of vendors that wait
for another try are not: nobody knows their size, and the video that needs them deletes them.
"""

from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from config.types import UserId
from videos import plans
from videos.exceptions import InvalidRequest
from videos.models import Artifact, Upload
from videos.models.upload import readable_size

NEARLY = 0.9
"""Share of the limit from which on a creator is told that it will be full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What somebody keeps, in bytes, and what they may."""

    videos: int
    uploads: int
    limit: int | None = None
    """None is any amount."""

    @property
    def total(self) -> int:
        """All of it."""
        return self.videos + self.uploads

    @property
    def left(self) -> int:
        """How much more fits; only where there is a limit."""
        return max(0, (self.limit or 0) - self.total)

    @property
    def high(self) -> int:
        """From how many bytes on it is nearly full; only where there is a limit."""
        return round(NEARLY * (self.limit or 0))

    @property
    def is_full(self) -> bool:
        """Whether nothing fits any more."""
        return self.limit is not None and self.total >= self.limit

    @property
    def is_nearly_full(self) -> bool:
        """Whether it is time to make room."""
        return self.limit is not None and self.total >= self.high


class NoRoom(InvalidRequest):
    """A creator keeps as much as the plan allows, so no video can be ordered."""

    code = "storage_full"

    def __init__(self, used: Usage) -> None:
        sentence = (
            f"You keep {readable_size(used.total)} of the {readable_size(used.limit or 0)} that "
            "your plan has room for. Delete videos or material that you no longer need, or ask "
            "your admin for another plan."
        )
        super().__init__({"storage": [sentence]})


def of(owner: UserId) -> Usage:
    """Return what `owner` keeps and may keep."""
    return Usage(
        videos=video_bytes(owner), uploads=upload_bytes(owner), limit=plans.storage_limit(owner)
    )


def of_all() -> Usage:
    """Return what all creators together keep."""
    return Usage(videos=_sum(_shown()), uploads=_sum(Upload.objects.all()))


def of_each(owner: str) -> CombinedExpression:
    """Return what a creator keeps as an expression; `owner` is the path to them."""
    films = _shown().filter(job__owner=OuterRef(owner)).order_by().values("job__owner")
    brought = Upload.objects.filter(owner=OuterRef(owner)).order_by().values("owner")
    total = Sum(F("size_bytes"))
    return Coalesce(Subquery(films.annotate(total=total).values("total")), 0) + Coalesce(
        Subquery(brought.annotate(total=total).values("total")), 0
    )


def video_bytes(owner: UserId) -> int:
    """Return how many bytes the files of videos of `owner` have."""
    return _sum(_shown().filter(job__owner=owner))


def upload_bytes(owner: UserId) -> int:
    """Return how many bytes the material of `owner` has."""
    return _sum(Upload.objects.filter(owner=owner))


def refuse_excess(owner: UserId) -> None:
    """Refuse an order of somebody who keeps as much as they may.

    What is being made counts once it is there, as nobody knows its size before: whoever has room
    for a little gets every video that was ordered until then.

    Raises:
        NoRoom: there is no room.
    """
    limit = plans.storage_limit(owner)
    if limit is None:
        return
    used = Usage(videos=video_bytes(owner), uploads=upload_bytes(owner), limit=limit)
    if used.is_full:
        raise NoRoom(used)


def _shown() -> QuerySet[Artifact]:
    return Artifact.objects.filter(job__video__deleted_at=None)


def _sum(rows: QuerySet[Artifact] | QuerySet[Upload]) -> int:
    found: int | None = rows.aggregate(sum=Sum("size_bytes"))["sum"]
    return found or 0
