"""Who acts in a simulation: each is the product's own code, in an order that the seed decides."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from queue import Queue

from django.db.models import QuerySet
from dramatiq.brokers.stub import StubBroker

from billing.exceptions import InsufficientTokens
from tests.orders import ORDER
from tests.simulation.world import World
from videos import jobs, queue
from videos.exceptions import InvalidRequest
from videos.execution import engine
from videos.models import Job
from videos.states import LIVE

LONGEST_NUDGE = 2.0


@dataclass(slots=True)
class Cast:
    """The creators of a world, and what was promised to them."""

    world: World
    owners: list[int]
    accepted: dict[tuple[int, str], str] = field(default_factory=dict)
    """The public id of the job that each order, by owner and key, was answered with."""
    conflicts: list[str] = field(default_factory=list)
    """Answers that contradict an earlier one."""

    def act(self) -> None:
        """Let somebody begin something."""
        what = self.world.dice.choices(
            (self.order, self.cancel, self.retry, self.refund), (8, 3, 2, 2)
        )[0]
        self.world.start(what)

    def order(self) -> None:
        """Order a video; a key that was used before is a double click or a program's repetition."""
        owner = self.world.dice.choice(self.owners)
        key = f"key-{self.world.dice.randrange(12)}"
        self._promised(owner, key, lambda: jobs.submit(owner, ORDER, idempotency_key=key))

    def cancel(self) -> None:
        """Cancel something that is going on, as far as its creator can see."""
        job = self._some(Job.objects.filter(status__in=LIVE))
        if job is not None and jobs.cancel(job):
            self.world.seen["canceled"] += 1

    def retry(self) -> None:
        """Try a video again that failed or was canceled."""
        job = self._some(Job.objects.filter(status__in=("failed", "canceled")))
        if job is not None:
            key = f"retry-{job.pk}-{self.world.dice.randrange(2)}"
            self._promised(job.owner_id, key, lambda: jobs.retry(job, idempotency_key=key))

    def retry_what_is_made(self) -> None:
        """Try a video again by a job of it that did not succeed, though another one did."""
        over = Job.objects.exclude(status="succeeded").filter(video__jobs__status="succeeded")
        for job in over.select_related("video").order_by("pk"):
            key = f"late-{job.pk}"
            self._promised(job.owner_id, key, partial(jobs.retry, job, idempotency_key=key))

    def refund(self) -> None:
        """Give back a part of what was captured; by key, so that a double click gives once."""
        job = self._some(Job.objects.filter(status="succeeded"))
        if job is None:
            return
        number = self.world.dice.randrange(3)
        part = job.price // (number + 1)
        try:
            given = jobs.refund(job, part, key=str(number), reason="It stutters")
            self.world.seen["refunded" if given else "refund repeated"] += 1
        except InvalidRequest:
            self.world.seen["refund refused"] += 1

    def _promised(self, owner: int, key: str, ask: Callable[[], Job]) -> None:
        try:
            job = ask()
        except InsufficientTokens:
            self.world.seen["too few tokens"] += 1
            return
        except jobs.TooManyJobs:
            self.world.seen["too many jobs"] += 1
            return
        self.world.seen["ordered"] += 1
        if job.idempotency_key != key:
            return  # a retry that found its video made, or being made
        if self.accepted.setdefault((owner, key), job.public_id) != job.public_id:
            self.conflicts.append(f"{key} of {owner} was answered with two jobs")

    def _some(self, found: QuerySet[Job]) -> Job | None:
        """Return what somebody decides on; what he sees is old by the time he has decided."""
        rows = list(found.select_related("video").order_by("pk"))
        chosen = self.world.dice.choice(rows) if rows else None
        self.world.pause()
        return chosen


def work() -> None:
    """Be a worker that got one message."""
    engine.run_due(seconds=LONGEST_NUDGE)


def deliver(world: World) -> bool:
    """Hand a message to a worker: once, twice, or not at all; False when there is none."""
    waiting = _messages()
    if waiting.empty():
        return False
    waiting.get_nowait()
    waiting.task_done()
    times = world.dice.choices((0, 1, 2), (1, 8, 1))[0] if world.is_faulty else 1
    world.seen[f"message delivered {times} times"] += 1
    for _ in range(times):
        world.start(work)
    return True


def flush() -> None:
    """Lose every message."""
    waiting = _messages()
    while not waiting.empty():
        waiting.get_nowait()
        waiting.task_done()


def _messages() -> "Queue[bytes]":
    broker = queue.broker()
    assert isinstance(broker, StubBroker)
    waiting: Queue[bytes] = broker.queues[queue.QUEUE]
    return waiting
