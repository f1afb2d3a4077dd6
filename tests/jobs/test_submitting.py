"""An order becomes a job with its tokens held, once, or nothing at all."""

import pytest
from pytest_django import Settings

from billing.exceptions import InsufficientTokens
from billing.models import Transfer
from billing.queries import Wallet, wallet
from creator.models import User
from tests.orders import ORDER, claimed, submit
from videos import jobs
from videos.models import Job, Video
from videos.spec import to_json


def test_submitting_holds_the_price(alice: User) -> None:
    job = submit(alice)
    assert (job.status, job.stage, job.price) == ("queued", "planning", 50)
    assert job.spec == to_json(ORDER)
    assert wallet(alice.pk) == Wallet(available=150, held=50)
    assert [event.kind for event in job.events.all()] == ["queued"]


def test_the_route_is_frozen_on_the_job_with_its_reasons(alice: User) -> None:
    route = submit(alice).route
    assert route["provider"] == "local"
    assert route["candidates"][0]["reason"]


def test_too_few_tokens_leave_nothing_behind(alice: User) -> None:
    for number in range(4):
        submit(alice, f"key-{number}")
    with pytest.raises(InsufficientTokens):
        submit(alice, "key-5")
    assert (Video.objects.count(), Job.objects.count()) == (4, 4)
    assert wallet(alice.pk) == Wallet(available=0, held=200)


def test_the_same_key_again_is_the_same_job(alice: User) -> None:
    first = submit(alice)
    assert submit(alice).pk == first.pk
    assert (Video.objects.count(), Job.objects.count()) == (1, 1)
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_the_same_key_with_another_order_is_refused(alice: User) -> None:
    submit(alice)
    rows = Transfer.objects.count()
    with pytest.raises(jobs.IdempotencyConflict):
        submit(alice, campaign_name="Something else")
    assert (Job.objects.count(), Transfer.objects.count()) == (1, rows)


def test_keys_belong_to_their_creator(alice: User, bob: User) -> None:
    assert submit(alice).pk != submit(bob).pk


def test_a_full_queue_refuses_and_charges_nothing(alice: User, settings: Settings) -> None:
    settings.QUEUED_JOBS_PER_CREATOR = 1
    submit(alice)
    with pytest.raises(jobs.TooManyJobs):
        submit(alice, "key-2")
    assert Job.objects.count() == 1
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_a_canceled_video_can_be_made_again(alice: User) -> None:
    job = submit(alice)
    jobs.cancel(job)
    again = jobs.retry(job, idempotency_key="again")
    assert again.pk != job.pk
    assert again.video_id == job.video_id
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_retrying_a_live_job_changes_nothing(alice: User) -> None:
    job = submit(alice)
    claimed()
    assert jobs.retry(job, idempotency_key="again").pk == job.pk
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_pressing_retry_twice_makes_one_job(alice: User) -> None:
    job = submit(alice)
    jobs.cancel(job)
    again = jobs.retry(job, idempotency_key="again")
    assert jobs.retry(job, idempotency_key="again").pk == again.pk
    assert Job.objects.count() == 2
