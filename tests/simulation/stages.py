"""What the stages of a job do here: they report, pause, and end in every way a stage can end.

Filming is real: vendors of the simulation get orders for two scenes.
"""

import json
import random
from collections.abc import Callable
from datetime import timedelta

from django.db.models import QuerySet

from tests.delivered import CONTENT
from tests.filmed import keep_drawn, lost_clips
from tests.filming.conftest import plan, scenes
from tests.simulation.world import Crash, World
from videos import jobs
from videos.exceptions import StepFailed
from videos.execution import filming, storing
from videos.execution.step import Step
from videos.jobs.leases import Lease
from videos.models import Job
from videos.states import Stage

TIMELINE = scenes()
PLAN = plan()
_RETRYABLE, _PERMANENT, _BUG = 0.06, 0.03, 0.02
_POISONOUS = 0.05


def stage(world: World, name: Stage) -> Callable[[Step], timedelta | None]:
    """Return what a stage does."""

    def run(step: Step) -> timedelta | None:
        delay = _filmed(world, step)
        if delay is not None:
            return delay
        if _is_poisonous(world, step) and name is Stage.VISUALS:
            world.seen["poison"] += 1
            raise Crash
        for done in range(1, 3):
            world.pause()
            step.report(done, 2)
        jobs.report(step.lease, done=2, total=2, percent=step.job.progress)  # even if it was quick
        world.demand(_owns(step.lease).exists, f"{step.job} took a report from a stale worker")
        _fail_at_times(world)
        if name is Stage.PLANNING:
            jobs.save_plan(step.lease, PLAN)
        if name is Stage.ASSEMBLING:
            world.drawn[step.job.pk] = keep_drawn(step)
        if name is Stage.STORING:
            _store(world, step)
        return None

    return run


def _filmed(world: World, step: Step) -> timedelta | None:
    """Have vendors film in the stage in which they do, and look for their clips in the next one."""
    if step.job.stage == Stage.ASSEMBLING:
        world.demand(lambda: not list(lost_clips()), f"{step.job} needs a clip that is lost")
    is_due = step.job.stage == Stage.VISUALS and step.is_filmed
    return filming.run(step, TIMELINE) if is_due else None


def _owns(lease: Lease) -> QuerySet[Job]:
    return Job.objects.filter(pk=lease.job, lease_owner=lease.owner)


def _is_poisonous(world: World, step: Step) -> bool:
    """Say whether a job kills whoever draws it: the same answer each time."""
    return random.Random(f"{world.seed}-{step.job.pk}").random() < _POISONOUS  # noqa: S311 - luck


def _fail_at_times(world: World) -> None:
    luck = world.dice.random()
    if not world.is_faulty or luck > _RETRYABLE + _PERMANENT + _BUG:
        return
    if luck < _RETRYABLE:
        world.seen["retryable failure"] += 1
        raise StepFailed("The service is busy. Try again.", retryable=True)
    if luck < _RETRYABLE + _PERMANENT:
        world.seen["permanent failure"] += 1
        raise StepFailed("This cannot be spoken.", retryable=False, code="permanent")
    world.seen["bug"] += 1
    raise ZeroDivisionError


def _store(world: World, step: Step) -> None:
    """Leave files where checking would have, and store them as the product does."""
    for kind, name in storing.FILES.items():
        step.workspace.path(name).write_bytes(CONTENT[kind])
    step.workspace.path("report.json").write_text(json.dumps({}), encoding="utf-8")
    world.stored.setdefault(step.job.pk, set()).add(world.drawn[step.job.pk])
    storing.run(step)
