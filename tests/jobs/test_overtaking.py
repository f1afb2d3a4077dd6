"""Somebody else goes first between a look and the write that follows it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from billing.queries import Wallet, wallet
from creator.models import User
from tests.jobs.test_claiming import later
from tests.orders import claimed, submit
from videos import jobs
from videos.jobs.claiming import MAX_RECLAIMS
from videos.models import Job

REFUSED = jobs.Failure(code="voice", message="This cannot be spoken.", retryable=False)


@contextmanager
def overtaken(by: Callable[[], object]) -> Iterator[None]:
    """Have somebody act once, just before the next transaction begins."""
    waiting = [by]

    def look(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if waiting and sql.startswith("SAVEPOINT"):
            waiting.pop()()
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield
    assert not waiting, "nobody was overtaken"


@pytest.mark.parametrize("reclaims", [0, MAX_RECLAIMS - 1])
def test_a_worker_that_comes_back_keeps_its_job(reclaims: int, alice: User) -> None:
    job, lease = submit(alice), claimed()
    Job.objects.update(reclaims=reclaims)
    with later(60), overtaken(lambda: jobs.renew(lease)):
        assert jobs.reclaim_expired() == 0
    job.refresh_from_db()
    assert (job.status, job.lease_owner, job.reclaims) == ("running", lease.owner, reclaims)
    assert wallet(alice.pk) == Wallet(available=150, held=50)


@pytest.mark.parametrize("reclaims", [0, MAX_RECLAIMS - 1])
def test_a_worker_that_comes_back_and_ends_its_job_has_ended_it(reclaims: int, alice: User) -> None:
    job, lease = submit(alice), claimed()
    Job.objects.update(reclaims=reclaims)
    with later(60), overtaken(lambda: jobs.fail_attempt(lease, REFUSED)):
        assert jobs.reclaim_expired() == 0
    job.refresh_from_db()
    assert (job.status, job.error_code) == ("failed", "voice")
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_a_video_that_another_retry_has_made_is_not_made_and_paid_again(alice: User) -> None:
    job = submit(alice)
    jobs.cancel(job)

    def make() -> None:
        jobs.retry(job, idempotency_key="first")
        jobs.succeed(claimed(), jobs.Delivery(artifacts=()))

    with overtaken(make):
        made = jobs.retry(job, idempotency_key="second")
    assert (made.status, made.idempotency_key) == ("succeeded", "first")
    assert wallet(alice.pk) == Wallet(available=150, held=0)
