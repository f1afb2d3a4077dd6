"""A cancel reaches work in progress, and a lease outlives slow work."""

from functools import partial
from threading import Event

import pytest
from pytest_django import Settings

from creator.models import User
from tests.orders import claimed, submit
from videos import jobs
from videos.execution.heartbeat import Heartbeat

pytestmark = pytest.mark.django_db(transaction=True)


def waits(condition: object) -> bool:
    """Wait until `condition()` holds, for at most five seconds."""
    pause = Event()
    return any(condition() or pause.wait(0.02) for _ in range(250))  # type: ignore[operator]


@pytest.fixture(autouse=True)
def _fast(settings: Settings) -> None:
    settings.JOB_HEARTBEAT_SECONDS = 0.02


def test_a_cancel_stops_the_work(alice: User) -> None:
    job = submit(alice)
    with Heartbeat(partial(jobs.renew, claimed()), "it") as beat:
        assert not beat.should_stop()
        jobs.cancel(job)
        assert waits(beat.should_stop)


def test_the_lease_is_renewed_while_the_work_goes_on(alice: User) -> None:
    job = submit(alice)
    lease = claimed()
    job.refresh_from_db()
    first = job.lease_expires_at

    def renewed() -> bool:
        job.refresh_from_db()
        return bool(job.lease_expires_at and first and job.lease_expires_at > first)

    with Heartbeat(partial(jobs.renew, lease), "it") as beat:
        assert waits(renewed)
        assert not beat.should_stop()
