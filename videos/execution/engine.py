"""Claims a due job, runs one step of it, and deals with how the step ended."""

import logging
import os
import socket
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from config.logging import request_id
from config.prepared import Given
from config.records import PreparedRecords
from videos import jobs, queue
from videos.estimates import workload
from videos.exceptions import Interrupted, ReelsmithError
from videos.execution import (
    assembling,
    checking,
    filming,
    judging,
    narrating,
    planning,
    shutdown,
    storing,
    visuals,
)
from videos.execution.heartbeat import Heartbeat
from videos.execution.step import Step
from videos.execution.workspace import Workspace
from videos.models import Job
from videos.states import Stage
from videos.storage import artifacts

log = logging.getLogger(__name__)

STEPS: dict[Stage, Callable[[Step], timedelta | None]] = {
    # What each returns is how long to wait before the stage goes on; None: it is done.
    Stage.PLANNING: planning.run,
    Stage.NARRATION: narrating.run,
    Stage.VISUALS: visuals.run,
    Stage.ASSEMBLING: assembling.run,
    Stage.CHECKING: checking.run,
    Stage.STORING: storing.run,
}


class Unforeseen(ReelsmithError):
    """What a creator is told about an error that nobody foresaw."""

    code = "internal"
    retryable = True

    def __init__(self) -> None:
        super().__init__(
            "Something went wrong on our side. Try again; if it happens again, "
            "tell us the id of this job."
        )


HOST = socket.gethostname()
WORKER = f"{HOST}:{os.getpid()}"


def run_due(*, seconds: float) -> int:
    """Work on what is due until nothing is or `seconds` have passed; return the steps taken."""
    deadline = time.monotonic() + seconds
    steps = 0
    while not shutdown.is_requested() and (done := _take_turns()):
        steps += done
        if time.monotonic() >= deadline:
            queue.nudge()  # more may be due: pass it on instead of waiting for the sweeper
            return steps
    filming.wind_up()
    return steps


def _take_turns() -> int:
    """Judge a file and take a step of a job, so that neither waits for all of the other."""
    return judging.run_one(WORKER) + run_one()


def run_one() -> bool:
    """Claim one job and take its next step; False when nothing is due."""
    lease = jobs.claim(WORKER)
    if lease is None:
        return False
    (job,) = _jobs().all(lease.job)
    token = request_id.set(job.request_id or job.public_id)
    try:
        _take_step(job, lease)
    finally:
        request_id.reset(token)
    return True


@cache
def _jobs() -> PreparedRecords[Job]:
    return PreparedRecords(Job.objects.filter(pk=Given(0)))


def _take_step(job: Job, lease: jobs.Lease) -> None:
    workspace = Workspace(job)
    with Heartbeat(lease) as beat:
        step = Step(job=job, lease=lease, workspace=workspace, should_stop=beat.should_stop)
        try:
            _run(step)
        except Interrupted:
            _give_back(step)
        except ReelsmithError as error:
            log.warning("Job %s, %s: %s", job.public_id, job.stage, error)
            _fail(step, error)
        except Exception as error:
            # The boundary of a step: whatever it did not foresee is logged and ends the attempt.
            log.exception("Job %s broke in %s.", job.public_id, job.stage)
            _fail(step, error)


def _run(step: Step) -> None:
    stage = Stage(step.job.stage)
    delay = STEPS[stage](step)
    if delay is not None:
        jobs.park(step.lease, delay=delay)
        return
    after = stage.next
    if after is None:
        _forget_if_over(step)
        return
    reached = workload(step.job.order).percent(after, 0, 1)
    jobs.advance(step.lease, after, percent=max(step.job.progress, reached))


def _give_back(step: Step) -> None:
    """Park a job whose work was stopped; if it is not ours any more, leave it alone."""
    try:
        jobs.park(step.lease)
    except jobs.LeaseLost:
        _forget_if_over(step)


def _fail(step: Step, error: Exception) -> None:
    understood = error if isinstance(error, ReelsmithError) else Unforeseen()
    failure = jobs.Failure(
        code=understood.code,
        message=str(understood),
        retryable=understood.retryable,
        retry_after=understood.retry_after,
        evidence="".join(traceback.format_exception(error)),
    )
    try:
        if not jobs.fail_attempt(step.lease, failure):
            _clear(step)
    except jobs.LeaseLost:
        _forget_if_over(step)


def _forget_if_over(step: Step) -> None:
    step.job.refresh_from_db(fields=["status"])
    if not step.job.is_live:
        _clear(step)


def _clear(step: Step) -> None:
    """Delete what a job that is over does not need any more.

    The folder goes last: where it lies, the sweeper tidies if this process dies before, or if
    storage is away. It stays as long as an order is live at a vendor, as somebody may be bringing
    its clip home.
    """
    try:
        if step.is_filmed:
            if filming.winding.goes_on(step.job):
                return
            filming.clips.tidy(step.job)
        artifacts.tidy(step.job.public_id)
    except OSError:
        log.warning("Storage of job %s is left to the sweeper.", step.job.public_id, exc_info=True)
        return
    step.workspace.remove()
