"""How the engine deals with every way in which a step can end."""

import time
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from billing.queries import Wallet, wallet
from creator.models import User
from tests import s3
from tests.execution.conftest import Script
from tests.jobs.test_claiming import later
from tests.orders import submit
from videos import jobs
from videos.exceptions import Interrupted, StepFailed
from videos.execution import engine, shutdown
from videos.execution.step import Step
from videos.execution.sweeper import sweep_once
from videos.execution.workspace import Workspace
from videos.states import ArtifactKind, Stage
from videos.storage import artifacts


def test_nothing_due_is_nothing_done(alice: User, scripted: Script) -> None:
    assert engine.run_one() == 0


@pytest.mark.usefixtures("one_step_a_turn")
def test_a_step_moves_the_job_one_stage_on(alice: User, scripted: Script) -> None:
    job = submit(alice)
    assert engine.run_one() == 1
    job.refresh_from_db()
    assert (job.status, job.stage, job.lease_owner) == ("running", "narration", "")


@pytest.mark.usefixtures("long_turns")
def test_quick_steps_are_one_turn(alice: User, scripted: Script) -> None:
    job = submit(alice)
    assert engine.run_one() == len(Stage)
    told = [event.data["stage"] for event in job.events.filter(kind="stage")]
    assert told == list(Stage)[1:]


