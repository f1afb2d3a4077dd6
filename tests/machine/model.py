"""What jobs and money should do, told once more and as simply as possible: the machine's yardstick.

It knows no database, no transaction and no lock, and shares nothing with the product but numbers.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from videos.jobs.claiming import MAX_RECLAIMS
from videos.jobs.failing import MAX_ATTEMPTS

LEASE = timedelta(seconds=20)
QUEUE_DEADLINE, RUN_DEADLINE = timedelta(seconds=60), timedelta(seconds=45)


@dataclass
class Told:
    """One job."""

    number: int
    owner: str
    key: str
    film: str
    """Which film was ordered: a word that stands for all of the order."""
    video: int
    price: int
    available: datetime
    status: str = "queued"
    lease: str = ""
    expires: datetime | None = None
    failures: int = 0
    reclaims: int = 0
    started: datetime | None = None
    is_tried: bool = False
    """Whether a try runs, with a worker or between two."""
    refunds: dict[str, int] = field(default_factory=dict)

    def again(self, key: str, now: datetime) -> "Told":
        """Return a new job for the same film."""
        return Told(0, self.owner, key, self.film, self.video, self.price, now)

    @property
    def is_live(self) -> bool:
        """Whether it is not over."""
        return self.status in {"queued", "running"}

    @property
    def ends(self) -> datetime:
        """When it fails if it is still queued, or still running."""
        if self.started is None:
            return self.available + QUEUE_DEADLINE
        return self.started + RUN_DEADLINE

    @property
    def cost(self) -> int:
        """What it has taken from its owner's available tokens."""
        kept = self.is_live or self.status == "succeeded"
        return self.price * kept - sum(self.refunds.values())


@dataclass
class Model:
    """All jobs, and what everybody was given."""

    running_limit: int
    queue_limit: int
    given: dict[str, int]
    jobs: list[Told] = field(default_factory=list)

    def available(self, owner: str) -> int:
        """Return what somebody can spend."""
        return self.given[owner] - sum(one.cost for one in self.jobs if one.owner == owner)

    def held(self, owner: str) -> int:
        """Return what is reserved for somebody's jobs."""
        return sum(one.price for one in self.live() if one.owner == owner)

    def live(self) -> list[Told]:
        """Return the jobs that are not over."""
        return [one for one in self.jobs if one.is_live]

    def known(self, owner: str, key: str) -> Told | None:
        """Return what an order under this key made."""
        found = [one for one in self.jobs if (one.owner, one.key) == (owner, key)]
        return found[0] if found else None

    def refusal(self, wanted: Told, known: Told | None, going: list[Told]) -> str:
        """Return the name of the error that meets an order, or nothing."""
        if known is not None:
            return "" if known.film == wanted.film else "IdempotencyConflict"
        if going:
            return ""
        if sum(one.owner == wanted.owner for one in self.live()) >= self.queue_limit:
            return "TooManyJobs"
        return "InsufficientTokens" if self.available(wanted.owner) < wanted.price else ""

    def refund(self, job: Told, key: str, amount: int) -> str:
        """Give something back; return the name of the error that meets it, or nothing."""
        others = sum(given for name, given in job.refunds.items() if name != key)
        if job.status != "succeeded" or others + amount > job.price:
            return "NothingHeld"
        if job.refunds.setdefault(key, amount) != amount:
            return "KeyConflict"
        return ""

    def next(self, now: datetime) -> Told | None:
        """Return whose turn it is."""
        due = [one for one in self.live() if not one.lease and one.available <= now]
        ranked = sorted((*self._turn(one), one.available, one.number) for one in due)
        ranked = [rank for rank in ranked if rank[0] == 1 or rank[1] < self.running_limit]
        return self.jobs[ranked[0][-1]] if ranked else None

    def _turn(self, job: Told) -> tuple[int, int]:
        busy = sum(one.status == "running" and one.owner == job.owner for one in self.jobs)
        if job.status == "running":
            return 1, busy
        return (2 if busy else 0), busy

    def firsts(self, now: datetime) -> list[Told]:
        """Return the jobs that wait and whose creators have none running."""
        return [one for one in self.live() if self._turn(one)[0] == 0 and one.available <= now]

    def fail(self, job: Told, *, retryable: bool) -> None:
        """A try failed."""
        job.failures += 1
        job.lease, job.expires, job.is_tried = "", None, False
        if not retryable or job.failures >= MAX_ATTEMPTS:
            job.status = "failed"

    def lose_workers(self, now: datetime) -> int:
        """Take back what nobody renews; return how many there were."""
        lost = [one for one in self.live() if one.expires is not None and one.expires < now]
        for one in lost:
            if one.reclaims + 1 == MAX_RECLAIMS:
                self.fail(one, retryable=False)
                continue
            one.lease, one.expires = "", None
            one.reclaims += 1
            one.available = now
        return len(lost)

    def end_late(self, now: datetime) -> int:
        """End what is past its deadline; return how many there were."""
        late = [one for one in self.live() if one.ends < now]
        for one in late:
            one.failures += one.is_tried
            one.status, one.lease, one.expires = "failed", "", None
        return len(late)
