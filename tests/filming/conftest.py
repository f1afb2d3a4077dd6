"""A job on its way to a vendor that a local server plays, and its steps one at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.orders import submit
from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.server import Fake, serving
from tests.studio.boards import board, timeline
from videos import jobs
from videos.execution import filming
from videos.execution.step import Step
from videos.execution.workspace import Workspace
from videos.models import Job, Submission
from videos.spec import Scene, Storyboard
from videos.studio.timeline import Timeline

SCENES = ("The sea at dawn", "A harbour full of boats")


def plan() -> Storyboard:
    """Return a storyboard of two scenes."""
    scenes = (Scene(index=n, narration=words, headline=words) for n, words in enumerate(SCENES))
    return board("en", *scenes)


def scenes() -> Timeline:
    """Return the storyboard on the clock."""
    return timeline(plan(), style="aurora")


@dataclass
class Story:
    """One job that vendors film, and the time that passes in it."""

    job: Job
    fakes: dict[str, Fake]
    clock: time_machine.Traveller
    laid: Timeline = field(default_factory=scenes)
    wait: timedelta = timedelta()
    """How long the job waits before its next step."""

    @property
    def fake(self) -> Fake:
        """The first vendor of the route."""
        return next(iter(self.fakes.values()))

    def step(self) -> timedelta | None:
        """Let time pass until the job is due, and a worker take a step; return its next wait."""
        self.clock.shift(self.wait)
        with self.working() as step:
            delay = filming.run(step, self.laid)
            jobs.park(step.lease, delay=delay or timedelta())
        self.wait = (delay or timedelta()) + timedelta(milliseconds=1)
        return delay

    def working(self) -> "Working":
        """Return a worker that has the job."""
        return Working(self)

    def until_settled(self, most: int = 60) -> int:
        """Take steps, and let time pass between them, until nothing is to be waited for."""
        for steps in range(1, most + 1):
            if self.step() is None:
                return steps
        raise AssertionError("It never settles.")

    def rows(self, scene: int | None = None) -> list[Submission]:
        """Return what was ordered, oldest first."""
        found = Submission.objects.filter(job=self.job).order_by("scene", "number")
        return list(found if scene is None else found.filter(scene=scene))

    def job_files(self) -> list[str]:
        """Return the clips that storage holds for the job."""
        folder = f"clips/{self.job.public_id}"
        return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []

    def notes(self) -> list[str]:
        """Return what the creator is told."""
        self.job.refresh_from_db()
        return list(self.job.notes)


class Working:
    """The job in a worker's hands."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def __enter__(self) -> Step:
        claim = jobs.claim("w1")
        assert claim is not None, "the job is not due"
        job, lease = claim
        return Step(job=job, lease=lease, workspace=Workspace(job), should_stop=lambda: False)

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def filmed(
    alice: User, storage: Path, settings: Settings, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Story]:  # fmt: skip
    """A job whose route is Replicate and then the studio."""
    settings.WORK_DIR = tmp_path / "work"
    start = timezone.now()
    with serving(FakeReplicate) as fake, time_machine.travel(start, tick=False) as clock:
        for name, value in fake.environment.items():
            monkeypatch.setenv(name, value)
        yield Story(routed(alice, "replicate"), {"replicate": fake}, clock)


def routed(owner: User, *providers: str, **changes: object) -> Job:
    """Submit a job, some fields of its order changed, that `providers` make and then the studio."""
    job = submit(owner, **changes)  # type: ignore[arg-type]
    job.route = {**job.route, "provider": providers[0], "order": [*providers, "local"]}
    job.save(update_fields=["route"])
    return job
