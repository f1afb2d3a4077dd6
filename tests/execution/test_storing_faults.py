"""Storage fails while a finished video is stored: it is tried again, or costs nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import Settings

from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import CONTENT, FRAME
from tests.execution.conftest import Script
from tests.faults import disk
from tests.invariants import broken_books, broken_job
from tests.jobs.test_claiming import later
from tests.orders import submit
from tests.s3 import S3Server, quickly
from tests.storage.front import Act, Front, standing
from videos import jobs
from videos.execution import engine, storing
from videos.execution.reaping import Reaped, Reaper
from videos.execution.step import Step
from videos.models import Artifact, Job
from videos.states import ArtifactKind, Stage
from videos.storage import artifacts
from videos.storage.content import Content, holds

MEGA = 1_000_000
SMALL, LARGE = 3 * MEGA, 20 * MEGA
"""Bytes of a film that goes up whole, and of one that goes in parts."""
NOW = timedelta(seconds=-5)
"""A grace that is over at once."""
pytestmark = pytest.mark.usefixtures("one_step_a_turn")


@pytest.fixture
def front(settings: Settings, s3_server: S3Server) -> Iterator[Front]:
    """A front before the bucket; every request is tried once."""
    with standing(s3_server.port) as front:
        entry = quickly(S3Server(front.port).url())
        settings.STORAGES = settings.STORAGES | {"default": entry}
        yield front


@pytest.fixture(autouse=True)
def _own_scratch(settings: Settings, tmp_path: Path) -> None:
    settings.WORK_DIR = tmp_path / "work"


@pytest.fixture(autouse=True)
def _light(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "gather", lambda _step: FRAME)


@pytest.fixture
def job(alice: User, scripted: Script) -> Job:
    """A job that has come to storing; its small film is made by then."""
    return made(alice, scripted, SMALL)


def made(owner: User, scripted: Script, size: int) -> Job:
    """Return a job of `owner` that has come to storing a film of `size` bytes."""

    def finish(step: Step) -> None:
        for kind, name in storing.FILES.items():
            step.workspace.path(name).write_bytes(CONTENT[kind])
        step.workspace.path("video.mp4").write_bytes(bytes(range(250)) * (size // 250))
        step.workspace.path("report.json").write_text("{}")

    scripted(Stage.CHECKING, finish)
    scripted(Stage.STORING, storing.run)
    job = submit(owner)
    while job.stage != Stage.STORING:
        assert engine.run_one()
        job.refresh_from_db()
    return job


def state(job: Job) -> tuple[str, int, str]:
    """Return where a job stands, and after how many failures, and the code of its error."""
    job.refresh_from_db()
    return job.status, job.failures, job.error_code


def reaped() -> Reaped:
    """Return what a reaper finds that waits for nothing."""
    return Reaper(before=timezone.now() - NOW).run()


def lying(job: Job) -> list[str]:
    """Return the names of a job's files in storage."""
    try:
        return default_storage.listdir(f"jobs/{job.public_id}")[1]
    except FileNotFoundError:
        return []


def is_delivered(job: Job) -> None:
    """Find the job delivered, paid once, and each row with its file and each file with its row."""
    assert state(job)[0] == "succeeded"
    assert wallet(job.owner_id) == Wallet(available=200 - job.price, held=0)
    rows = list(job.artifacts.all())
    assert len(rows) == len(storing.FILES)
    for row in rows:
        assert holds(default_storage, row.key, Content(row.size_bytes, row.sha256))
    reaped()
    assert len(lying(job)) == len(rows)
    _balance(job)


def is_given_up(job: Job) -> None:
    """Find the job failed at no cost, and nothing of it in storage."""
    assert state(job) == ("failed", 2, "storage_away")
    assert wallet(job.owner_id) == Wallet(available=200, held=0)
    assert not Artifact.objects.filter(job=job).exists()
    reaped()
    assert lying(job) == []
    _balance(job)


def _balance(job: Job) -> None:
    assert [*broken_job(job), *broken_books()] == []


AGAIN = 40.0
"""Seconds after which a failed step is tried again."""


