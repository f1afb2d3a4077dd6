"""Every file in storage that a row names, and what that row knows of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from videos.models import Artifact, Submission, Upload
from videos.storage.content import Content

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A file that a row names; clips are named without what is in them."""

    key: str
    content_type: str
    content: Content | None = None


def everything() -> Iterator[Named]:
    """Yield what rows name: finished files, what creators brought, clips of vendors.

    Page by page: no transaction stays open for as long as whoever asks takes.
    """
    for kind in (Artifact, Upload):
        for row in _rows(kind.objects.all()):
            content = Content(size=row.size_bytes, sha256=row.sha256)
            yield Named(key=row.key, content_type=row.content_type, content=content)
    for order in _rows(_with_clips()):
        yield Named(key=order.clip, content_type="video/mp4")


def count() -> int:
    """Return how many files rows name, about: videos that share a clip count it each."""
    return Artifact.objects.count() + Upload.objects.count() + _with_clips().count()


def _with_clips() -> QuerySet[Submission]:
    return Submission.objects.exclude(clip="")


def _rows(rows: QuerySet[Any]) -> Iterator[Any]:
    last = 0
    while page := list(rows.filter(pk__gt=last).order_by("pk")[:_PAGE]):
        yield from page
        last = page[-1].pk
