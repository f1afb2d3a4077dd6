"""A sweep, twice a second, finds its jobs by indexes of what lives, however many are over."""

from pathlib import Path

from pytest_django import Settings

from creator.models import User
from tests.delivered import delivered
from tests.orders import submit
from tests.queries.plans import asked_by, plan, reads_all_jobs
from videos.execution.sweeper import sweep_once


def test_it_never_reads_all_jobs(
    alice: User, storage: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.WORK_DIR = tmp_path / "work"
    (settings.WORK_DIR / submit(alice).public_id).mkdir(parents=True)
    plans = [plan(statement) for statement in asked_by(sweep_once)]
    assert len([steps for steps in plans if "videos_job" in steps]) >= 5
    assert [steps for steps in plans if reads_all_jobs(steps)] == []


def test_what_waits_for_its_stream_is_found_by_its_own_index(
    alice: User, storage: Path, tmp_path: Path
) -> None:
    delivered(alice, tmp_path)
    (steps,) = [steps for steps in map(plan, asked_by(sweep_once)) if "packaging" in steps]
    assert "packaging_due" in steps
    assert not reads_all_jobs(steps)
