"""Does to the product what it tells the model, in any order, and compares what comes of it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import time_machine
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from billing import audit, ledger
from billing.exceptions import LedgerError
from billing.queries import Wallet, wallet
from creator.models import User
from tests.invariants import broken_now
from tests.machine.model import LEASE, Model, Told
from tests.orders import ORDER
from videos import jobs
from videos.estimates import estimate
from videos.exceptions import ReelsmithError
from videos.jobs.failing import BACKOFF
from videos.models import Job
from videos.states import Stage

START = datetime(2030, 1, 1, tzinfo=UTC)
PRICE = estimate(ORDER).tokens
RUNNING_LIMIT, QUEUE_LIMIT = 1, 3
_OWNERS = st.sampled_from(["ann", "ben"])
_KEYS = st.sampled_from(["k1", "k2", "k3", "k4", "k5"])
_FILMS = st.sampled_from(["Dawnroast", "Duskroast"])
_NOTHING = jobs.Delivery(artifacts=())


class Machine(RuleBasedStateMachine):
    """Creators, workers and a sweeper, on a database that forgets each story at its end."""

    made = Bundle("made")
    leases = Bundle("leases")

    @initialize(target=made, videos=st.integers(1, 6))
    def begin(self, videos: int) -> object:
        """Make one video, so that there is something to give back from the start."""
        self.undone = ExitStack()
        self.clock = self.undone.enter_context(time_machine.travel(START, tick=False))
        around: Any = transaction.atomic()
        around._from_testcase = True  # as the one of a TestCase: it is of no code of the product
        self.undone.enter_context(around)
        given = {"ann": videos * PRICE, "ben": 3 * PRICE + 1}
        self.model = Model(running_limit=RUNNING_LIMIT, queue_limit=QUEUE_LIMIT, given=given)
        self.owners = {name: User.objects.create_user(f"{name}@example.com") for name in given}
        self.rows: list[Job] = []
        for name, tokens in given.items():
            ledger.grant(self.owners[name].pk, tokens, key=f"gift-{name}", reason="Welcome")
        first = self.order("ben", "k1", "Dawnroast")
        self.succeed(self.claim())
        return first

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.close()

    @rule(target=made, owner=_OWNERS, key=_KEYS, film=_FILMS)
    def order(self, owner: str, key: str, film: str) -> object:
        order = replace(ORDER, campaign_name=film)
        return self._ordered(
            lambda: jobs.submit(self.owners[owner].pk, order, idempotency_key=key),
            Told(0, owner, key, film, len(self.rows), PRICE, self.now),
        )

    @rule(target=made, job=made, key=_KEYS)
    def retry(self, job: Told, key: str) -> object:
        going = [one for one in self.model.jobs if one.video == job.video]
        going = [one for one in going if one.is_live or one.status == "succeeded"]
        return self._ordered(
            lambda: jobs.retry(self.rows[job.number], idempotency_key=key),
            job.again(key, self.now),
            going=going,
        )

    @rule(job=made)
    def cancel(self, job: Told) -> None:
        assert jobs.cancel(self.rows[job.number]) == job.is_live
        if job.is_live:
            job.status, job.lease, job.expires = "canceled", "", None

    @rule(job=made, key=_KEYS, parts=st.integers(1, 3))
    def refund(self, job: Told, key: str, parts: int) -> None:
        amount, public_id = PRICE // parts, self.rows[job.number].public_id
        refused = self.model.refund(job, key, amount)

        def give() -> object:
            with transaction.atomic():
                return ledger.refund(public_id, amount, key=f"{public_id}-{key}", reason="Sorry")

        assert _refusal(give) == refused

    @rule(target=leases)
    def claim(self) -> object:
        due, claim = self.model.next(self.now), jobs.claim("worker")
        if due is None or claim is None:
            assert due is None
            assert claim is None
            return multiple()
        lease = claim.lease
        assert lease.job == self.rows[due.number].pk
        due.status, due.lease, due.expires = "running", lease.owner, self.now + LEASE
        due.started, due.is_tried = due.started or self.now, True
        return lease

    @rule(lease=consumes(leases))
    def succeed(self, lease: jobs.Lease) -> None:
        if job := self._under(lease, lambda: jobs.succeed(lease, _NOTHING)):
            job.status, job.lease, job.expires = "succeeded", "", None

    @rule(lease=leases, retryable=st.booleans())
    def fail(self, lease: jobs.Lease, *, retryable: bool) -> None:
        failure = jobs.Failure(code="busy", message="Try again.", retryable=retryable)
        if job := self._under(lease, lambda: jobs.fail_attempt(lease, failure)):
            self.model.fail(job, retryable=retryable)
            if job.is_live:  # the pause is drawn by lot, within bounds
                row = Job.objects.get(pk=lease.job)
                pause = (row.available_at - self.now) / (BACKOFF * 2 ** (job.failures - 1))
                assert 0.74 < pause < 1.26
                job.available = row.available_at

    @rule(lease=leases, seconds=st.sampled_from([0, 5]))
    def park(self, lease: jobs.Lease, seconds: int) -> None:
        delay = timedelta(seconds=seconds)
        if job := self._under(lease, lambda: jobs.park(lease, delay=delay)):
            job.lease, job.expires, job.available = "", None, self.now + delay

    @rule(lease=leases)
    def go_on(self, lease: jobs.Lease) -> None:
        self._under(lease, lambda: jobs.report(lease, done=1, total=2, percent=40))
        if job := self._under(lease, lambda: jobs.renew(lease)):
            job.expires = self.now + LEASE

    @rule(lease=leases)
    def move_on(self, lease: jobs.Lease) -> None:
        kept: list[bool] = []
        row = Job.objects.get(pk=lease.job)
        move = partial(jobs.go_on, lease, row, Stage.NARRATION, percent=40)
        if job := self._under(lease, lambda: kept.append(move())):
            # With one job running of each, nothing else comes before it.
            if self.model.firsts(self.now):
                job.lease, job.expires, job.available = "", None, self.now
            assert kept == [bool(job.lease)]

    @rule(seconds=st.sampled_from([1, 4, 21, 46]))
    def pass_time(self, seconds: int) -> None:
        self.clock.shift(seconds)

    @rule()
    def sweep(self) -> None:
        assert jobs.end_overdue() == self.model.end_late(self.now)
        assert jobs.reclaim_expired() == self.model.lose_workers(self.now)

    @invariant()
    def balances_are_right(self) -> None:
        for name, owner in self.owners.items():
            expected = Wallet(available=self.model.available(name), held=self.model.held(name))
            assert wallet(owner.pk) == expected

    @invariant()
    def jobs_are_as_told(self) -> None:
        rows = Job.objects.in_bulk([row.pk for row in self.rows])
        for job, row in zip(self.model.jobs, self.rows, strict=True):
            now = rows[row.pk]
            told = (job.status, job.lease, job.expires, job.failures, job.reclaims)
            assert told == (
                now.status, now.lease_owner, now.lease_expires_at, now.failures, now.reclaims,
            )  # fmt: skip

    @invariant()
    def nothing_is_broken(self) -> None:
        assert [*broken_now(), *audit.faults()] == []

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def _ordered(
        self, ask: Callable[[], Job], wanted: Told, *, going: list[Told] | None = None
    ) -> object:
        """Order or retry; the answer is a job known before, a new one, or a refusal."""
        known = self.model.known(wanted.owner, wanted.key)
        refused = self.model.refusal(wanted, known, going or [])
        answers: list[Job] = []
        assert _refusal(lambda: answers.append(ask())) == refused
        if refused:
            return multiple()
        before = known or (going[0] if going else None)
        if before is not None:
            assert answers == [self.rows[before.number]]
            return before
        self.rows += answers
        new = replace(wanted, number=len(self.model.jobs))
        self.model.jobs.append(new)
        return new

    def _under(self, lease: jobs.Lease, work: Callable[[], object]) -> Told | None:
        """Write as a worker: it works for who holds the lease, and for nobody else."""
        holder = [one for one in self.model.live() if one.lease == lease.owner]
        assert _refusal(work) == ("" if holder else "LeaseLost")
        return holder[0] if holder else None


def _refusal(work: Callable[[], object]) -> str:
    try:
        work()
    except (ReelsmithError, LedgerError) as refusal:
        return type(refusal).__name__
    return ""
