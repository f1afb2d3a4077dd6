"""No job lives for ever: what waits or runs for too long fails, and its tokens return."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import mail

from billing.models import Transfer
from billing.queries import Wallet, wallet
from creator.models import User
from tests.invariants import broken_books, broken_job, broken_now
from tests.jobs.test_claiming import later
from tests.orders import claimed, submit
from videos import jobs, notifications
from videos.jobs import deadlines
from videos.models import Job, JobEvent, Notice
from videos.states import Stage

MOMENT = timedelta(microseconds=1)
DAY = 86_400.0
BUSY = jobs.Failure(code="busy", message="The service is busy.", retryable=True, evidence="429")
NOTHING = jobs.Delivery(artifacts=())


def ended_at(moment: datetime) -> int:
    """Return how many jobs are ended at this moment."""
    with time_machine.travel(moment, tick=False):
        return jobs.end_overdue()


def failed(job: Job, code: str) -> None:
    """Demand that a job failed for this reason, wholly: in state, story, notice and money."""
    job.refresh_from_db()
    assert (job.status, job.error_code, job.lease_owner) == ("failed", code, "")
    assert "Your tokens are back" in job.error_message
    assert job.events.filter(kind="failed", data={"code": code}).count() == 1
    assert [notice.kind for notice in job.notices.all()] == ["failed"]
    assert [*broken_job(job), *broken_now(), *broken_books()] == []


def test_a_queued_job_fails_once_its_deadline_has_passed(alice: User) -> None:
    job = submit(alice)
    assert jobs.deadline(job) == job.created_at + settings.QUEUE_DEADLINE
    assert ended_at(jobs.deadline(job)) == 0
    assert ended_at(jobs.deadline(job) + MOMENT) == 1
    failed(job, "queued_too_long")
    assert (job.failures, job.attempts.count()) == (0, 0)
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_a_running_job_fails_once_its_deadline_has_passed(alice: User) -> None:
    job = submit(alice)
    claimed("studio-1")
    job.refresh_from_db()
    assert job.started_at is not None
    assert jobs.deadline(job) == job.started_at + settings.RUN_DEADLINE
    assert ended_at(jobs.deadline(job)) == 0
    assert ended_at(jobs.deadline(job) + MOMENT) == 1
    failed(job, "ran_too_long")
    attempt = job.attempts.get()
    assert (attempt.phase, attempt.error_code, job.failures) == ("failed", "ran_too_long", 1)
    assert "studio-1" in attempt.evidence
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_renewing_for_ever_does_not_help(alice: User) -> None:
    job = submit(alice)
    lease = claimed()
    with later(DAY / 2 + 1):
        jobs.renew(lease)
        assert jobs.end_overdue() == 1
    failed(job, "ran_too_long")


def test_waiting_for_a_service_for_ever_does_not_help(alice: User) -> None:
    job = submit(alice)
    jobs.park(claimed(), delay=timedelta(days=365))
    with later(DAY / 2 + 1):
        assert jobs.end_overdue() == 1
    failed(job, "ran_too_long")
    assert "nobody had it" in job.attempts.get().evidence


def test_a_job_between_two_tries_keeps_the_reason_of_the_first(alice: User) -> None:
    job = submit(alice)
    jobs.fail_attempt(claimed(), BUSY)
    with later(DAY / 2 + 1):
        assert jobs.end_overdue() == 1
    failed(job, "ran_too_long")
    attempt = job.attempts.get()
    assert (attempt.error_code, attempt.evidence, job.failures) == ("busy", "429", 1)


def test_the_time_in_the_queue_is_not_counted_as_work(alice: User) -> None:
    submit(alice)
    with later(DAY - 60):
        claimed()
    with later(DAY + 60):
        assert jobs.end_overdue() == 0


def test_a_worker_whose_job_was_ended_changes_nothing(alice: User) -> None:
    submit(alice)
    lease = claimed()
    with later(DAY):
        jobs.end_overdue()
        before = Job.objects.values().get(), JobEvent.objects.count(), Transfer.objects.count()
        for write in (
            lambda: jobs.renew(lease),
            lambda: jobs.park(lease),
            lambda: jobs.report(lease, done=1, total=2, percent=50),
            lambda: jobs.advance(lease, Stage.VISUALS, percent=50),
            lambda: jobs.succeed(lease, NOTHING),
            lambda: jobs.fail_attempt(lease, BUSY),
        ):
            with pytest.raises(jobs.LeaseLost):
                write()
        assert jobs.claim("w2") is None
    after = Job.objects.values().get(), JobEvent.objects.count(), Transfer.objects.count()
    assert after == before


def test_nothing_is_ended_twice(alice: User) -> None:
    job = submit(alice)
    with later(2 * DAY):
        assert [jobs.end_overdue(), jobs.end_overdue()] == [1, 0]
    failed(job, "queued_too_long")


def test_only_what_is_late_is_ended(alice: User, bob: User) -> None:
    jobs.succeed(_claimed_after_submitting(alice), NOTHING)
    jobs.cancel(submit(alice, "canceled"))
    late = submit(alice, "late")
    with later(DAY / 2):
        submit(bob)
    with later(DAY + 60):
        assert jobs.end_overdue() == 1
    failed(late, "queued_too_long")
    assert sorted(Job.objects.values_list("status", flat=True)) == [
        "canceled", "failed", "queued", "succeeded",
    ]  # fmt: skip


def _claimed_after_submitting(owner: User) -> jobs.Lease:
    submit(owner, "made")
    return claimed()


def test_many_are_ended_in_portions_the_oldest_first(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "_AT_ONCE", 2)
    rows = [submit(alice, f"key-{number}") for number in range(3)]
    with later(2 * DAY):
        assert jobs.end_overdue() == 2
        assert list(Job.objects.filter(status="queued")) == [rows[2]]
        assert jobs.end_overdue() == 1


def test_trying_again_begins_a_new_time(alice: User) -> None:
    job = submit(alice)
    with later(2 * DAY):
        jobs.end_overdue()
        again = jobs.retry(job, idempotency_key="again")
        assert jobs.end_overdue() == 0
    assert again.is_live
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_its_creator_gets_one_e_mail_with_the_reason(alice: User) -> None:
    submit(alice)
    with later(2 * DAY):
        jobs.end_overdue()
        jobs.end_overdue()
    assert notifications.deliver_pending() == 1
    assert Notice.objects.count() == 1
    assert "did not get to this video in time" in mail.outbox[0].body
