"""Whose turn it is, counted in steps: nobody waits for all that somebody else has ordered."""

import pytest
from pytest_django import Settings

from creator.models import User
from tests.execution.conftest import Script
from tests.orders import ORDER, claimed, submit
from videos import jobs
from videos.execution import engine
from videos.execution.lately import Lately
from videos.execution.step import Step
from videos.models import Job, Video
from videos.spec import to_json
from videos.states import JobKind, JobStatus, Stage

CROWD = 1_000


def crowd(owner: User, count: int = CROWD, kind: JobKind = JobKind.FULL) -> None:
    """Queue many jobs of one creator at once."""
    spec = to_json(ORDER)
    named = [Video(owner=owner, campaign_name=str(n), spec=spec) for n in range(count)]
    videos = Video.objects.bulk_create(named)
    Job.objects.bulk_create(
        Job(
            video=video, owner=owner, spec=spec, price=1, kind=kind, route={"provider": "local"},
            idempotency_key=f"{kind}-{video.pk}",
        )
        for video in videos
    )  # fmt: skip


def steps_until_begun(job: Job) -> int:
    """Work until a job has begun, and return how many steps of others came before."""
    steps = 0
    while steps < CROWD:
        taken = engine.run_one()
        assert taken
        job.refresh_from_db()
        if job.started_at is not None:
            return steps
        steps += taken
    raise AssertionError("the job never began")


@pytest.mark.usefixtures("long_turns")
def test_a_first_job_that_comes_during_a_turn_waits_for_one_step(
    alice: User, bob: User, scripted: Script
) -> None:
    crowd(alice)
    ordered: list[Job] = []
    scripted(Stage.VISUALS, lambda _: ordered.append(submit(bob)))
    assert engine.run_one() == 3  # the third is in hand when the order comes
    assert steps_until_begun(ordered[0]) == 0


@pytest.mark.usefixtures("long_turns")
@pytest.mark.parametrize("steps", [len(Stage), 3], ids=["a moment ago", "before"])
def test_who_was_just_served_does_not_come_first_again(
    alice: User, bob: User, scripted: Script, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Another worker ends his job during a turn, and is about to take his next one."""
    submit(bob)
    submit(bob, "next")
    scripted(Stage.PLANNING, lambda step: jobs.park(step.lease))
    assert engine.run_one() == 1
    other = claimed()
    if steps < len(Stage):
        monkeypatch.setattr(engine, "LATELY", Lately())
    submit(alice)
    scripted(Stage.PLANNING, lambda _: None)
    scripted(Stage.VISUALS, lambda _: jobs.succeed(other, jobs.Delivery(artifacts=())))
    assert engine.run_one() == steps


@pytest.mark.usefixtures("long_turns")
def test_a_preview_that_goes_on_waits_for_one_step(
    alice: User, bob: User, scripted: Script
) -> None:
    """It has begun, and waited for something, when a quick turn of a full video begins."""
    crowd(alice, 1)
    crowd(bob, 1, JobKind.PREVIEW)
    preview, taken = claimed(), list[str]()
    assert Job.objects.get(pk=preview.job).kind == JobKind.PREVIEW

    def note(step: Step) -> None:
        taken.append(step.job.kind)

    def note_and_return(step: Step) -> None:
        note(step)
        jobs.park(preview)

    for stage in Stage:
        scripted(stage, note)
    scripted(Stage.PLANNING, note_and_return)
    assert engine.run_one() == 1
    scripted(Stage.PLANNING, note)
    assert engine.run_one() == len(Stage)
    assert taken == [JobKind.FULL, *[JobKind.PREVIEW] * len(Stage)]


@pytest.mark.usefixtures("one_step_a_turn")
def test_a_thousand_jobs_hold_up_nobody_elses_first(
    alice: User, bob: User, scripted: Script
) -> None:
    crowd(alice)
    for _ in range(5):
        engine.run_one()
    assert Job.objects.filter(owner=alice, status=JobStatus.RUNNING).exists()
    assert steps_until_begun(submit(bob)) <= 1


@pytest.mark.usefixtures("one_step_a_turn")
def test_two_creators_take_turns(alice: User, bob: User, scripted: Script) -> None:
    crowd(alice)
    crowd(bob)
    for _ in range(len(Stage) * 6):
        engine.run_one()
    begun = Job.objects.filter(started_at__isnull=False)
    hers, his = begun.filter(owner=alice).count(), begun.filter(owner=bob).count()
    assert hers + his > 2
    assert abs(hers - his) <= 1


@pytest.mark.usefixtures("one_step_a_turn")
def test_no_creator_has_more_running_than_allowed(
    alice: User, scripted: Script, settings: Settings
) -> None:
    settings.JOBS_PER_CREATOR = 3
    crowd(alice, 20)
    most = 0
    for _ in range(40):
        engine.run_one()
        most = max(most, Job.objects.filter(status=JobStatus.RUNNING).count())
    assert most == settings.JOBS_PER_CREATOR


def test_a_preview_begins_before_full_videos(alice: User, scripted: Script) -> None:
    crowd(alice, 20)
    crowd(alice, 1, JobKind.PREVIEW)
    assert steps_until_begun(Job.objects.get(kind=JobKind.PREVIEW)) == 0
