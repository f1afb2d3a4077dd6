"""A cancel in the middle of a step: what is at work ends, nothing is left, tokens return once."""

import os
from pathlib import Path
from threading import Event, Thread

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from pytest_django import Settings

from billing.models import Transfer, TransferKind
from billing.queries import Wallet, wallet
from creator.models import User
from tests.execution.conftest import Script
from tests.material import brought
from tests.orders import claimed, submit
from tests.studio import files, memory
from videos import jobs
from videos.exceptions import Interrupted
from videos.execution import engine, planning, storing
from videos.execution.step import Step
from videos.execution.workspace import Workspace
from videos.models import Job
from videos.spec import AssetKind
from videos.states import Stage
from videos.storage import artifacts

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("storage", "one_step_a_turn"),
]


@pytest.fixture(autouse=True)
def _fast(settings: Settings) -> None:
    settings.JOB_HEARTBEAT_SECONDS = 0.02


def _is_canceled(job: Job, stage: Stage) -> None:
    job.refresh_from_db()
    assert (job.status, job.stage) == ("canceled", stage)
    assert wallet(job.owner_id) == Wallet(available=200, held=0)
    assert Transfer.objects.filter(kind=TransferKind.RELEASE).count() == 1


def _cancel_when_something_is_in(folder: Path, job: Job) -> None:
    pause = Event()
    try:
        if any(any(folder.glob("*.part")) or pause.wait(0.02) for _ in range(3000)):
            jobs.cancel(job)
    finally:
        connection.close()


def test_while_a_long_clip_is_prepared(alice: User, scripted: Script, tmp_path: Path) -> None:
    film = files.minute(tmp_path / "film.mkv").read_bytes()
    upload, _ = brought(alice, film, AssetKind.CLIP, "film.mkv")
    scripted(Stage.PLANNING, planning.run)
    job = submit(alice, footage=(upload.asset,))
    folder = Path(settings.WORK_DIR, job.public_id)
    others = memory.children_of(os.getpid())
    canceling = Thread(target=_cancel_when_something_is_in, args=(folder / "assets", job))
    canceling.start()
    engine.run_one()
    canceling.join()
    _is_canceled(job, Stage.PLANNING)
    assert job.plan is None, "the clip was not waited for"
    assert memory.children_of(os.getpid()) == others
    assert not folder.exists()


def test_before_a_file_has_come_from_storage(alice: User, tmp_path: Path) -> None:
    upload, _ = brought(alice, files.minute(tmp_path / "film.mkv").read_bytes(), AssetKind.CLIP)
    space = Workspace(submit(alice, footage=(upload.asset,)))

    def should_stop() -> bool:
        return any(space.folder.glob("source-*.part"))

    step = Step(job=alice.jobs.get(), lease=claimed(), workspace=space, should_stop=should_stop)
    with pytest.raises(Interrupted):
        planning.run(step)
    assert not [path for path in space.folder.rglob("*") if path.is_file()]


@pytest.mark.render
def test_while_the_files_are_stored(alice: User) -> None:
    job = submit(alice)
    while job.stage != Stage.STORING:
        assert engine.run_one()
        job.refresh_from_db()

    def lying() -> list[str]:
        found = artifacts.folder(job.public_id)
        return default_storage.listdir(found)[1] if default_storage.exists(found) else []

    def should_stop() -> bool:
        return bool(lying()) and jobs.cancel(job)

    step = Step(job=job, lease=claimed(), workspace=Workspace(job), should_stop=should_stop)
    with pytest.raises(Interrupted):
        storing.run(step)
    _is_canceled(job, Stage.STORING)
    assert lying() == [], "nobody would own it"
