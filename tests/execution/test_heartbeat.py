"""A cancel reaches work in progress, and a lease outlives slow work."""

from threading import Event
from threading import enumerate as threads

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


def beating(lease: jobs.Lease) -> bool:
    """Say whether a thread renews the lease."""
    return f"heartbeat-job-{lease.job}" in [thread.name for thread in threads()]


@pytest.fixture(autouse=True)
def _fast(settings: Settings) -> None:
    settings.JOB_HEARTBEAT_SECONDS = 0.02


def test_a_cancel_stops_the_work(alice: User) -> None:
    job = submit(alice)
    with Heartbeat(claimed()) as beat:
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

    with Heartbeat(lease) as beat:
        assert waits(renewed)
        assert not beat.should_stop()


def test_work_that_ends_soon_has_no_thread(alice: User, settings: Settings) -> None:
    settings.JOB_HEARTBEAT_SECONDS = 3600
    submit(alice)
    lease = claimed()
    with Heartbeat(lease):
        assert not beating(lease)


def test_nothing_beats_after_the_end(alice: User) -> None:
    submit(alice)
    lease = claimed()
    with Heartbeat(lease):
        assert waits(lambda: beating(lease))
    assert not beating(lease)
