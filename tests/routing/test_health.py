"""How vendors are doing, from the orders that were placed with them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from creator.models import User
from tests.orders import submit
from tests.routing.submissions import failures, moved, placed
from videos import health
from videos.models import Job
from videos.providers.errors import ErrorKind
from videos.router import Circuit, Standing
from videos.states import SubmissionPhase

MINUTE = timedelta(minutes=1)


@pytest.fixture
def job(alice: User) -> Job:
    """A job whose scenes are ordered from vendors."""
    return submit(alice)


def grand() -> Standing:
    """Return how Grand is doing now."""
    return health.standings(["grand"], timezone.now())["grand"]


@pytest.mark.django_db
def test_without_a_history_a_vendor_is_ready() -> None:
    assert grand() == Standing()


@pytest.mark.parametrize(
    ("phase", "kind", "failed"),
    [
        (SubmissionPhase.SUCCEEDED, None, 0),
        (SubmissionPhase.FAILED, ErrorKind.RETRYABLE, 1),
        (SubmissionPhase.FAILED, ErrorKind.AMBIGUOUS, 1),
        (SubmissionPhase.FAILED, ErrorKind.CONFIGURATION, 1),
        (SubmissionPhase.FAILED, ErrorKind.QUOTA, 1),
        (SubmissionPhase.FAILED, ErrorKind.PERMANENT, 0),
        (SubmissionPhase.FAILED, ErrorKind.MODERATION, 0),
        (SubmissionPhase.LOST, None, 1),
    ],
)
def test_only_a_vendors_own_faults_count_against_it(
    job: Job, phase: SubmissionPhase, kind: ErrorKind | None, failed: int
) -> None:
    placed(job, phase=phase, kind=kind)
    assert grand() == Standing(ended=1, failed=failed)


def test_what_was_canceled_or_is_long_past_says_nothing(job: Job) -> None:
    placed(job, phase=SubmissionPhase.CANCELED)
    failures(job, 5, ago=61 * MINUTE)
    assert grand() == Standing()


def test_what_is_being_made_is_counted(job: Job) -> None:
    for phase in (SubmissionPhase.SUBMITTING, SubmissionPhase.ACCEPTED, SubmissionPhase.UNKNOWN):
        placed(job, phase=phase)
    placed(job, "cheap")
    assert grand() == Standing(live=3)


def test_the_last_twenty_count_of_each_vendor(job: Job) -> None:
    failures(job, 9, ago=30 * MINUTE)
    failures(job, 2, "cheap", ago=40 * MINUTE)
    for _ in range(18):
        placed(job, phase=SubmissionPhase.SUCCEEDED)
    found = health.standings(["grand", "cheap"], timezone.now())
    assert (found["grand"].ended, found["grand"].failed) == (20, 2)
    assert (found["cheap"].ended, found["cheap"].failed) == (2, 2)


def test_a_vendor_that_fails_is_left_alone_and_then_tried(job: Job) -> None:
    failures(job, 5)
    assert grand().circuit is Circuit.OPEN
    later = health.standings(["grand"], timezone.now() + 5 * MINUTE)["grand"]
    assert (later.circuit, later.probed) == (Circuit.HALF_OPEN, False)


def test_one_order_at_a_time_tries_a_vendor_again(job: Job) -> None:
    failures(job, 5, ago=6 * MINUTE)
    placed(job, ago=10 * MINUTE)
    assert not grand().probed, "what was ordered before the failures is no try"
    placed(job)
    assert grand().probed


def test_a_job_is_a_try_from_its_submission_to_its_end(job: Job) -> None:
    failures(job, 5, ago=6 * MINUTE)
    Job.objects.filter(pk=job.pk).update(route={"provider": "grand"})
    assert grand().probed
    Job.objects.filter(pk=job.pk).update(route={"provider": "cheap"})
    assert not grand().probed


def test_a_job_from_before_the_failures_is_no_try(job: Job) -> None:
    failures(job, 5, ago=6 * MINUTE)
    before = timezone.now() - 20 * MINUTE
    Job.objects.filter(pk=job.pk).update(route={"provider": "grand"}, created_at=before)
    assert not grand().probed


def test_what_was_ordered_today_is_summed_by_vendor(job: Job) -> None:
    noon = datetime(2026, 5, 1, 12, tzinfo=UTC)
    for provider, cents, hour in (
        ("grand", 12.5, 0), ("grand", 7.25, 11), ("cheap", 1, 5), ("grand", 99, -1),
    ):  # fmt: skip
        midnight = noon.replace(hour=0)
        moved(placed(job, provider, cents=cents), midnight + timedelta(hours=hour))
    assert health.spent_cents(noon) == {"grand": 19.75, "cheap": 1.0}
