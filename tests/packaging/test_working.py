"""Making a stream: all of it is shown at once, nothing is charged, and a job stops it."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from billing.models import Transfer
from billing.queries import wallet
from creator.models import User
from tests.orders import claimed, submit
from tests.streamed import SECONDS, SIZE, filmed
from videos import library
from videos.execution import packaging, shutdown
from videos.execution.engine import WORKER
from videos.models import Artifact, Job, Packaging
from videos.spec import from_json
from videos.states import DELIVERED, ArtifactKind
from videos.storage import artifacts
from videos.studio.streaming.package import Package

pytestmark = pytest.mark.render
MADE = {
    ArtifactKind.STREAM_360,
    ArtifactKind.STREAM_AUDIO,
    ArtifactKind.AUDIO,
    ArtifactKind.SPRITE,
    ArtifactKind.SPRITE_VTT,
}


@pytest.fixture
def job(alice: User, tmp_path: Path, storage: Path) -> Job:
    """A delivered film."""
    return filmed(alice, tmp_path)


def _lying(job: Job) -> list[str]:
    folder = artifacts.stream_folder(job.public_id)
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_all_files_come_with_their_index_and_for_nothing(job: Job, alice: User) -> None:
    before, transfers = wallet(alice.pk), Transfer.objects.count()
    assert packaging.run_idle() == 1
    row = Packaging.objects.get(job=job)
    assert (row.state, row.lease_owner, row.cause) == ("done", "", "")
    files = {ArtifactKind(one.kind): one for one in job.artifacts.all()}
    assert set(files) == MADE | set(DELIVERED)
    package = from_json(Package, row.index)
    for rendition in package.renditions:
        film = files[rendition.kind]
        assert (film.width, film.height, film.duration_seconds) == (*SIZE, 1.0)
        assert sum(length for _, length, _ in rendition.track.pieces) < film.size_bytes
        assert rendition.track.seconds == pytest.approx(SECONDS, abs=0.001)
    assert all(default_storage.size(one.key) == one.size_bytes for one in files.values())
    assert (wallet(alice.pk), Transfer.objects.count()) == (before, transfers)


def test_what_a_dead_worker_left_is_tidied(job: Job) -> None:
    left = f"{artifacts.stream_folder(job.public_id)}/stream_360-dead.mp4"
    default_storage.save(left, ContentFile(b"half"))
    assert packaging.package_one()
    assert not default_storage.exists(left)
    assert len(_lying(job)) == len(MADE)


def test_files_of_a_stream_outlive_the_tidying_of_the_job(job: Job, tmp_path: Path) -> None:
    path = tmp_path / "piece"
    path.write_bytes(b"being stored")
    unnamed = artifacts.store(job, ArtifactKind.STREAM_360, path)
    artifacts.tidy(job.public_id)
    assert default_storage.exists(unnamed.key)
    artifacts.tidy_stream(job.public_id)
    assert not default_storage.exists(unnamed.key)


def test_one_thread_of_a_worker_does_it(job: Job) -> None:
    with packaging._turn:
        assert packaging.run_idle() == 0
    assert packaging.run_idle() == 1


def test_a_worker_that_is_stopping_begins_none(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    stopping = Event()
    stopping.set()
    monkeypatch.setattr(shutdown, "_requested", stopping)
    assert packaging.run_idle() == 0


def _a_job_comes(job: Job) -> None:
    submit(job.owner, "urgent")


def _a_job_is_taken(job: Job) -> None:
    submit(job.owner, "urgent")
    claimed(WORKER)


def _the_worker_stops(_: Job) -> None:
    shutdown.request()


def _the_video_is_deleted(job: Job) -> None:
    library.delete(job.video)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "happens", [_a_job_comes, _a_job_is_taken, _the_worker_stops, _the_video_is_deleted]
)
def test_it_stops_in_the_middle_and_keeps_nothing(
    job: Job, happens: Callable[[Job], None], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JOB_HEARTBEAT_SECONDS = 0.02
    monkeypatch.setattr(shutdown, "_requested", Event())
    tidy = artifacts.tidy_stream

    def begun(public_id: str) -> None:
        happens(job)
        tidy(public_id)

    monkeypatch.setattr(artifacts, "tidy_stream", begun)
    assert packaging.package_one()
    row = Packaging.objects.get(job=job)
    assert (row.state, row.lease_owner, row.tries, row.cause) == ("waiting", "", 0, "")
    assert _lying(job) == []
    assert Artifact.objects.filter(job=job).count() == len(DELIVERED)


def test_a_stream_that_is_lost_in_the_last_moment_leaves_no_files(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = artifacts.store

    def taken_over(owner: Job, kind: ArtifactKind, path: Path) -> Artifact:
        Packaging.objects.update(lease_owner="another")
        return store(owner, kind, path)

    monkeypatch.setattr(artifacts, "store", taken_over)
    assert packaging.package_one()
    assert Packaging.objects.get(job=job).lease_owner == "another"
    assert _lying(job) == []
    assert Artifact.objects.filter(job=job).count() == len(DELIVERED)
