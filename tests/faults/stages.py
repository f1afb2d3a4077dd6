"""What stages do in a battery: nothing is drawn, and everything else is the product's own.

Some of the jobs are filmed by a vendor, as far as that goes without looking at clips.

How a job ends is decided by its id, so that a worker that takes it over finds the same fate.
"""

import hashlib
import json
import random
from datetime import timedelta
from functools import cache
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from videos.exceptions import StepFailed
from videos.models import Job
from videos.states import ArtifactKind, Stage

if TYPE_CHECKING:
    from videos.execution.step import Step
    from videos.providers.base import Brief
    from videos.quotes import Quote
    from videos.spec import Storyboard, VideoSpec
    from videos.studio.timeline import Timeline

SECONDS = {Stage.VISUALS: 0.8, Stage.ASSEMBLING: 0.2}
"""How long a stage takes, so that leases are renewed in it."""
_PARTS = 8
_PERMANENT, _RETRYABLE = 35, 70
"""Of 256 jobs, so many cannot be made, and the ones after these fail once."""
_FILMED = 0.4
"""The share of jobs that a vendor films."""
_WAITS = {
    "asking": {"SENDING": 8, "LOOK_AGAIN": 2, "GRACE": 5}, "winding": {"TAKEN": 4, "AGAIN": 2},
    "circuit": {"REST": 2},
}  # fmt: skip
"""Seconds; the product's own are minutes."""
_POLL_SECONDS = 0.3
_CLIP_SECONDS = 10.0
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


def install_vendors() -> None:
    """Lead some of the jobs to a vendor, whose clips nobody looks at, and who is asked often."""
    from videos import quotes
    from videos.execution.filming import asking, choosing, clips, winding
    from videos.providers.replicate import schema
    from videos.router import circuit

    body = schema.body
    patches: list[tuple[Any, str, object]] = [
        (quotes, "quote", lambda _owner, order: _quoted(order)),
        (clips, "_looked_at", lambda _path, _maker: _CLIP_SECONDS),
        (choosing, "BACKOFF", 1.0),
        (choosing, "poll_pause", lambda _age, _troubles, asked: asked or _POLL_SECONDS),
        (schema, "body", lambda brief, length: _named(brief, body(brief, length))),
    ]
    for module in (asking, winding, circuit):
        waits = _WAITS[module.__name__.rpartition(".")[2]]
        patches += [(module, name, timedelta(seconds=wait)) for name, wait in waits.items()]
    for target, name, value in patches:
        setattr(target, name, value)


def _quoted(order: "VideoSpec") -> "Quote":
    """Lead a job to the vendor, or straight to the studio, at the studio's price."""
    from videos.estimates import estimate
    from videos.quotes import Quote
    from videos.router import Route

    is_filmed = random.random() < _FILMED  # noqa: S311 - luck, no secret
    names = ("replicate", "local") if is_filmed else ("local",)
    return Quote(route=Route(provider=names[0], order=names), estimate=estimate(order))


def _named(brief: "Brief", body: dict[str, Any]) -> dict[str, Any]:
    """Let the book of a vendor that takes no reference have ours."""
    return {**body, "reference": brief.reference}


@cache
def _plan() -> "Storyboard":
    from tests.filming.conftest import plan

    return plan()


@cache
def _timeline() -> "Timeline":
    from tests.filming.conftest import scenes

    return scenes()


def _work(step: "Step") -> timedelta | None:
    """Take some time, reporting as it goes, and fail when that is the fate of the job."""
    from videos import jobs
    from videos.execution import filming

    stage = Stage(step.job.stage)
    if stage is Stage.PLANNING:
        jobs.save_plan(step.lease, _plan())
    if stage is Stage.VISUALS and step.is_filmed:
        delay = filming.run(step, _timeline())
        if delay is not None:
            return delay
    for done in range(1, _PARTS + 1):
        Event().wait(SECONDS.get(stage, 0) / _PARTS)
        step.report(done, _PARTS)
    if stage is Stage.VISUALS:
        _meet_fate(step.job)
    return None


def _meet_fate(job: Job) -> None:
    luck = hashlib.sha256(job.public_id.encode()).digest()[0]
    if luck < _PERMANENT:
        raise StepFailed("This cannot be drawn.", retryable=False, code="permanent")
    if luck < _RETRYABLE and not job.failures:
        raise StepFailed("The service is busy. Try again.", retryable=True)


def _store(step: "Step") -> None:
    """Leave files where checking would have, and store them as the product does."""
    from tests.filmed import keep_drawn
    from videos.execution import storing

    for kind, name in storing.FILES.items():
        step.workspace.path(name).write_bytes(content(step.job.public_id, kind))
    step.workspace.path("report.json").write_text(json.dumps({}), encoding="utf-8")
    keep_drawn(step)
    storing.run(step)
