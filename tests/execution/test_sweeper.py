"""What keeps jobs moving when messages or workers were lost."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests import s3
from tests.jobs.test_claiming import later
from tests.orders import claimed, submit
from videos import jobs, queue
from videos.execution.sweeper import sweep_once


@pytest.fixture(autouse=True)
def _own_scratch(settings: Settings, tmp_path: Path) -> None:
    settings.WORK_DIR = tmp_path / "work"


def test_a_due_job_is_nudged(alice: User) -> None:
    submit(alice)
    assert sweep_once().nudged == 1


def test_nothing_due_is_not_nudged(alice: User) -> None:
    submit(alice)
    claimed()
    assert sweep_once().nudged == 0


def test_nudges_are_capped(alice: User) -> None:
    for number in range(4):
        submit(alice, f"key-{number}")
    assert sweep_once().nudged <= queue.CAP


def test_a_vanished_workers_job_is_taken_back_and_nudged(alice: User) -> None:
    submit(alice)
    claimed()
    with time_machine.travel(timezone.now() + timedelta(seconds=21)):
        report = sweep_once()
    assert (report.reclaimed, report.nudged) == (1, 1)


def test_a_job_that_is_late_is_ended(alice: User) -> None:
    job = submit(alice)
    with later(2 * 86_400.0):
        report = sweep_once()
    assert (report.overdue, report.nudged, report.emails) == (1, 0, 1)
    job.refresh_from_db()
    assert job.status == "failed"


def test_scratch_of_jobs_that_are_over_is_deleted_after_a_lease(alice: User) -> None:
    over, live = submit(alice, "over"), submit(alice, "live")
    for job in (over, live):
        (settings.WORK_DIR / job.public_id).mkdir(parents=True)
    jobs.cancel(over)
    assert sweep_once().folders == 0
    with later(19):
        assert sweep_once().folders == 0
    with later(21):
        assert sweep_once().folders == 1
    assert [folder.name for folder in settings.WORK_DIR.iterdir()] == [live.public_id]


def test_scratch_of_jobs_that_nobody_knows_is_deleted_at_once(db: None) -> None:
    (settings.WORK_DIR / "job_of_a_lost_database").mkdir(parents=True)
    assert sweep_once().folders == 1


def test_storage_that_is_away_keeps_the_rest_going(alice: User, settings: Settings) -> None:
    job, disk = submit(alice), settings.STORAGES
    (settings.WORK_DIR / job.public_id).mkdir(parents=True)
    jobs.cancel(job)
    other = submit(alice, "other")
    settings.STORAGES = disk | {"default": s3.away()}
    with later(21):
        report = sweep_once()
        assert (report.folders, report.nudged) == (0, 1)
    settings.STORAGES = disk
    with later(21):
        assert sweep_once().folders == 1
    assert not (settings.WORK_DIR / job.public_id).exists()
    assert other.is_live


def test_what_processes_left_that_died_is_deleted(alice: User, storage: Path) -> None:
    incoming, passing = storage.parent / "incoming", storage.parent / "passing"
    for name, hours in (("old", 25), ("fresh", 1)):
        (incoming / name).write_bytes(b"half a file")
        (passing / name).mkdir()
        (passing / name / "video.mp4").write_bytes(b"a film")
        moment = timezone.now().timestamp() - hours * 3600
        for folder in (incoming, passing):
            os.utime(folder / name, (moment, moment))
    assert sweep_once().arrivals == 2
    assert [path.name for path in (*incoming.iterdir(), *passing.iterdir())] == ["fresh"] * 2
