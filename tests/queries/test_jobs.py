"""What the life of a job costs: the same number of statements, however long the queue is.

A transaction counts as two, its begin and its end.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from creator.models import User
from tests.execution.conftest import Script
from tests.execution.test_fairness import crowd
from tests.orders import claimed, submit
from videos import jobs
from videos.execution import engine
from videos.execution.sweeper import sweep_once
from videos.models import Job
from videos.states import Stage

FAILURE = jobs.Failure(code="voice", message="The voice broke.", retryable=True)
BROKEN = replace(FAILURE, retryable=False)


@pytest.fixture(params=[2, 60], ids=["few", "many"])
def job(request: pytest.FixtureRequest, alice: User, bob: User, storage: Path) -> Job:
    """Alice's job, the first of those in line."""
    job = submit(alice)
    crowd(bob, request.param)
    return job


@pytest.fixture
def lease(job: Job) -> jobs.Lease:
    """A worker's hold on her job."""
    lease = claimed()
    assert lease.job == job.pk
    return lease


@pytest.mark.usefixtures("job")
def test_submitting(alice: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(9):
        submit(alice, "another")


def test_submitting_again(
    job: Job, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert submit(alice) == job


def test_claiming_what_has_not_begun(
    job: Job, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        assert claimed().job == job.pk


def test_claiming_what_has_begun(
    lease: jobs.Lease, alice: User, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    jobs.park(lease)
    Job.objects.filter(owner=bob).update(owner=alice)
    with django_assert_num_queries(3):
        assert claimed().job == lease.job


def test_claiming_when_nothing_is_due(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert jobs.claim("w1") is None


@pytest.mark.usefixtures("lease")
def test_claiming_when_everybody_has_enough_running(
    alice: User, bob: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Job.objects.filter(owner=bob).update(owner=alice)
    claimed()
    with django_assert_num_queries(4):
        assert jobs.claim("w1") is None


def test_renewing(lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        jobs.renew(lease)


def test_reporting(lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        jobs.report(lease, done=1, total=2, percent=3)


def test_advancing(lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        jobs.advance(lease, Stage.NARRATION, percent=5)


def test_going_on(lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    job = Job.objects.get(pk=lease.job)
    with django_assert_num_queries(2):
        jobs.go_on(lease, job, Stage.NARRATION, percent=5)


def test_parking(lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        jobs.park(lease)


def test_succeeding(lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(9):
        jobs.succeed(lease, jobs.Delivery(artifacts=()))


def test_failing_for_now(
    lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        assert jobs.fail_attempt(lease, FAILURE)


def test_failing_for_good(
    lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(10):
        assert not jobs.fail_attempt(lease, BROKEN)


@pytest.mark.parametrize("hours", [13, 25], ids=["running", "queued"])
def test_ending_what_is_late(
    hours: int, job: Job, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    when = timezone.now() - timedelta(hours=hours)
    if hours < 24:
        claimed()
        Job.objects.filter(pk=job.pk).update(started_at=when)
    else:
        Job.objects.filter(pk=job.pk).update(created_at=when)
    with django_assert_num_queries(12):
        assert jobs.end_overdue() == 1


def test_canceling(job: Job, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(7):
        assert jobs.cancel(job)


def test_trying_again(lease: jobs.Lease, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    jobs.fail_attempt(lease, BROKEN)
    job = Job.objects.get(pk=lease.job)
    with django_assert_num_queries(10):
        assert jobs.retry(job, idempotency_key="again") != job


@pytest.mark.usefixtures("job")
def test_a_step_of_the_engine(
    scripted: Script, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(9):
        assert engine.run_one() == 1  # bob is free


def test_a_sweep_with_nothing_to_do(
    alice: User, storage: Path, tmp_path: Path, settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    settings.WORK_DIR = tmp_path / "work"
    sweep_once()  # the first of all says when files are pruned
    with django_assert_num_queries(11):
        sweep_once()
