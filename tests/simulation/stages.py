"""What the stages of a job do here: they report, pause, and end in every way a stage can end."""

import json
import random
from collections.abc import Callable

from django.db.models import QuerySet

from tests.delivered import CONTENT
from tests.orders import ORDER
from tests.simulation.world import Crash, World
from videos import jobs
from videos.exceptions import StepFailed
from videos.execution import storing
from videos.execution.step import Step
from videos.jobs.leases import Lease
from videos.models import Job
from videos.scripting.planner import plan
from videos.states import Stage

PLAN = plan(ORDER, ORDER.script)
_RETRYABLE, _PERMANENT, _BUG = 0.06, 0.03, 0.02
_POISONOUS = 0.05


def stage(world: World, name: Stage) -> Callable[[Step], None]:
    """Return what a stage does."""

    def run(step: Step) -> None:
        if _is_poisonous(world, step) and name is Stage.VISUALS:
            world.seen["poison"] += 1
            raise Crash
        for done in range(1, 3):
            world.pause()
            step.report(done, 2)  # the last one is always written
        world.demand(_owns(step.lease).exists, f"{step.job} took a report from a stale worker")
        _fail_at_times(world)
        if name is Stage.PLANNING:
            jobs.save_plan(step.lease, PLAN)
        if name is Stage.STORING:
            _store(step)

    return run


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


def _store(step: Step) -> None:
    """Leave files where checking would have, and store them as the product does."""
    for kind, name in storing.FILES.items():
        step.workspace.path(name).write_bytes(CONTENT[kind])
    step.workspace.path("report.json").write_text(json.dumps({}), encoding="utf-8")
    storing.run(step)
