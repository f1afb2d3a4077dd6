"""A job gets to its next stage, and stays with its worker unless something comes before it."""

from collections.abc import Callable, Collection
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from config.types import UserId
from creator.models import User
from tests.config.test_records import columns
from tests.conftest import make_creator
from tests.jobs.test_claiming import later
from tests.orders import claimed, submit
from videos import jobs
from videos.models import Job
from videos.spec import Storyboard
from videos.states import JobKind, Stage


@pytest.fixture
def lease(alice: User, settings: Settings) -> jobs.Lease:
    """A worker's hold on a job of Alice."""
    settings.JOBS_PER_CREATOR = 3
    submit(alice)
    return claimed()


def go_on(lease: jobs.Lease, served: Collection[UserId] = ()) -> bool:
    """Let the worker go on with his job if he may."""
    job = Job.objects.get(pk=lease.job)
    return jobs.go_on(lease, job, Stage.NARRATION, percent=5, served=served)


def begin(owner: User, key: str, kind: JobKind = JobKind.FULL) -> None:
    """Begin a job and give it back, so that it waits."""
    job = submit(owner, key)
    Job.objects.filter(pk=job.pk).update(kind=kind)
    lease = claimed("w2")
    assert lease.job == job.pk
    jobs.park(lease)


def test_a_job_alone_stays_with_its_worker(lease: jobs.Lease) -> None:
    with later(10):
        assert go_on(lease)
        job = Job.objects.get(pk=lease.job)
        assert (job.stage, job.progress, job.lease_owner) == ("narration", 5, lease.owner)
        assert job.lease_expires_at is not None
        assert job.lease_expires_at > timezone.now()
    told = job.events.filter(kind="stage")
    assert [event.data for event in told] == [{"stage": "narration"}]


def test_counts_begin_anew_with_each_stage(lease: jobs.Lease) -> None:
    jobs.report(lease, done=2, total=3, percent=4)
    assert go_on(lease)
    job = Job.objects.get(pk=lease.job)
    assert (job.stage_done, job.stage_total) == (0, 0)


def test_the_record_has_what_its_step_has_written(lease: jobs.Lease) -> None:
    job = Job.objects.get(pk=lease.job)
    jobs.save_plan(lease, Storyboard(title="Tides", language="en", script="Tides turn.", scenes=()))
    jobs.save_notes(lease, ["A plainer voice speaks."])
    jobs.keep_here(lease, "It is made here.")
    assert jobs.go_on(lease, job, Stage.NARRATION, percent=5)
    assert columns(job) == columns(Job.objects.get(pk=lease.job))
    assert job.notes == ["A plainer voice speaks.", "It is made here."]


def gives_way(lease: jobs.Lease, served: Collection[UserId] = ()) -> bool:
    """Say whether the job is given back, and has its next stage all the same."""
    kept = go_on(lease, served)
    job = Job.objects.get(pk=lease.job)
    assert job.stage == Stage.NARRATION
    assert job.lease_owner == (lease.owner if kept else "")
    assert (job.lease_expires_at is not None) == kept
    return not kept


def test_it_gives_way_to_the_first_job_of_somebody(lease: jobs.Lease, bob: User) -> None:
    first = submit(bob)
    assert gives_way(lease)
    assert claimed().job == first.pk


def test_it_does_not_give_way_to_who_was_served_a_moment_ago(
    lease: jobs.Lease, alice: User, bob: User
) -> None:
    submit(bob)
    carol = make_creator("carol")
    assert not gives_way(lease, served=[alice.pk, bob.pk, carol.pk])
    submit(carol)
    assert gives_way(lease, served=[alice.pk, bob.pk])


def test_it_gives_way_to_who_was_not_served(lease: jobs.Lease, bob: User) -> None:
    carol = make_creator("carol")
    submit(bob)
    submit(carol)
    assert gives_way(lease, served=[carol.pk])


def test_it_does_not_give_way_to_more_of_its_creator(lease: jobs.Lease, alice: User) -> None:
    submit(alice, "another")
    assert not gives_way(lease)


def test_it_does_not_give_way_to_one_that_is_not_due(lease: jobs.Lease, bob: User) -> None:
    first = submit(bob)
    Job.objects.filter(pk=first.pk).update(available_at=timezone.now() + timedelta(hours=1))
    assert not gives_way(lease)


def test_it_does_not_give_way_to_an_equal(lease: jobs.Lease, bob: User) -> None:
    begin(bob, "begun")
    assert not gives_way(lease)


def test_it_gives_way_to_a_preview_that_has_begun(lease: jobs.Lease, bob: User) -> None:
    begin(bob, "begun", JobKind.PREVIEW)
    assert gives_way(lease)


def test_a_preview_does_not_give_way_to_another(lease: jobs.Lease, bob: User) -> None:
    Job.objects.filter(pk=lease.job).update(kind=JobKind.PREVIEW)
    begin(bob, "begun", JobKind.PREVIEW)
    assert not gives_way(lease)


def test_it_gives_way_to_the_only_one_of_somebody_if_its_creator_has_others(
    lease: jobs.Lease, alice: User, bob: User
) -> None:
    submit(alice, "another")
    claimed("w2")
    begin(bob, "begun")
    assert gives_way(lease)


def test_who_has_several_running_is_the_equal_of_others_who_have(
    lease: jobs.Lease, alice: User, settings: Settings
) -> None:
    submit(alice, "another")
    claimed("w2")
    carol = make_creator("carol")
    for key in ("one", "two"):
        submit(carol, key)
        claimed("w2")
    theirs = Job.objects.filter(owner=carol)
    theirs.update(lease_owner="", lease_expires_at=None, available_at=timezone.now())
    assert not gives_way(lease)


def give_back(lease: jobs.Lease) -> None:
    """Move the job on and give it back."""
    jobs.advance(lease, Stage.NARRATION, percent=5)


@pytest.mark.parametrize("move", [give_back, go_on])
def test_a_job_that_was_lost_is_not_moved(
    lease: jobs.Lease, move: Callable[[jobs.Lease], object]
) -> None:
    jobs.cancel(Job.objects.get(pk=lease.job))
    with pytest.raises(jobs.LeaseLost):
        move(lease)
    job = Job.objects.get(pk=lease.job)
    assert (job.status, job.stage, job.progress) == ("canceled", "planning", 0)
    assert not job.events.filter(kind="stage").exists()
