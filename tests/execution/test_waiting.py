"""Every live job has a reason for which it is not over yet."""

from datetime import timedelta
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from pytest_django import Settings

from creator.models import User
from tests.jobs.test_claiming import later
from tests.orders import claimed, submit
from videos import jobs
from videos.execution.waiting import Waiting, waiting
from videos.models import Job

BUSY = jobs.Failure(code="busy", message="The voice service is busy.", retryable=True)


def only() -> Waiting:
    """Return the one live job's reason."""
    (one,) = waiting()
    return one


def test_a_queued_job_waits_for_a_worker(alice: User) -> None:
    job = submit(alice)
    assert only() == Waiting(
        job=job.public_id, status="queued", stage="planning", why="waits for a worker",
        since=job.available_at, until=job.created_at + settings.QUEUE_DEADLINE,
    )  # fmt: skip


def test_a_queued_job_waits_for_its_creators_other_jobs(alice: User, settings: Settings) -> None:
    settings.JOBS_PER_CREATOR = 1
    submit(alice, "one")
    claimed()
    submit(alice, "two")
    assert [one.why.partition(" by ")[0] for one in waiting()] == [
        "is worked on",
        "waits for one of its creator's 1 running videos to be over",
    ]


def test_a_leased_job_names_its_worker_and_the_moment_of_its_stage(alice: User) -> None:
    job, lease = submit(alice), claimed("studio-1")
    one = only()
    assert one.why == f"is worked on by {lease.owner}"
    assert one.since == job.events.get(kind="started").created_at


def test_a_job_that_has_begun_has_until_its_deadline(alice: User) -> None:
    job = submit(alice)
    jobs.park(claimed())
    job.refresh_from_db()
    assert job.started_at is not None
    assert only().until == job.started_at + settings.RUN_DEADLINE


def test_a_lost_worker_is_told_from_one_that_works(alice: User) -> None:
    submit(alice)
    lease = claimed()
    with later(60):
        one = only()
    assert one.why == f"lost its worker {lease.owner} and waits to be taken back"
    assert one.since == Job.objects.get().lease_expires_at


def test_a_parked_job_waits_for_a_moment(alice: User) -> None:
    submit(alice)
    jobs.park(claimed(), delay=timedelta(seconds=90))
    assert only().why.startswith("waits until ")


def test_a_job_that_failed_says_what_it_is_tried_again_after(alice: User) -> None:
    job = submit(alice)
    jobs.fail_attempt(claimed(), BUSY)
    one = only()
    assert one.why.endswith(" to try again, after: The voice service is busy.")
    assert one.since == job.attempts.get().ended_at


def test_the_command_explains_and_changes_nothing(alice: User) -> None:
    job = submit(alice)
    over = submit(alice, "over")
    jobs.cancel(over)
    claimed()
    before = Job.objects.values().get(pk=job.pk)
    out = StringIO()
    with later(60):
        call_command("sweep", "--explain", stdout=out)
    assert f"{job.public_id} (running, planning) lost its worker" in out.getvalue()
    assert "If it is still running at " in out.getvalue()
    assert out.getvalue().endswith("1 live job.\n")
    assert Job.objects.values().get(pk=job.pk) == before
