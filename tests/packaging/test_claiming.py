"""Who makes a stream, and when: idle workers alone, one at a time, three tries at most."""

from pathlib import Path

import pytest

from billing.queries import wallet
from creator.models import User
from tests.delivered import delivered, failed
from tests.jobs.test_claiming import later
from tests.orders import claimed, submit
from videos import jobs, library
from videos.execution import engine
from videos.execution import packaging as work
from videos.execution.sweeper import sweep_once
from videos.jobs import packaging
from videos.models import Artifact, Job, Packaging
from videos.states import PackagingState

HERE = engine.HOST
EXPIRED = 21
"""Seconds: one more than a lease."""


@pytest.fixture
def job(alice: User, tmp_path: Path, storage: Path) -> Job:
    """A delivered video whose file is no film, so that no stream can be made of it."""
    return delivered(alice, tmp_path)


def _row(job: Job) -> Packaging:
    return Packaging.objects.get(job=job)


def _claimed(worker: str = "w1") -> packaging.PackagingLease:
    lease = packaging.claim(worker)
    assert lease is not None
    return lease


def test_what_is_delivered_waits_for_its_stream(job: Job, alice: User) -> None:
    failed(alice)
    row = Packaging.objects.get()
    assert (row.job_id, row.state, row.tries) == (job.pk, "waiting", 0)


@pytest.mark.django_db
def test_nothing_due_is_nothing_done() -> None:
    assert packaging.claim("w1") is None
    assert work.package_one() is False


def test_one_worker_has_it(job: Job) -> None:
    lease = _claimed()
    assert (lease.job, lease.is_exhausted) == (job.pk, False)
    assert packaging.claim("w2") is None


def test_two_who_saw_the_same_row_do_not_both_have_it(job: Job) -> None:
    seen = _row(job)
    assert packaging._taken(seen, "w1") is not None
    assert packaging._taken(seen, "w2") is None


def test_the_newest_comes_first(job: Job, alice: User, tmp_path: Path) -> None:
    newer = delivered(alice, tmp_path, "newer")
    assert [_claimed("w1").job, _claimed("w2").job] == [newer.pk, job.pk]


def test_a_waiting_job_comes_first(job: Job, bob: User) -> None:
    submit(bob)
    assert packaging.is_busy(HERE)
    assert work.package_one() is False
    assert _row(job).state == PackagingState.WAITING


def test_a_job_in_work_on_this_machine_is_not_to_be_slowed(job: Job, bob: User) -> None:
    submit(bob)
    claimed(engine.WORKER)
    assert packaging.is_busy(HERE)
    assert not packaging.is_busy("another")


def test_a_job_that_waits_for_others_leaves_time(job: Job, bob: User) -> None:
    submit(bob)
    lease = claimed(engine.WORKER)
    jobs.park(lease, delay=packaging.BACKOFF)
    assert not packaging.is_busy(HERE)


def test_a_worker_that_vanished_loses_it_and_writes_nothing_more(job: Job) -> None:
    first = _claimed()
    with later(EXPIRED):
        second = _claimed("w2")
        assert second.job == job.pk
        with pytest.raises(packaging.PackagingLost):
            packaging.renew(first)
        with pytest.raises(packaging.PackagingLost):
            packaging.finish(first, [], {})
        packaging.fail(first, "late")
        packaging.give_back(first)
    row = _row(job)
    assert (row.lease_owner, row.tries, row.cause) == (second.owner, 1, "")


def test_what_is_renewed_is_not_taken_over(job: Job) -> None:
    lease = _claimed()
    with later(EXPIRED - 2):
        packaging.renew(lease)
    with later(EXPIRED):
        assert packaging.claim("w2") is None


def test_giving_back_is_no_try(job: Job) -> None:
    for _ in range(packaging.MAX_TRIES + 1):
        packaging.give_back(_claimed())
    row = _row(job)
    assert (row.state, row.tries, row.lease_owner) == ("waiting", 0, "")


def test_three_failures_end_it_and_leave_the_video_as_it_is(job: Job, alice: User) -> None:
    before, files = wallet(alice.pk), list(Artifact.objects.values())
    for tries, wait in enumerate((0, 61, 190), start=1):
        with later(wait):
            assert work.package_one() is True
            assert work.package_one() is False  # not at once
        assert _row(job).tries == tries
    row = _row(job)
    assert (row.state, row.lease_owner) == ("failed", "")
    assert "InvalidDataError" in row.cause
    assert list(Artifact.objects.values()) == files
    assert wallet(alice.pk) == before
    job.refresh_from_db()
    assert job.status == "succeeded"
    with later(10_000):
        assert work.package_one() is False


def test_what_kills_its_workers_is_given_up(job: Job) -> None:
    for number in range(packaging.MAX_TRIES):
        with later(EXPIRED * number):
            assert not _claimed().is_exhausted
    with later(EXPIRED * packaging.MAX_TRIES):
        assert work.package_one() is True
    row = _row(job)
    assert (row.state, row.tries) == ("failed", packaging.MAX_TRIES)
    assert "vanished" in row.cause


def test_nothing_is_made_of_a_deleted_video(job: Job) -> None:
    lease = _claimed()
    library.delete(job.video)
    with pytest.raises(packaging.PackagingLost):
        packaging.renew(lease)
    packaging.give_back(lease)
    assert packaging.claim("w1") is None


def test_the_sweeper_wakes_a_worker_for_it(job: Job) -> None:
    assert sweep_once().nudged == 1
    packaging.finish(_claimed(), [], {})
    assert sweep_once().nudged == 0
