"""One worker at a time, fairly chosen, and never for ever."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from billing.queries import Wallet, wallet
from creator.models import User
from tests.orders import claimed, submit
from videos import jobs
from videos.models import Job
from videos.states import Stage


def later(seconds: float) -> time_machine.travel:
    """Move the clock."""
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=True)


def test_a_claim_starts_the_job_and_its_first_attempt(alice: User) -> None:
    job = submit(alice)
    lease = claimed()
    job.refresh_from_db()
    assert (lease.job, job.status, job.lease_owner) == (job.pk, "running", lease.owner)
    assert job.started_at is not None
    assert [a.provider for a in job.attempts.all()] == ["local"]


def test_a_leased_job_is_not_claimed_again(alice: User) -> None:
    submit(alice)
    claimed()
    assert jobs.claim("w2") is None


def test_a_parked_job_waits_until_it_is_due(alice: User) -> None:
    submit(alice)
    jobs.park(claimed(), delay=timedelta(seconds=30))
    assert jobs.claim("w2") is None
    with later(31):
        assert jobs.claim("w2") is not None


def test_work_in_progress_comes_before_new_work_of_its_creator(alice: User) -> None:
    begun = submit(alice)
    jobs.park(claimed())
    submit(alice, "another")
    assert claimed().job == begun.pk


def test_the_first_job_of_somebody_comes_before_work_in_progress(alice: User, bob: User) -> None:
    submit(alice)
    jobs.park(claimed())
    first = submit(bob)
    assert claimed().job == first.pk


def test_a_busy_creator_does_not_hold_up_another(alice: User, bob: User) -> None:
    for number in range(3):
        submit(alice, f"key-{number}")
    claimed()
    job = submit(bob)
    assert claimed().job == job.pk


def test_one_creator_runs_a_limited_number_at_a_time(alice: User, settings: Settings) -> None:
    settings.JOBS_PER_CREATOR = 1
    submit(alice, "key-1")
    submit(alice, "key-2")
    claimed()
    assert jobs.claim("w2") is None


def test_renewing_keeps_the_job(alice: User) -> None:
    submit(alice)
    lease = claimed()
    with later(15):
        jobs.renew(lease)
    with later(25):
        assert jobs.reclaim_expired() == 0


def test_a_vanished_worker_loses_the_job(alice: User) -> None:
    job = submit(alice)
    claimed()
    with later(21):
        assert jobs.reclaim_expired() == 1
        assert claimed("w2").job == job.pk
    assert list(job.attempts.values_list("number", flat=True)) == [1]
    assert "reclaimed" in [event.kind for event in job.events.all()]


def test_a_stale_worker_changes_nothing(alice: User) -> None:
    submit(alice)
    stale = claimed()
    with later(21):
        jobs.reclaim_expired()
        claimed("w2")
        before = Job.objects.values().get()
        for write in (
            lambda: jobs.renew(stale),
            lambda: jobs.park(stale),
            lambda: jobs.report(stale, done=1, total=2, percent=50),
            lambda: jobs.advance(stale, Stage.VISUALS, percent=50),
            lambda: jobs.save_notes(stale, ["stale"]),
            lambda: jobs.keep_here(stale, "stale"),
            lambda: jobs.succeed(stale, jobs.Delivery(artifacts=[])),
            lambda: jobs.fail_attempt(stale, jobs.Failure(code="x", message="x", retryable=False)),
        ):
            with pytest.raises(jobs.LeaseLost):
                write()
        assert Job.objects.values().get() == before
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_a_job_that_kills_its_workers_fails_in_the_end(alice: User) -> None:
    job = submit(alice)
    for crash in range(5):
        with later(30 * (crash + 1)):
            claimed(f"w{crash}")
        with later(30 * (crash + 1) + 25):
            jobs.reclaim_expired()
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "worker_lost")
    assert wallet(alice.pk) == Wallet(available=200, held=0)
