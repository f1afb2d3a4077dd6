"""Whose turn it is, counted in steps: nobody waits for all that somebody else has ordered."""

from pytest_django import Settings

from creator.models import User
from tests.execution.conftest import Script
from tests.orders import ORDER, submit
from videos.execution import engine
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
    """Take steps until a job has begun, and return how many of others came before."""
    for steps in range(CROWD):
        assert engine.run_one()
        job.refresh_from_db()
        if job.started_at is not None:
            return steps
    raise AssertionError("the job never began")


def test_a_thousand_jobs_hold_up_nobody_elses_first(
    alice: User, bob: User, scripted: Script
) -> None:
    crowd(alice)
    for _ in range(5):
        engine.run_one()
    assert Job.objects.filter(owner=alice, status=JobStatus.RUNNING).exists()
    assert steps_until_begun(submit(bob)) <= 1


def test_two_creators_take_turns(alice: User, bob: User, scripted: Script) -> None:
    crowd(alice)
    crowd(bob)
    for _ in range(len(Stage) * 6):
        engine.run_one()
    begun = Job.objects.filter(started_at__isnull=False)
    hers, his = begun.filter(owner=alice).count(), begun.filter(owner=bob).count()
    assert hers + his > 2
    assert abs(hers - his) <= 1


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
