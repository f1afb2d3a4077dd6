"""What interrupts a turn, compared with the rule said plainly, over queues of every kind."""

import random
from collections import Counter
from collections.abc import Collection, Iterator

import pytest
from django.utils import timezone

from config.types import UserId
from tests.conftest import make_creator
from tests.jobs.test_turns import queue_of
from tests.orders import claimed, submit
from videos import jobs
from videos.jobs import moving, turn_queries
from videos.models import Job
from videos.states import JobKind, JobStatus, Stage

pytestmark = pytest.mark.django_db
_NAMES = ("alice", "bob", "carol", "dan", "eve", "fred")


def interrupts(lease: jobs.Lease, served: Collection[UserId]) -> bool:
    """Say whether anything comes before the job of `lease`, weighing every job."""
    rows = list(Job.objects.all())
    mine = next(job for job in rows if job.pk == lease.job)
    running = Counter(job.owner_id for job in rows if job.status == JobStatus.RUNNING)

    def comes_first(job: Job) -> bool:
        if job.status == JobStatus.QUEUED:
            return not running[job.owner_id] and job.owner_id not in served
        is_higher = (job.kind, mine.kind) == (JobKind.PREVIEW, JobKind.FULL)
        return is_higher or (running[mine.owner_id] > 1 and running[job.owner_id] == 1)

    now = timezone.now()
    waiting = [job for job in rows if not job.lease_owner and job.available_at <= now]
    return any(comes_first(job) for job in waiting if job.is_live)


@pytest.fixture
def few_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Look between two busy creators alone, as if all others were beyond thousands."""
    monkeypatch.setattr(turn_queries, "_MANY", 2)
    made = turn_queries.glance, turn_queries.outranking, moving._keeping
    for text in made:
        text.cache_clear()
    yield
    for text in made:
        text.cache_clear()


def drawn(seed: int, late: float) -> tuple[bool, bool]:
    """Return whether the rule keeps a worker's job beside others, and whether it was kept."""
    dice = random.Random(seed)  # noqa: S311 dice, no secret
    creators = [make_creator(name) for name in _NAMES]
    submit(dice.choice(creators), "mine")
    lease = claimed()
    Job.objects.filter(pk=lease.job).update(kind=dice.choice(list(JobKind)))
    queue_of(creators, dice, late=late)
    served = [one.pk for one in creators if dice.random() < 0.3]
    keeps = not interrupts(lease, served)
    job = Job.objects.get(pk=lease.job)
    return keeps, jobs.go_on(lease, job, Stage.NARRATION, percent=5, served=served)


@pytest.mark.parametrize("seed", range(60))
def test_a_turn_is_interrupted_by_the_rule(seed: int) -> None:
    keeps, is_kept = drawn(seed, late=0.0)
    assert is_kept == keeps


@pytest.mark.parametrize("seed", range(60))
def test_what_is_not_due_yet_may_interrupt_and_never_hides_what_is(seed: int) -> None:
    keeps, is_kept = drawn(seed, late=0.3)
    assert keeps or not is_kept


@pytest.mark.usefixtures("few_are_looked_through")
@pytest.mark.parametrize("seed", range(60))
def test_nobody_is_forgotten_beyond_those_that_are_looked_through(seed: int) -> None:
    keeps, is_kept = drawn(seed, late=0.2)
    assert keeps or not is_kept
