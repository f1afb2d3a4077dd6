"""Stage six: files to storage, then the job ends as succeeded."""

import json
from contextlib import suppress

from videos import jobs
from videos.exceptions import Interrupted, StepFailed
from videos.execution import assembling, checking
from videos.execution.materials import gather
from videos.execution.step import Step
from videos.execution.stowing import stowing
from videos.models import Artifact
from videos.states import ArtifactKind
from videos.storage import artifacts
from videos.studio.timeline import Timeline

FILES = {
    ArtifactKind.VIDEO: "video.mp4",
    ArtifactKind.THUMBNAIL: "thumbnail.jpg",
    ArtifactKind.CAPTIONS_SRT: "captions.srt",
    ArtifactKind.CAPTIONS_VTT: "captions.vtt",
}


def run(step: Step) -> None:
    """Upload every file, then write artifacts, capture and success in one transaction.

    Raises:
        StepFailed: storage did not take one of them, or not as it was.
        Interrupted: the step must stop.
    """
    report = step.workspace.path("report.json")
    if not report.exists() or _unfilmed(step) is None:
        assembling.run(step)
        checking.run(step)
    figures, share = json.loads(report.read_text(encoding="utf-8")), _unfilmed(step)
    if share is None:
        raise StepFailed("What was drawn of this video got lost. Try again.", retryable=True)
    timeline = gather(step).timeline
    stored: list[Artifact] = []
    try:
        for done, (kind, name) in enumerate(FILES.items(), start=1):
            stored.append(_store(step, kind, name, timeline))
            step.report(done, len(FILES))
        jobs.succeed(step.lease, jobs.Delivery(artifacts=stored, report=figures, unfilmed=share))
    except (Interrupted, StepFailed):  # the lease is lost, which is an Interrupted, or storage is
        with suppress(OSError):  # what stays is tidied when the job is over
            artifacts.discard(stored)
        raise


def _unfilmed(step: Step) -> float | None:
    """Return which share of the surcharge goes back; None when nobody knows any more.

    That of a job which was taken from vendors goes back whole; others of the studio have none.
    """
    return step.workspace.unfilmed if step.is_filmed else 1.0


def _store(step: Step, kind: ArtifactKind, name: str, timeline: Timeline) -> Artifact:
    with stowing():
        artifact = artifacts.store(step.job, kind, step.workspace.path(name))
    if kind is ArtifactKind.VIDEO:
        artifact.width, artifact.height = timeline.width, timeline.height
        artifact.duration_seconds = timeline.seconds
    return artifact
