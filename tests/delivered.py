"""Jobs brought to their end without rendering: files are a few bytes, everything else is real."""

from pathlib import Path
from types import SimpleNamespace

from billing.queries import wallet
from creator.models import User
from tests.orders import claimed, reach, submit
from videos import jobs
from videos.models import Artifact, Job
from videos.scripting.planner import plan
from videos.states import ArtifactKind, Stage
from videos.storage import artifacts

FILM = bytes(range(256)) * 40
CONTENT = {
    ArtifactKind.VIDEO: FILM,
    ArtifactKind.THUMBNAIL: b"\xff\xd8 picture \xff\xd9",
    ArtifactKind.CAPTIONS_SRT: b"1\n00:00:00,000 --> 00:00:01,000\nThe alarm\n",
    ArtifactKind.CAPTIONS_VTT: b"WEBVTT\n\n00:00.000 --> 00:01.000\nThe alarm\n",
}
FRAME = SimpleNamespace(timeline=SimpleNamespace(width=640, height=360, seconds=1.0))
"""What storing asks of the materials of a video."""


def delivered(
    owner: User, folder: Path, key: str = "delivered", film: bytes = FILM, **changes: object
) -> Job:
    """Return a job of `owner` that succeeded, with files in storage."""
    job = submit(owner, key, **changes)
    lease = claimed()
    assert lease.job == job.pk
    jobs.save_plan(lease, plan(job.order, job.order.script))
    content = CONTENT | {ArtifactKind.VIDEO: film}
    stored = [_stored(job, kind, data, folder) for kind, data in content.items()]
    reach(lease, Stage.STORING, percent=99)
    jobs.succeed(lease, jobs.Delivery(artifacts=tuple(stored), report={}))
    job.refresh_from_db()
    return job


def _stored(job: Job, kind: ArtifactKind, content: bytes, folder: Path) -> Artifact:
    path = folder / f"{kind.value}.bin"
    path.write_bytes(content)
    artifact = artifacts.store(job, kind, path)
    artifact.width, artifact.height, artifact.duration_seconds = 640, 360, 1.0
    return artifact


def failed(owner: User, key: str = "failed", message: str = "The voice broke. Try again.") -> Job:
    """Return a job of `owner` that failed for good, its tokens returned."""
    job = submit(owner, key)
    failure = jobs.Failure(code="voice", message=message, retryable=False, evidence="Traceback …")
    jobs.fail_attempt(claimed(), failure)
    job.refresh_from_db()
    return job


def untouched(owner: User, *, available: int = 200) -> bool:
    """Say whether `owner` has no job, no video and all tokens."""
    mine = wallet(owner.pk)
    nothing = not Job.objects.filter(owner=owner).exists() and not owner.videos.exists()
    return nothing and (mine.available, mine.held) == (available, 0)