@pytest.mark.django_db
class TestBucket:
    """A bucket behind a front."""

    @pytest.mark.parametrize(("size", "spared"), [(SMALL, 0), (LARGE, 1)], ids=["whole", "parts"])
    def test_a_line_that_breaks_in_the_middle_of_an_upload(
        self, alice: User, scripted: Script, front: Front, size: int, spared: int
    ) -> None:
        job = made(alice, scripted, size)
        front.play(Act.CUT, method="PUT", times=1, spared=spared)
        engine.run_one()
        assert state(job) == ("running", 1, "")
        assert not engine.run_one(), "not before a while has passed"
        with later(AGAIN):
            engine.run_one()
            is_delivered(job)

    def test_a_service_that_is_busy_for_a_moment_is_not_noticed(
        self, job: Job, front: Front, settings: Settings
    ) -> None:
        patient = settings.STORAGES["default"]
        patient = patient | {"OPTIONS": patient["OPTIONS"] | {"attempts": 4}}
        settings.STORAGES = settings.STORAGES | {"default": patient}
        front.play(Act.BUSY, method="PUT", times=2)
        engine.run_one()
        assert job.attempts.get().error_code == ""
        is_delivered(job)

    @pytest.mark.parametrize("act", [Act.BUSY, Act.EXPIRED])
    def test_a_service_that_refuses_for_ever_costs_nothing(
        self, job: Job, front: Front, act: Act
    ) -> None:
        front.play(act, method="PUT")
        engine.run_one()
        with later(AGAIN):
            engine.run_one()
            is_given_up(job)
            assert "Your tokens are back" in job.error_message
            assert [try_.error_code for try_ in job.attempts.all()] == ["storage_away"] * 2

    def test_keys_that_run_out_between_two_files(self, job: Job, front: Front) -> None:
        front.play(Act.EXPIRED, method="PUT", spared=2)
        engine.run_one()
        front.rest()
        assert lying(job) == [], "what was stored before is gone"
        with later(AGAIN):
            engine.run_one()
            is_delivered(job)

    @pytest.mark.parametrize("act", [Act.TRUNCATE, Act.ALTER])
    def test_what_does_not_come_back_as_it_was_is_not_delivered(
        self, job: Job, front: Front, act: Act
    ) -> None:
        front.play(act, method="GET")
        engine.run_one()
        front.rest()
        assert state(job) == ("running", 1, "")
        assert lying(job) == []
        with later(AGAIN):
            engine.run_one()
            is_delivered(job)

    @pytest.mark.usefixtures("front")
    def test_what_a_dead_worker_left_goes_once_its_job_is_over(self, job: Job) -> None:
        stray = default_storage.save(f"jobs/{job.public_id}/left.mp4", ContentFile(b"half"))
        assert reaped().deleted == 0
        jobs.cancel(job)
        assert reaped().deleted == 1
        assert not default_storage.exists(stray)


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["before", "after"])
def test_who_loses_the_job_while_storing_leaves_what_its_successor_stored(
    moment: str,
    alice: User,
    scripted: Script,
    storage: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = made(alice, scripted, SMALL)
    store, is_alone = artifacts.store, iter([True])

    def overtaken(kind: ArtifactKind, now: str) -> None:
        if kind is ArtifactKind.CAPTIONS_VTT and now == moment and next(is_alone, False):
            with later(2 * settings.JOB_LEASE.total_seconds()):
                assert jobs.reclaim_expired() == 1
                assert engine.run_one()

    def slowly(job: Job, kind: ArtifactKind, path: Path) -> Artifact:
        overtaken(kind, "before")
        stored = store(job, kind, path)
        overtaken(kind, "after")
        return stored

    monkeypatch.setattr(artifacts, "store", slowly)
    assert engine.run_one()
    assert next(is_alone, None) is None
    is_delivered(job)


@pytest.mark.django_db
def test_a_disk_that_is_full(alice: User, scripted: Script, settings: Settings) -> None:
    folder = Path(settings.WORK_DIR).parent / "small"
    folder.mkdir()
    settings.MEDIA_ROOT = folder
    job = made(alice, scripted, SMALL)
    with disk.small(folder, megabytes=4) as mounted:
        if not mounted:
            pytest.skip("Disks may not be mounted here.")
        (folder / "others").write_bytes(bytes(2 * MEGA))
        engine.run_one()
        assert state(job) == ("running", 1, "")
        assert lying(job) == []
        assert "The disk is full." in job.attempts.get().evidence
        (folder / "others").unlink()
        with later(AGAIN):
            engine.run_one()
            is_delivered(job)
