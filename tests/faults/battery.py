"""Deals a deck to a product: bursts of faults, recovery after each, and a judgement in the end."""

import random
import socket
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from django.conf import settings
from django.db import connection
from django.utils import timezone

from tests.faults import judge
from tests.faults.customers import Customer
from tests.faults.deck import Deck
from tests.faults.stack import ANSWER_SECONDS, Stack, stretched
from videos.models import Job, Submission
from videos.states import LIVE

RECOVERY_SECONDS = 5.0
"""How long after its lease has run out a job is worked on again."""
DRAIN_SECONDS = 120.0
_LONGEST_BURST = 7


class Violation(AssertionError):
    """The product did not do what it promises."""


@dataclass(slots=True)
class Battery:
    """One product, its customers, and what happens to it."""

    stack: Stack
    deck: Deck
    customers: list[Customer]
    dice: random.Random
    seen: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    """The longest that a job waited for another worker, in seconds."""

    def run(self, kills: int) -> None:
        """Kill at least so often, then let everything come to its end.

        Raises:
            Violation: a promise was broken.
        """
        killed = 0
        while killed < kills:
            for _ in range(self.dice.randint(2, _LONGEST_BURST)):
                killed += self._play()
            self._recover()
        for customer in self.customers:
            customer.leave()
        _until(_is_at_rest, DRAIN_SECONDS, "not everything came to an end")
        wrong = list(judge.wrong_at_rest(self.customers, self.stack.vendor.booked))
        if wrong:
            raise Violation("; ".join(wrong))

    def summary(self) -> str:
        """Return what happened, and how much of what was at stake."""
        ends = Counter(Job.objects.order_by().values_list("status", flat=True))
        repeated = sum(customer.repeated for customer in self.customers)
        held_back = sum(customer.held_back for customer in self.customers)
        complaints = [one for customer in self.customers for one in customer.complaints]
        orders = Counter(Submission.objects.order_by().values_list("phase", flat=True))
        done = ", ".join(f"{count} × {name}" for name, count in sorted(self.seen.items()))
        return (
            f"{done}\njobs: {dict(ends)}; orders: {dict(orders)}; "
            f"{repeated} questions were asked again, {held_back} came too early; "
            f"the longest that a lost job waited was {self.slowest:.1f} s"
            + "".join(f"\nA customer complains: {one}" for one in complaints)
        )

    def _play(self) -> int:
        """Let one thing happen; return how many kills that was."""
        card = self.deck.draw(self.stack)
        card.act(self.stack, self.dice)
        self.deck.note(card)
        self.seen[card.name] += 1
        return card.kills

    def _recover(self) -> None:
        """Demand that everything answers, and that whatever lost its worker has another."""
        connection.close()  # the database may not be the one that it was
        _until(self.stack.is_whole, stretched(ANSWER_SECONDS), "not everything answers")
        lost = self._lost()
        patience = settings.JOB_LEASE.total_seconds() + stretched(RECOVERY_SECONDS)
        took = _until(lambda: not _waiting(lost), patience, f"of {lost}, some have no worker")
        self.slowest = max(self.slowest, took)
        wrong = judge.wrong_now()
        if wrong:
            raise Violation("; ".join(wrong))

    def _lost(self) -> dict[int, tuple[str, str]]:
        """Return the jobs that dead processes hold: their leases and stages."""
        alive = set(self.stack.pids("worker"))
        leased = Job.objects.exclude(lease_owner="").values_list("pk", "lease_owner", "stage")
        return {pk: (owner, stage) for pk, owner, stage in leased if _pid(owner) not in alive}


def _until(condition: Callable[[], bool], seconds: float, fault: str) -> float:
    """Wait until something is true, and return how many seconds that took.

    Raises:
        Violation: it took longer than it may.
    """
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise Violation(f"After {seconds} s, {fault}.")
        Event().wait(0.05)
    return time.monotonic() - began


def _waiting(lost: dict[int, tuple[str, str]]) -> list[int]:
    """Return those of the jobs that lost their workers that nobody has gone on with."""
    found = Job.objects.filter(pk__in=lost, status__in=LIVE, failures=0)
    found = found.exclude(available_at__gt=timezone.now())  # parked by another, as a vendor works
    rows = found.values_list("pk", "lease_owner", "stage")
    return [pk for pk, owner, stage in rows if owner in {"", lost[pk][0]} and stage == lost[pk][1]]


def _pid(lease_owner: str) -> int:
    """Return the process of a worker from its name, "<host>:<pid>:<token>"."""
    return int(lease_owner.removeprefix(f"{socket.gethostname()}:").partition(":")[0])


def _is_at_rest() -> bool:
    """Say whether nothing is left to do: no job or order lives, no file lies about."""
    going = Job.objects.filter(status__in=LIVE).exists()
    ordered = Submission.objects.filter(ended_at=None).exists()
    return not going and not ordered and not any(settings.WORK_DIR.iterdir())
