"""Who asks for the files of a video, and what they get: one short query for each file.

Players ask for a film in hundreds of parts, and each time anew whether it may still be seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.db.models import OuterRef, Q, Subquery

from config.prepared import Given, Prepared
from config.types import UserId
from videos.models import Artifact, Job
from videos.models.artifact import CONTENT_TYPES
from videos.states import ArtifactKind, JobStatus

_COLUMNS = ("kind", "key", "sha256", "size_bytes", "job__video__campaign_name")


@dataclass(frozen=True, slots=True)
class File:
    """What is known of a file that may be delivered."""

    kind: str
    key: str
    sha256: str
    size_bytes: int
    title: str
    """How its video is called."""

    @property
    def content_type(self) -> str:
        """The media type under which the file is served."""
        return CONTENT_TYPES[ArtifactKind(self.kind)]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks: a condition for what belongs to a job, and the values that it takes."""

    condition: Callable[..., Q]
    values: tuple[object, ...]

    @property
    def may_see(self) -> Q:
        """The condition, for models with a `job`."""
        return self.condition(*self.values)

    def file(self, kind: ArtifactKind | None) -> File | None:
        """Return the file of this kind; None when there is none, or not for this viewer."""
        if kind is None:
            return None
        row = _files(self.condition, len(self.values)).row(*self.values, kind.value)
        return File(*row) if row else None


def owner(user: UserId, video: str) -> Viewer:
    """Return whoever owns the video with this public id, if `user` does."""
    return Viewer(_owned, (user, video))


def visitor(token: str) -> Viewer:
    """Return a visitor of the page that is shared under `token`, for as long as it is."""
    return Viewer(_shared, (token,))


def holder(job: int) -> Viewer:
    """Return who holds a link to all of the job with this key."""
    return Viewer(_of_job, (job,))


def linked(artifact: int) -> File | None:
    """Return the file of the artifact with this key, for who holds a link to it alone."""
    # Not by its kind too: of that there is a partial index, for which SQLite plans each time anew.
    row = _linked().row(artifact)
    return File(*row) if row else None


@cache
def _linked() -> Prepared:
    rows = Artifact.objects.filter(pk=Given(0), job__video__deleted_at=None)
    return Prepared(rows.order_by().values_list(*_COLUMNS))


@cache
def _files(condition: Callable[..., Q], values: int) -> Prepared:
    places = [Given(number) for number in range(values + 1)]
    rows = Artifact.objects.filter(condition(*places[:-1]), kind=places[-1])
    return Prepared(rows.order_by().values_list(*_COLUMNS))


def _owned(user: object, video: object) -> Q:
    return _latest(job__video__owner=user, job__video__public_id=video)


def _shared(token: object) -> Q:
    return _latest(job__video__share_token=token, job__video__is_shared=True)


def _of_job(job: object) -> Q:
    return Q(job=job, job__video__deleted_at=None)


def _latest(**conditions: object) -> Q:
    """Narrow to the newest job of a video that is not deleted, once it has succeeded."""
    newest = Job.objects.filter(video=OuterRef("job__video")).order_by("-pk").values("pk")[:1]
    there = Q(job__video__deleted_at=None, job__status=JobStatus.SUCCEEDED, job=Subquery(newest))
    return there & Q(**conditions)
