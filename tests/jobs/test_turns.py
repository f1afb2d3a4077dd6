"""Whose turn it is, compared with the rule said plainly, over queues of every kind."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.conftest import make_creator
from tests.orders import claimed
from videos import jobs
from videos.models import Job, Video
from videos.states import JobKind, JobStatus

pytestmark = pytest.mark.django_db


def queue_of(creators: list[User], dice: random.Random, late: float = 0.2) -> None:
    """Write live jobs of all kinds: waiting, begun and given back, in work, and not due yet."""
    for number in range(dice.randrange(2, 16)):
        owner = dice.choice(creators)
        begun, leased, is_late = (dice.random() < chance for chance in (0.4, 0.5, late))
        video = Video.objects.create(owner=owner, campaign_name=str(number), spec={})
        now = timezone.now()
        Job.objects.create(
            video=video, owner=owner, spec={}, price=1, route={"provider": "local"},
            idempotency_key=str(number), kind=dice.choice(list(JobKind)),
            available_at=now + timedelta(seconds=60 if is_late else -dice.randrange(3)),
            status=JobStatus.RUNNING if begun else JobStatus.QUEUED,
            lease_owner="elsewhere" if begun and leased else "",
            lease_expires_at=now + timedelta(seconds=60) if begun and leased else None,
        )  # fmt: skip


def next_by_the_rule(limit: int) -> int | None:
    """Return the job that is next, weighing every job."""
    rows = list(Job.objects.all())
    running = Counter(job.owner_id for job in rows if job.status == JobStatus.RUNNING)

    def turn(job: Job) -> tuple[object, ...]:
        busy, begun = running[job.owner_id], job.status == JobStatus.RUNNING
        place = 1 if begun else 2 if busy else 0
        return place, busy, job.kind != JobKind.PREVIEW, job.available_at, job.pk

    startable = [
        job
        for job in rows
        if not job.lease_owner
        and job.available_at <= timezone.now()
        and (job.status == JobStatus.RUNNING or running[job.owner_id] < limit)
    ]
    return min(startable, key=turn).pk if startable else None


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("seed", range(12))
def test_jobs_are_claimed_in_the_order_of_the_rule(
    seed: int, limit: int, settings: Settings
) -> None:
    settings.JOBS_PER_CREATOR = limit
    dice = random.Random(seed)  # noqa: S311 dice, no secret
    queue_of([make_creator(name) for name in ("alice", "bob", "carol", "dan")], dice)
    while (expected := next_by_the_rule(limit)) is not None:
        assert claimed().job == expected
    assert jobs.claim("w1") is None
