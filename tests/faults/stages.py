"""What stages do in a battery: nothing is drawn, and everything else is the product's own.

How a job ends is decided by its id, so that a worker that takes it over finds the same fate.
"""

import hashlib
import json
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING

from videos.exceptions import StepFailed
from videos.models import Job
from videos.states import ArtifactKind, Stage

if TYPE_CHECKING:
    from videos.execution.step import Step

SECONDS = {Stage.VISUALS: 0.8, Stage.ASSEMBLING: 0.2}
"""How long a stage takes, so that leases are renewed in it."""
_PARTS = 8
_PERMANENT, _RETRYABLE = 35, 70
"""Of 256 jobs, so many cannot be made, and the ones after these fail once."""
_BLOCKS = {ArtifactKind.VIDEO: 600}


def content(job: str, kind: ArtifactKind) -> bytes:
    """Return the file of a kind that the job with this public id makes; a video is not small."""
    return hashlib.sha256(f"{job} {kind}".encode()).digest() * _BLOCKS.get(kind, 1)


def install() -> None:
    """Take the place of what draws."""
    from videos.execution import engine, storing

    for stage in Stage:
        engine.STEPS[stage] = _store if stage is Stage.STORING else _work
    frame = SimpleNamespace(timeline=SimpleNamespace(width=640, height=360, seconds=1.0))
    setattr(storing, "gather", lambda _step: frame)  # noqa: B010 - it is imported there


def _work(step: "Step") -> None:
    """Take some time, reporting as it goes, and fail when that is the fate of the job."""
    stage = Stage(step.job.stage)
    for done in range(1, _PARTS + 1):
        Event().wait(SECONDS.get(stage, 0) / _PARTS)
        step.report(done, _PARTS)
    if stage is Stage.VISUALS:
        _meet_fate(step.job)


def _meet_fate(job: Job) -> None:
    luck = hashlib.sha256(job.public_id.encode()).digest()[0]
    if luck < _PERMANENT:
        raise StepFailed("This cannot be drawn.", retryable=False, code="permanent")
    if luck < _RETRYABLE and not job.failures:
        raise StepFailed("The service is busy. Try again.", retryable=True)


def _store(step: "Step") -> None:
    """Leave files where checking would have, and store them as the product does."""
    from videos.execution import storing

    for kind, name in storing.FILES.items():
        step.workspace.path(name).write_bytes(content(step.job.public_id, kind))
    step.workspace.path("report.json").write_text(json.dumps({}), encoding="utf-8")
    storing.run(step)
