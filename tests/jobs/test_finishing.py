"""A job ends once, with its tokens, its evidence and its notice."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from billing.queries import Wallet, wallet
from creator.models import User
from tests.orders import claimed, submit
from videos import jobs, notifications
from videos.models import Artifact, Notice
from videos.states import ArtifactKind

FAULT = jobs.Failure(code="fault", message="It broke. Try again.", retryable=True, evidence="why")


def deliver(owner: User, key: str = "key-1") -> int:
    """Submit, claim and deliver one video; return the job's primary key."""
    job = submit(owner, key)
    artifact = Artifact(
        job=job, kind=ArtifactKind.VIDEO, key=f"{job.public_id}.mp4", size_bytes=1, sha256="0" * 64
    )
    jobs.succeed(claimed(), jobs.Delivery(artifacts=[artifact], report={"seconds": 3}))
    return job.pk


def test_delivery_captures_the_tokens_and_keeps_the_files(alice: User) -> None:
    deliver(alice)
    job = alice.jobs.get()
    assert (job.status, job.progress, job.lease_owner) == ("succeeded", 100, "")
    assert job.finished_at is not None
    assert job.artifacts.count() == 1
    attempt = job.attempts.get()
    assert (attempt.phase, attempt.report) == ("succeeded", {"seconds": 3})
    assert wallet(alice.pk) == Wallet(available=150, held=0)


def test_a_fault_is_tried_once_more_after_a_pause(alice: User) -> None:
    job = submit(alice)
    assert jobs.fail_attempt(claimed(), FAULT) is True
    assert jobs.claim("w2") is None
    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        claimed("w2")
    job.refresh_from_db()
    assert (job.status, job.failures) == ("running", 1)
    assert list(job.attempts.values_list("number", "phase", "evidence")) == [
        (1, "failed", "why"),
        (2, "running", ""),
    ]
    assert wallet(alice.pk) == Wallet(available=150, held=50)
    assert Notice.objects.count() == 0


def test_the_second_fault_ends_the_job_and_returns_the_tokens(alice: User) -> None:
    job = submit(alice)
    jobs.fail_attempt(claimed(), FAULT)
    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        assert jobs.fail_attempt(claimed(), FAULT) is False
    job.refresh_from_db()
    assert (job.status, job.error_message) == ("failed", "It broke. Try again.")
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert Notice.objects.get().kind == "failed"


def test_a_permanent_fault_is_not_tried_again(alice: User) -> None:
    submit(alice)
    final = jobs.Failure(code="moderation", message="Not allowed.", retryable=False)
    assert jobs.fail_attempt(claimed(), final) is False
    assert alice.jobs.get().status == "failed"
    assert wallet(alice.pk) == Wallet(available=200, held=0)


@pytest.mark.parametrize("moment", ["queued", "leased", "parked"])
def test_cancel_works_at_any_moment_and_returns_the_tokens(alice: User, moment: str) -> None:
    job = submit(alice)
    if moment != "queued":
        lease = claimed()
        if moment == "parked":
            jobs.park(lease, delay=timedelta(seconds=9))
    assert jobs.cancel(job) is True
    job.refresh_from_db()
    assert (job.status, job.lease_owner) == ("canceled", "")
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert not job.attempts.filter(phase="running").exists()


def test_the_worker_of_a_canceled_job_cannot_deliver_it(alice: User) -> None:
    job = submit(alice)
    lease = claimed()
    jobs.cancel(job)
    with pytest.raises(jobs.LeaseLost):
        jobs.succeed(lease, jobs.Delivery(artifacts=[]))
    job.refresh_from_db()
    assert job.status == "canceled"
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_what_is_over_cannot_be_canceled(alice: User) -> None:
    deliver(alice)
    assert jobs.cancel(alice.jobs.get()) is False
    assert wallet(alice.pk) == Wallet(available=150, held=0)


def test_canceling_twice_returns_the_tokens_once(alice: User) -> None:
    job = submit(alice)
    assert [jobs.cancel(job), jobs.cancel(job)] == [True, False]
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_the_creator_is_told_once_in_the_app_and_once_by_email(alice: User) -> None:
    deliver(alice)
    assert [notifications.deliver_pending() for _ in range(2)] == [1, 0]
    assert Notice.objects.get().kind == "ready"
    (message,) = mail.outbox
    assert message.to == ["alice@example.com"]
    assert "Dawnroast" in message.subject
    assert "/videos/vid_" in message.body
    assert message.extra_headers["Message-ID"].startswith("<notice-")


def test_an_email_that_the_server_refused_is_sent_later(alice: User, settings: Settings) -> None:
    deliver(alice)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    assert notifications.deliver_pending() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert notifications.deliver_pending() == 0
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        assert notifications.deliver_pending() == 1
    assert len(mail.outbox) == 1


def test_a_canceled_job_sends_no_notice(alice: User) -> None:
    jobs.cancel(submit(alice))
    assert Notice.objects.count() == 0
