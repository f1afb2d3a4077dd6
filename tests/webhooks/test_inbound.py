"""A webhook makes us ask sooner, once, and nothing more."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from creator.models import User
from tests.orders import claimed, submit
from tests.webhooks.conftest import LATER, Call, is_due, job_is_due, ordered, placed
from videos import jobs, queue
from videos.models import InboundDelivery, Job, Submission
from videos.states import JobStatus, SubmissionPhase

pytestmark = pytest.mark.django_db


@pytest.fixture
def nudges(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often a worker was woken."""
    seen: list[bool] = []
    monkeypatch.setattr(queue, "nudge", lambda: seen.append(True))
    return seen


def test_a_signed_call_has_the_vendor_asked_now(
    call: Call,
    submission: Submission,
    nudges: list[bool],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = call.sent()
    assert (answer.status_code, answer.content) == (200, b"")
    assert is_due(submission)
    assert job_is_due(submission)
    assert nudges == [True]
    row = InboundDelivery.objects.get()
    assert (row.provider, row.delivery, row.remote_id) == ("replicate", "msg_1", "prediction-1")
    assert (row.reference, row.was_known) == (submission.reference, True)
    assert claimed().job == submission.job_id


def test_a_repetition_changes_nothing(call: Call, submission: Submission) -> None:
    call.sent()
    later = timezone.now() + timedelta(minutes=1)
    Submission.objects.update(next_poll_at=later)
    Job.objects.update(available_at=later)
    assert call.sent().status_code == 200
    assert not is_due(submission)
    assert not job_is_due(submission)
    assert InboundDelivery.objects.count() == 1


def test_another_call_about_the_same_order_is_followed_too(
    call: Call, submission: Submission
) -> None:
    call.sent()
    Submission.objects.update(next_poll_at=timezone.now() + timedelta(minutes=1))
    assert Call(reference=submission.reference, delivery="msg_2").sent().status_code == 200
    assert is_due(submission)
    assert InboundDelivery.objects.count() == 2


def test_what_is_not_ours_is_written_down_and_moves_nobody(submission: Submission) -> None:
    assert Call(reference="elsewhere", remote_id="prediction-9").sent().status_code == 200
    row = InboundDelivery.objects.get()
    assert (row.remote_id, row.reference, row.was_known) == ("prediction-9", "", False)
    assert not is_due(submission)


def test_a_call_that_overtakes_the_answer_is_known_by_its_address(alice: User) -> None:
    early = ordered(alice, remote_id="", phase=SubmissionPhase.SUBMITTING)
    assert Call(reference=early.reference).sent().status_code == 200
    assert is_due(early)
    assert InboundDelivery.objects.get().was_known


def test_an_address_alone_does_not_make_it_ours(call: Call, submission: Submission) -> None:
    other = Call(reference=submission.reference, remote_id="prediction-9")
    assert other.sent().status_code == 200
    assert not is_due(submission)
    assert not InboundDelivery.objects.get().was_known


def test_the_address_of_another_order_is_refused(submission: Submission, bob: User) -> None:
    other = ordered(bob, remote_id="prediction-2")
    assert Call(reference=other.reference).sent().status_code == 401
    assert not is_due(submission)
    assert not is_due(other)
    assert not InboundDelivery.objects.exists()


def test_another_vendor_with_the_same_id_is_left_alone(alice: User) -> None:
    elsewhere = ordered(alice, provider="runway")
    assert Call(reference="elsewhere").sent().status_code == 200
    assert not is_due(elsewhere)


def test_a_step_that_is_running_keeps_its_job(alice: User) -> None:
    job, lease = submit(alice), claimed()
    order = placed(job)
    Job.objects.update(available_at=timezone.now() + LATER)
    before = Job.objects.values().get()
    assert Call(reference=order.reference).sent().status_code == 200
    assert is_due(order)
    assert Job.objects.values().get() == before
    jobs.renew(lease)


def test_a_canceled_job_stays_canceled(call: Call, submission: Submission) -> None:
    jobs.cancel(submission.job)
    before = Job.objects.values().get()
    assert before["status"] == JobStatus.CANCELED
    assert call.sent().status_code == 200
    assert Job.objects.values().get() == before


def test_what_is_over_is_not_asked_for_again(call: Call, submission: Submission) -> None:
    Submission.objects.update(phase=SubmissionPhase.SUCCEEDED, ended_at=timezone.now())
    before, job = Submission.objects.values().get(), Job.objects.values().get()
    assert call.sent().status_code == 200
    assert (Submission.objects.values().get(), Job.objects.values().get()) == (before, job)
    assert InboundDelivery.objects.get().was_known


def test_a_job_that_is_due_keeps_its_turn(call: Call, submission: Submission) -> None:
    earlier = timezone.now() - timedelta(minutes=1)
    Job.objects.update(available_at=earlier)
    call.sent()
    assert Job.objects.get().available_at == earlier
