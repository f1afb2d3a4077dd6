"""Makes delivered videos ready for streaming, while there is nothing else to do.

First deliveries are not slowed: it is begun when no job is due, by one thread of a worker at a
time, so that the others stay free, and given up as soon as a job comes. Nothing of it is kept then.
"""

import logging
import traceback
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings

from videos.exceptions import Interrupted, ReelsmithError
from videos.execution import shutdown
from videos.execution.engine import HOST, WORKER
from videos.execution.heartbeat import Beat
from videos.jobs import packaging
from videos.jobs.packaging import PackagingLease
from videos.models import Artifact, Job
from videos.spec import to_json
from videos.states import ArtifactKind
from videos.storage import artifacts, sources
from videos.studio.stopping import ShouldStop, until_stopped
from videos.studio.streaming.package import Package

if TYPE_CHECKING:
    from videos.studio.streaming.packaging import Made

log = logging.getLogger(__name__)


class WorkersVanished(ReelsmithError):
    """Every worker that took it up has vanished."""

    code = "workers_vanished"

    def __init__(self) -> None:
        super().__init__("The workers that made this stream vanished, so it is not tried again.")


_turn = Lock()


def run_idle() -> int:
    """Package what is due for as long as no job is; return how many videos were taken up."""
    if not _turn.acquire(blocking=False):
        return 0
    try:
        taken = 0
        while not shutdown.is_requested() and package_one():
            taken += 1
        return taken
    finally:
        _turn.release()


def package_one() -> bool:
    """Claim one and make it; False when nothing is due, or a job is."""
    if packaging.is_busy(HOST):
        return False
    lease = packaging.claim(WORKER)
    if lease is None:
        return False
    job = Job.objects.get(pk=lease.job)
    with Beat(f"packaging-{lease.packaging}", partial(_renew, lease)) as beat:
        try:
            _package(lease, job, beat.should_stop)
        except Interrupted:
            packaging.give_back(lease)
        except Exception as error:
            # The boundary: whatever is wrong with the stream, the video itself plays on.
            log.warning("Job %s has no stream yet: %s", job.public_id, error, exc_info=True)
            packaging.fail(lease, "".join(traceback.format_exception(error)))
    return True


def _renew(lease: PackagingLease) -> None:
    packaging.renew(lease)
    if packaging.is_busy(HOST):
        raise Interrupted("A job has come.")


def _package(lease: PackagingLease, job: Job, should_stop: ShouldStop) -> None:
    from videos.studio.streaming.packaging import make

    artifacts.tidy_stream(job.public_id)  # what a worker left that died
    if lease.is_exhausted:
        raise WorkersVanished
    film = job.artifacts.get(kind=ArtifactKind.VIDEO)
    with TemporaryDirectory(prefix="packaging-", dir=settings.PASSING_DIR) as folder:
        copy = Path(folder) / "video.mp4"
        sources.fetch(film.key, copy, should_stop)
        made = make(copy, Path(folder), should_stop)
        _publish(lease, film, made, should_stop)


def _publish(lease: PackagingLease, film: Artifact, made: "Made", should_stop: ShouldStop) -> None:
    """Store every file, then have them shown all at once, or none."""
    stored: list[Artifact] = []
    try:
        for kind, path in until_stopped(made.files.items(), should_stop):
            stored.append(_stored(film, kind, path, made.package))
        packaging.finish(lease, stored, to_json(made.package))
    except Exception:
        artifacts.discard(stored)
        raise


def _stored(film: Artifact, kind: ArtifactKind, path: Path, package: Package) -> Artifact:
    artifact = artifacts.store(film.job, kind, path)
    artifact.duration_seconds = film.duration_seconds
    for rendition in package.renditions:
        if rendition.kind is kind:
            artifact.width, artifact.height = rendition.width, rendition.height
    return artifact
