"""A job as people watch it: stages with real counts, percent, place in the queue, time left."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from config.planned import planned
from videos.filmed import Filming, filming
from videos.models import Job
from videos.remaining import seconds_left
from videos.states import JobStatus, Stage

FAR = 1_000
"""So many places in line are counted, or all who wait and watch would read all who wait."""
_EARLIER = """SELECT COUNT(*) FROM (
    SELECT id FROM videos_job WHERE status = 'queued' AND id < %s ORDER BY id DESC LIMIT %s
) AS earlier"""
"""SQL, as the ORM takes longer to put it together than a database to answer it."""
LABELS = {
    Stage.PLANNING: "Script",
    Stage.NARRATION: "Voice",
    Stage.VISUALS: "Visuals",
    Stage.ASSEMBLING: "Assembling",
    Stage.CHECKING: "Checks",
    Stage.STORING: "Storing",
}


class StepState(StrEnum):
    """Where one stage of a job stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One stage on the checklist."""

    stage: Stage
    label: str
    state: StepState
    done: int
    total: int

    @property
    def percent(self) -> int:
        """How much of the stage is done, 0 to 100."""
        return 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything that changes while a job runs."""

    status: JobStatus
    stage: Stage
    percent: int
    steps: tuple[StepView, ...]
    queue_position: int | None
    """1 for who is next; FAR + 1 stands for that place and all behind it."""
    elapsed_seconds: int
    eta_seconds: int | None
    attempt: int
    error_code: str
    error_message: str
    notes: tuple[str, ...]
    filming: Filming | None
    """While vendors make clips: how far they are."""
    etag: str
    """Changes exactly when something that a viewer sees changed, the clock aside."""

    @property
    def is_far_back(self) -> bool:
        """Whether the job is at its place in line or further back."""
        return (self.queue_position or 0) > FAR


def snapshot(job: Job) -> Progress:
    """Return how `job` stands now."""
    status = JobStatus(job.status)
    position = _queue_position(job) if status is JobStatus.QUEUED else None
    filmed = filming(job)
    waiting = filmed.seconds_left if filmed else 0
    return Progress(
        status=status,
        stage=Stage(job.stage),
        percent=job.progress,
        steps=tuple(_step(job, stage) for stage in Stage),
        queue_position=position,
        elapsed_seconds=_elapsed(job),
        eta_seconds=waiting + seconds_left(job) if job.is_live else None,
        attempt=job.failures + 1,
        error_code=job.error_code,
        error_message=job.error_message,
        notes=tuple(job.notes),
        filming=filmed,
        etag=_etag(job, position, filmed),
    )


def _step(job: Job, stage: Stage) -> StepView:
    order = list(Stage)
    current = order.index(Stage(job.stage))
    place = order.index(stage)
    active = place == current
    return StepView(
        stage=stage,
        label=LABELS[stage],
        state=_state(job, place, current),
        done=job.stage_done if active else 0,
        total=job.stage_total if active else 0,
    )


def _state(job: Job, place: int, current: int) -> StepState:
    if job.status == JobStatus.SUCCEEDED or place < current:
        return StepState.DONE
    if place > current or job.status in {JobStatus.QUEUED, JobStatus.CANCELED}:
        return StepState.WAITING
    return StepState.FAILED if job.status == JobStatus.FAILED else StepState.ACTIVE


def _queue_position(job: Job) -> int:
    with planned() as cursor:
        cursor.execute(_EARLIER, [job.pk, FAR])
        return int(cursor.fetchone()[0]) + 1


def _elapsed(job: Job) -> int:
    end = job.finished_at or timezone.now()
    return max(0, int((end - (job.started_at or job.created_at)).total_seconds()))


def _etag(job: Job, position: int | None, filmed: Filming | None) -> str:
    seen = (
        job.pk, job.status, job.stage, job.stage_done, job.stage_total, job.progress,
        job.failures, job.error_code, job.notes, position, filmed and filmed.done,
    )  # fmt: skip
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:20]
