"""The same script through every vendor ends in a finished, captioned video of the right length."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.filming.conftest import routed
from tests.providers.fakes.server import serving
from tests.providers.vendors import VENDORS
from videos.execution import engine
from videos.models import Artifact, Job, Submission
from videos.providers.base import ProviderKind
from videos.providers.registry import ADAPTERS, declaration
from videos.states import ArtifactKind

pytestmark = pytest.mark.render


def test_every_vendor_is_played() -> None:
    assert VENDORS.keys() == ADAPTERS.keys() - {"local"}


@pytest.mark.parametrize("name", VENDORS)
def test_a_script_becomes_a_video(
    name: str, alice: User, storage: Path, settings: Settings, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.WORK_DIR = tmp_path / "work"
    with serving(VENDORS[name]) as fake, time_machine.travel(timezone.now()) as clock:
        for variable, value in fake.environment.items():
            monkeypatch.setenv(variable, value)
        job = routed(alice, name)
        Job.objects.filter(pk=job.pk).update(surcharge=10)
        job = carried_out(job, clock)
        assert (job.status, job.error_message) == ("succeeded", "")
        credited = [note for note in job.notes if "Video by" in note]
        assert job.notes == credited, "nothing fell back to anybody"
        assert not job.events.filter(kind="refunded").exists(), "all of it is in the video"
        assert bool(credited) is declaration(name).films_real_life
        presenter = declaration(name).kind is ProviderKind.PRESENTER
        scenes = len(job.storyboard["scenes"])
        assert len(fake.orders) == (1 if presenter else scenes)
    assert {row.phase for row in Submission.objects.filter(job=job)} == {"succeeded"}
    video = Artifact.objects.get(job=job, kind=ArtifactKind.VIDEO)
    spoken = Submission.objects.filter(job=job, scene=-1).values_list("clip_seconds", flat=True)
    if presenter:
        assert video.duration_seconds == pytest.approx(spoken[0], abs=0.1)
    else:
        assert 5 < video.duration_seconds < 15
    captions = Artifact.objects.get(job=job, kind=ArtifactKind.CAPTIONS_SRT)
    with default_storage.open(captions.key) as file:
        assert "alarm" in file.read().decode()


def carried_out(job: Job, clock: time_machine.Traveller) -> Job:
    """Let workers do all that is due, and time pass where a job waits, until it is over."""
    while job.is_live:
        if not engine.run_one():
            clock.shift(max(timedelta(seconds=0.1), job.available_at - timezone.now()))
        job.refresh_from_db()
    return job
