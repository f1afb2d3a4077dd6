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
from config.prepared import Given, Prepared
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
from videos.execution.lately import Lately
from videos.execution.step import Step
from videos.execution.workspace import Workspace
from videos.models import Job
from videos.states import JobStatus, Stage
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


TURN_SECONDS = 0.1
"""A turn takes up no further stage after this. Less, and what a claim costs would be most of it."""
LATELY = Lately()
"""Whose next job does not interrupt a turn for that long: who ended the last one, takes it."""
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


def run_one() -> int:
    """Claim one job and have its turn; return of how many steps, 0 when nothing is due.

    A turn is a step, and further ones of the job while it is young and nothing comes before them.
    """
    claim = jobs.claim(WORKER)
    if claim is None:
        return 0
    token = request_id.set(claim.job.request_id or claim.job.public_id)
    try:
        with Heartbeat(claim.lease) as beat:
            return _take_steps(*claim, beat)
    finally:
        request_id.reset(token)


def _take_steps(job: Job, lease: jobs.Lease, beat: Heartbeat) -> int:
    workspace, until = Workspace(job), time.monotonic() + TURN_SECONDS
    steps, goes_on = 0, True
    while goes_on:
        step = Step(job=job, lease=lease, workspace=workspace, should_stop=beat.should_stop)
        goes_on = _take_step(step, until)
        steps += 1
    return steps


def _take_step(step: Step, until: float) -> bool:
    """Run a step and deal with how it ended; say whether the job's next one comes at once."""
    try:
        return _run(step, until)
    except Interrupted:
        _give_back(step)
    except ReelsmithError as error:
        log.warning("Job %s, %s: %s", step.job.public_id, step.job.stage, error)
        _fail(step, error)
    except Exception as error:
        # The boundary of a step: whatever it did not foresee is logged and ends the attempt.
        log.exception("Job %s broke in %s.", step.job.public_id, step.job.stage)
        _fail(step, error)
    return False


def _run(step: Step, until: float) -> bool:
    stage = Stage(step.job.stage)
    LATELY.note(step.job.owner_id, time.monotonic())
    delay = STEPS[stage](step)
    after = stage.next
    if delay is not None:
        jobs.park(step.lease, delay=delay)
    elif after is None:
        step.job.status = JobStatus.SUCCEEDED  # which the last stage returns from
        _clear(step)
    else:
        return _move_on(step, after, until)
    return False


def _move_on(step: Step, after: Stage, until: float) -> bool:
    """Bring the job to its next stage; say whether it was kept."""
    percent = max(step.job.progress, workload(step.job.order).percent(after, 0, 1))
    now = time.monotonic()
    if now < until and not step.should_stop():
        served = LATELY.since(now - TURN_SECONDS)
        return jobs.go_on(step.lease, step.job, after, percent=percent, served=served)
    jobs.advance(step.lease, after, percent=percent)
    return False


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
    ((step.job.status,),) = _statuses().rows(step.job.pk)
    if not step.job.is_live:
        _clear(step)


@cache
def _statuses() -> Prepared:
    return Prepared(Job.objects.filter(pk=Given(0)).values_list("status"))


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
