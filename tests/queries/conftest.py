"""A creator with little to show, and the same one with more."""

from pathlib import Path

import pytest

from billing.signup import demo
from creator.models import User
from tests.delivered import delivered, failed
from tests.execution.conftest import scripted
from tests.orders import claimed, reach, submit
from videos import jobs, sharing
from videos.models import Job, JobEvent
from videos.states import JobStatus, Stage

__all__ = ["scripted"]

FEW, MANY = 1, 5


@pytest.fixture(params=[FEW, MANY], ids=["few", "many"])
def history(request: pytest.FixtureRequest, alice: User, tmp_path: Path, storage: Path) -> User:
    """Alice, with some videos that are ready and shared, and some failed, canceled and waiting."""
    demo(alice.pk)
    for number in range(request.param):
        job = delivered(alice, tmp_path, f"ready-{number}")
        sharing.set_shared(job.video, shared=True)
        failed(alice, f"failed-{number}")
        jobs.cancel(submit(alice, f"canceled-{number}"))
    submit(alice, "running")
    reach(claimed(), Stage.VISUALS, percent=20)
    for number in range(request.param):
        submit(alice, f"waiting-{number}")
    return alice


def one(owner: User, status: JobStatus) -> Job:
    """Return a job of `owner` with this status, whose story has become long."""
    job = Job.objects.select_related("video").filter(owner=owner, status=status).latest("pk")
    JobEvent.objects.bulk_create(JobEvent(job=job, kind="reclaimed") for _ in range(MANY))
    return job
