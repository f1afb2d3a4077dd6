"""When a job is tried again, and what the log of its attempts says of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from creator.models import User
from tests.orders import claimed, submit
from videos import jobs
from videos.jobs.failing import LONGEST_WAIT
from videos.models import Attempt, Job


def _broken(retry_after: float | None = None, *, retryable: bool = True) -> jobs.Failure:
    return jobs.Failure(
        code="voice", message="It is busy.", retryable=retryable, retry_after=retry_after
    )


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        (None, timedelta(seconds=2), timedelta(seconds=4)),
        (1.0, timedelta(seconds=2), timedelta(seconds=4)),
        (90.0, timedelta(seconds=90), timedelta(seconds=91)),
        (86_400.0, LONGEST_WAIT, LONGEST_WAIT + timedelta(seconds=1)),
    ],
)
def test_a_service_that_says_when_is_obeyed_within_reason(
    alice: User, asked: float | None, least: timedelta, most: timedelta
) -> None:
    job = submit(alice)
    before = timezone.now()
    assert jobs.fail_attempt(claimed(), _broken(asked))
    job.refresh_from_db()
    assert before + least <= job.available_at <= timezone.now() + most
    assert jobs.claim("w1") is None, "it is not due"


def test_the_log_says_what_was_tried_next(alice: User) -> None:
    job = submit(alice)
    jobs.fail_attempt(claimed(), _broken(90))
    assert Attempt.objects.get(job=job).next_step == "tried again in 90 s"
    Job.objects.filter(pk=job.pk).update(available_at=timezone.now())
    jobs.fail_attempt(claimed(), _broken())
    assert Attempt.objects.get(job=job, number=2).next_step == "given up; the tokens went back"


def test_the_next_step_of_what_is_final_is_said_too(alice: User) -> None:
    job = submit(alice)
    assert not jobs.fail_attempt(claimed(), _broken(90, retryable=False))
    assert Attempt.objects.get(job=job).next_step == "given up; the tokens went back"