@pytest.mark.usefixtures("long_turns")
def test_a_turn_that_is_not_young_any_more_takes_up_no_further_stage(
    alice: User, scripted: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    def last(step: Step) -> None:
        monkeypatch.setattr(time, "monotonic", lambda: began + 2 * engine.TURN_SECONDS)

    scripted(Stage.NARRATION, last)
    job, began = submit(alice), time.monotonic()
    assert engine.run_one() == 2
    job.refresh_from_db()
    assert (job.stage, job.lease_owner) == ("visuals", "")


@pytest.mark.usefixtures("long_turns")
def test_a_worker_that_stops_gives_its_job_back_between_two_steps(
    alice: User, scripted: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutdown, "_requested", Event())
    scripted(Stage.NARRATION, lambda _: shutdown.request())
    job = submit(alice)
    assert engine.run_one() == 2
    job.refresh_from_db()
    assert (job.stage, job.lease_owner, job.failures) == ("visuals", "", 0)


@pytest.mark.usefixtures("long_turns")
def test_a_step_finds_the_job_as_the_one_before_it_has_left_it(
    alice: User, scripted: Script
) -> None:
    found = []
    scripted(Stage.PLANNING, lambda step: jobs.save_notes(step.lease, ["A plainer voice."]))
    scripted(Stage.NARRATION, lambda step: found.append((step.job.notes, step.job.stage)))
    submit(alice)
    engine.run_one()
    assert found == [(["A plainer voice."], "narration")]


@pytest.mark.usefixtures("one_step_a_turn")
def test_the_percentage_never_falls(alice: User, scripted: Script) -> None:
    job = submit(alice)
    seen = []
    while engine.run_one() and job.stage != Stage.STORING:
        job.refresh_from_db()
        seen.append(job.progress)
    assert seen == sorted(seen)
    assert seen[0] > 0
    assert seen[-1] < 100


@pytest.mark.usefixtures("one_step_a_turn")
def test_a_long_nudge_makes_room_for_others(alice: User, scripted: Script) -> None:
    submit(alice)
    assert engine.run_due(seconds=0) == 1


def test_an_unforeseen_error_is_kept_as_evidence_and_tried_again(
    alice: User, scripted: Script
) -> None:
    def burst(step: Step) -> None:
        raise ZeroDivisionError("the cable burnt through")

    scripted(Stage.PLANNING, burst)
    job = submit(alice)
    engine.run_one()
    attempt = job.attempts.get()
    assert (attempt.phase, attempt.error_code) == ("failed", "internal")
    assert "the cable burnt through" in attempt.evidence
    assert "cable" not in attempt.error_message
    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        engine.run_one()
    job.refresh_from_db()
    assert job.status == "failed"
    assert "cable" not in job.error_message
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_storage_that_is_away_does_not_break_the_end_of_a_job(
    alice: User, scripted: Script, settings: Settings
) -> None:
    def refuse(step: Step) -> None:
        step.workspace.path("drawn").write_text("something")
        raise StepFailed("We cannot speak this. Choose another voice.", retryable=False)

    scripted(Stage.PLANNING, refuse)
    job, disk = submit(alice), settings.STORAGES
    settings.STORAGES = disk | {"default": s3.away()}
    assert engine.run_one()
    job.refresh_from_db()
    assert job.status == "failed"
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    folder = Workspace(job).folder
    assert folder.is_dir()  # reminds the sweeper
    settings.STORAGES = disk
    with later(21):
        sweep_once()
    assert not folder.exists()


def test_a_permanent_failure_ends_the_job_with_its_sentence(alice: User, scripted: Script) -> None:
    def refuse(step: Step) -> None:
        raise StepFailed("We cannot speak this. Choose another voice.", retryable=False)

    scripted(Stage.NARRATION, refuse)
    job = submit(alice)
    engine.run_due(seconds=5)
    job.refresh_from_db()
    assert (job.status, job.stage) == ("failed", "narration")
    assert job.error_message == "We cannot speak this. Choose another voice."


def test_an_interrupted_step_gives_the_job_back_without_a_failure(
    alice: User, scripted: Script
) -> None:
    def stop(step: Step) -> None:
        raise Interrupted("The worker is stopping.")

    scripted(Stage.PLANNING, stop)
    job = submit(alice)
    assert engine.run_one() == 1
    job.refresh_from_db()
    assert (job.status, job.lease_owner, job.failures) == ("running", "", 0)


def test_a_job_canceled_during_a_step_stays_canceled(alice: User, scripted: Script) -> None:
    scripted(Stage.PLANNING, lambda step: (jobs.cancel(step.job), None)[1])
    job = submit(alice)
    engine.run_one()
    job.refresh_from_db()
    assert job.status == "canceled"
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert not Workspace(job).narration


def test_scratch_is_deleted_when_a_job_fails(alice: User, scripted: Script) -> None:
    folders = []

    def leave_files(step: Step) -> None:
        step.workspace.path("half.mp4").write_bytes(b"half")
        folders.append(step.workspace.folder)
        raise StepFailed("No.", retryable=False)

    scripted(Stage.PLANNING, leave_files)
    submit(alice)
    engine.run_one()
    assert not folders[0].exists()


def counts_after(done: int, total: int, scripted: Script, alice: User) -> tuple[int, int]:
    """Return what is known of a stage's counts after a report at its beginning."""
    seen = []

    def count(step: Step) -> None:
        step.report(done, total)
        step.job.refresh_from_db()
        seen.append((step.job.stage_done, step.job.stage_total))

    scripted(Stage.PLANNING, count)
    submit(alice)
    engine.run_one()
    return seen[0]


@pytest.mark.parametrize("counts", [(0, 0), (1, 3), (3, 3)])
def test_counts_are_stored_as_they_are(
    alice: User, scripted: Script, counts: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("videos.execution.step.REPORT_SECONDS", 0)
    assert counts_after(*counts, scripted, alice) == counts


def test_the_end_of_a_quick_stage_is_not_reported(alice: User, scripted: Script) -> None:
    assert counts_after(3, 3, scripted, alice) == (0, 0)


def test_its_beginning_is(alice: User, scripted: Script) -> None:
    assert counts_after(0, 3, scripted, alice) == (0, 3)


class Killed(BaseException):
    """kill -9, as seen from inside: nothing catches it."""


LEASE = 21.0
"""Seconds after which a lease has run out."""


def files_in(storage: Path) -> list[Path]:
    """Return what is stored."""
    return [path for path in storage.rglob("*") if path.is_file()]


def test_a_worker_that_dies_before_it_has_tidied_leaves_nothing_for_ever(
    alice: User,
    scripted: Script,
    storage: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.WORK_DIR = storage.parent / "work"

    def store_half(step: Step) -> None:
        path = step.workspace.path("half.mp4")
        path.write_bytes(b"half a video")
        artifacts.store(step.job, ArtifactKind.VIDEO, path)
        raise StepFailed("The cable burnt through.", retryable=False)

    def die(_job: str) -> None:
        raise Killed

    scripted(Stage.PLANNING, store_half)
    submit(alice)
    with monkeypatch.context() as patch:
        patch.setattr(artifacts, "tidy", die)
        with pytest.raises(Killed):
            engine.run_one()
    with later(LEASE):
        sweep_once()
    assert not any(settings.WORK_DIR.iterdir())
    assert not files_in(storage)


def test_a_worker_that_dies_while_it_stores_for_a_canceled_job_leaves_nothing_for_ever(
    alice: User, scripted: Script, storage: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.WORK_DIR = storage.parent / "work"
    (tmp_path / "half.mp4").write_bytes(b"half a video")

    def be_overtaken(step: Step) -> None:
        jobs.cancel(step.job)
        sweep_once()
        artifacts.store(step.job, ArtifactKind.VIDEO, tmp_path / "half.mp4")
        raise Killed

    scripted(Stage.PLANNING, be_overtaken)
    submit(alice)
    with pytest.raises(Killed):
        engine.run_one()
    assert len(files_in(storage)) == 1
    with later(LEASE):
        sweep_once()
    assert not any(settings.WORK_DIR.iterdir())
    assert not files_in(storage)
