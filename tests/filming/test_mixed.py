"""Videos whose scenes come from several hands."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import av
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from numpy.typing import NDArray
from pytest_django import Settings

from creator.models import User
from tests.filming.conftest import SCENES, Story, routed
from tests.filming.test_whole_path import carried_out
from tests.providers.fakes.clips import tinted
from tests.providers.fakes.pexels import FakePexels
from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.server import Act, Answer, Request, serving
from tests.studio.boards import board, timeline
from videos.models import Artifact, Job, Submission
from videos.providers.stock.query import queries
from videos.scripting.planner import plan
from videos.spec import Scene
from videos.states import ArtifactKind

SCRIPT = (
    "Every morning starts the same way, with an alarm that nobody wants to hear.\n\n"
    "Fresh coffee smells of the south, and of a long holiday beside the sea.\n\n"
    "Try your first bag of Dawnroast today, and sleep a little longer tomorrow."
)
STEP = 0.25
"""Seconds between the pictures that are looked at."""


class Green(FakeReplicate):
    """Replicate, whose clips are green."""

    def film(self) -> bytes:
        return tinted(20, 230, 20)


class Blue(FakePexels):
    """A library of blue films."""

    def film(self) -> bytes:
        return tinted(20, 20, 230)


class SameTwo(FakePexels):
    """A library that finds the same two films, whatever is searched for."""

    def searched(self, request: Request) -> Answer:
        order = self.accept(request)
        found = [self.film_of(order) | {"id": number} for number in (1, 2)]
        return Answer(200, self.page(found))


@pytest.fixture
def vendors(
    storage: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Green, Blue, time_machine.Traveller]]:
    """Replicate and a library, and the time in which they are asked."""
    settings.WORK_DIR = tmp_path / "work"
    now = timezone.now()
    with serving(Green) as green, serving(Blue) as blue, time_machine.travel(now) as clock:
        for name, value in (green.environment | blue.environment).items():
            monkeypatch.setenv(name, value)
        yield green, blue, clock


@pytest.mark.render
def test_two_vendors_and_the_studio_make_one_video(
    vendors: tuple[Green, Blue, time_machine.Traveller], alice: User
) -> None:
    green, blue, clock = vendors
    job = routed(alice, "replicate", "stock", script=SCRIPT)
    _, second, _ = plan(job.order, SCRIPT).scenes
    green.acts = [Act.WELL, Act.FAILS, Act.FAILS]
    blue.known = {queries(" ".join(second.search_words))[0]}
    job = carried_out(job, clock)
    assert (job.status, job.error_message) == ("succeeded", "")
    asked = Submission.objects.filter(job=job).order_by("scene", "number")
    assert list(asked.values_list("scene", "provider", "phase", "next_step")) == [
        (0, "replicate", "succeeded", ""),
        (1, "replicate", "failed", "Stock footage instead"),
        (1, "stock", "succeeded", ""),
        (2, "replicate", "failed", "Stock footage instead"),
        (2, "stock", "failed", "the studio draws it"),
    ]
    instead, credit, drawn = job.notes
    assert instead == "Scene 2: made by Stock footage instead of Replicate."
    assert credit == "Scene 2: Video by Ana Ruiz on Pexels (https://www.pexels.com/video/1/)."
    assert drawn.startswith("Scene 3: Stock footage: found nothing for “")
    assert drawn.endswith("Our studio drew it instead.")
    assert _colours(job) == ["green", "blue", "red"]


def test_no_film_is_seen_twice_in_a_video(
    alice: User, storage: Path, settings: Settings, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.WORK_DIR = tmp_path / "work"
    words = (*SCENES, "A lighthouse")
    laid = timeline(
        board("en", *(Scene(index=0, narration=one, headline=one) for one in words)),
    )
    now = timezone.now()
    with serving(SameTwo) as fake, time_machine.travel(now, tick=False) as clock:
        for name, value in fake.environment.items():
            monkeypatch.setenv(name, value)
        story = Story(routed(alice, "stock"), {"stock": fake}, clock, laid)
        story.until_settled()
    shown = [(row.scene, row.source) for row in story.rows() if row.clip]
    assert shown == [(0, "pexels:1"), (1, "pexels:2")]
    assert story.notes()[-1].startswith("Scene 3: Stock footage: found nothing for")


def _colours(job: Job) -> list[str]:
    """Return the colours that the video goes through, passing moments left out."""
    video = Artifact.objects.get(job=job, kind=ArtifactKind.VIDEO)
    with default_storage.open(video.key) as file, av.open(file, "r") as container:
        stream = container.streams.video[0]
        every = int(STEP * float(stream.average_rate or 15))
        frames = [frame for n, frame in enumerate(container.decode(stream)) if n % every == 0]
    runs = groupby(_colour(frame.to_ndarray(format="rgb24")) for frame in frames)
    return [colour for colour, run in runs if len(list(run)) * STEP >= 1]


def _colour(picture: NDArray[Any]) -> str:
    """Return the colour that is strongest; that of the style's own third scene is red."""
    return ("red", "green", "blue")[int(picture.mean(axis=(0, 1)).argmax())]
