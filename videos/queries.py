"""What pages and the API read of videos. Look-ups of a creator's things start from the owner."""

from collections.abc import Iterable
from functools import cache

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from config.prepared import Given
from config.records import PreparedRecords
from config.types import UserId
from videos.models import Artifact, Job, Notice, Video
from videos.states import ArtifactKind, JobStatus


def library(owner: UserId, *, search: str = "", status: str = "") -> QuerySet[Video]:
    """Return the videos of `owner`, newest first, by name and by the status of their latest job."""
    videos = Video.objects.filter(owner_id=owner, deleted_at=None)
    if search:
        videos = videos.filter(campaign_name__icontains=search)
    if status:
        latest = Job.objects.filter(video=OuterRef("pk")).order_by("-pk").values("status")[:1]
        videos = videos.annotate(latest_status=Subquery(latest)).filter(latest_status=status)
    return videos


def attach_jobs(videos: Iterable[Video]) -> list[Video]:
    """Return `videos` with their latest job as `latest_job` and its files as `files`.

    Two queries, however many videos there are.
    """
    page = list(videos)
    latest: dict[int, Job] = {}
    found = Job.objects.filter(video__in=page).prefetch_related("artifacts").order_by("pk")
    for job in found:
        latest[job.video_id] = job
    for video in page:
        job = latest[video.pk]
        video.latest_job = job  # type: ignore[attr-defined]
        video.files = {ArtifactKind(a.kind): a for a in job.artifacts.all()}  # type: ignore[attr-defined]
    return page


def owned_video(owner: UserId, public_id: str) -> Video:
    """Return a video of `owner`.

    Raises:
        Video.DoesNotExist: there is none with this id, it is deleted, or it is somebody else's.
    """
    return Video.objects.get(owner_id=owner, public_id=public_id, deleted_at=None)


def shared_video(token: str) -> Video:
    """Return the video that is shared under `token`.

    Raises:
        Video.DoesNotExist: there is none, or it is not shared any more.
    """
    return Video.objects.get(share_token=token, is_shared=True, deleted_at=None)


def latest_job(video: Video) -> Job:
    """Return the newest job of `video`; every video has one."""
    return Job.objects.filter(video=video).select_related("video").latest("pk")


def watched_job(owner: UserId, public_id: str) -> Job:
    """Return the newest job of a video of `owner`, with the video, in one query.

    Raises:
        Job.DoesNotExist: there is no such video, it is deleted, or it is somebody else's.
    """
    for job in _watched().all(owner, public_id):
        return job
    raise Job.DoesNotExist


@cache
def _watched() -> PreparedRecords[Job]:
    own = Job.objects.filter(
        video__owner_id=Given(0), video__public_id=Given(1), video__deleted_at=None
    )
    return PreparedRecords(own.order_by("-pk")[:1], beside="video")


def artifacts(job: Job) -> dict[ArtifactKind, Artifact]:
    """Return the files of `job` by kind; empty until it succeeded."""
    if job.status != JobStatus.SUCCEEDED:
        return {}  # they come in the transaction that ends it: whoever asks how far it is pays less
    return {ArtifactKind(artifact.kind): artifact for artifact in _files().all(job.pk)}


@cache
def _files() -> PreparedRecords[Artifact]:
    return PreparedRecords(Artifact.objects.filter(job=Given(0)))


def notices(owner: UserId) -> QuerySet[Notice]:
    """Return the notices of `owner`, newest first, with their jobs, videos and refunds."""
    return Notice.objects.filter(owner_id=owner).select_related("job__video", "event")


def unread_notices(owner: UserId) -> int:
    """Return how many notices `owner` has not read."""
    return Notice.objects.filter(owner_id=owner, read_at=None).count()


def mark_notices_read(owner: UserId, video: Video | None = None) -> int:
    """Mark the notices of `owner`, or those about one video, as read; return how many were not."""
    unread = Notice.objects.filter(owner_id=owner, read_at=None)
    if video is not None:
        unread = unread.filter(job__video=video)
    return unread.update(read_at=timezone.now())
