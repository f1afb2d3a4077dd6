"""Two who write in the books at the same moment, with nothing around them that has them wait."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.db import transaction

from billing import audit, ledger
from billing.exceptions import InsufficientTokens, KeyConflict
from billing.models import Transfer
from billing.queries import Wallet, wallet
from creator.models import User
from tests.races.conftest import PRICE, creator
from tests.races.interleaving import Pair, Round, rounds

Booked = Callable[[Callable[[User], Pair]], Iterator[tuple[User, Round]]]


@pytest.fixture
def booked(committing: None) -> Booked:
    """Plays every round with a new creator who holds the price of "first" and has as much left."""

    def played(pair: Callable[[User], Pair]) -> Iterator[tuple[User, Round]]:
        owners: list[User] = []

        def prepare() -> Pair:
            owners.append(creator(videos=2))
            _hold(owners[-1], "first")
            return pair(owners[-1])

        for one in rounds(prepare):
            yield owners[-1], one
            assert list(audit.faults()) == [], one

    return played


def test_the_same_hold_is_made_once(booked: Booked) -> None:
    def pair(owner: User) -> Pair:
        return partial(_hold, owner, "second"), partial(_hold, owner, "second")

    for owner, one in booked(pair):
        held = Transfer.objects.get(key=_key(owner, "second"))
        assert one.answers == (held, held)
        assert wallet(owner.pk) == Wallet(available=0, held=2 * PRICE)


def test_the_same_capture_is_made_once(booked: Booked) -> None:
    def pair(owner: User) -> Pair:
        return partial(_capture, owner), partial(_capture, owner)

    for owner, one in booked(pair):
        first, second = one.answers
        assert isinstance(first, Transfer), one
        assert first == second
        assert wallet(owner.pk) == Wallet(available=PRICE, held=0)


def test_a_job_is_captured_or_released(booked: Booked) -> None:
    def pair(owner: User) -> Pair:
        return partial(_capture, owner), partial(_release, owner)

    for owner, one in booked(pair):
        assert sum(isinstance(answer, Transfer) for answer in one.answers) == 1, one
        assert sum(isinstance(answer, KeyConflict) for answer in one.answers) == 1, one
        assert wallet(owner.pk).held == 0


def test_the_same_key_for_two_creators_is_a_conflict(booked: Booked) -> None:
    strangers: list[User] = []

    def pair(owner: User) -> Pair:
        strangers.append(creator())
        key = f"gift-{owner.pk}-again"
        return partial(_grant, owner, key), partial(_grant, strangers[-1], key)

    for owner, one in booked(pair):
        assert sum(isinstance(answer, KeyConflict) for answer in one.answers) == 1, one
        given = wallet(owner.pk).available + wallet(strangers[-1].pk).available
        assert given == 2 * PRICE + 1


@pytest.mark.parametrize("settled", ["released", "captured and refunded"])
def test_opposite_movements_both_happen(booked: Booked, settled: str) -> None:
    settle = {"released": _release, "captured and refunded": _capture_and_refund}[settled]

    def pair(owner: User) -> Pair:
        return partial(settle, owner), partial(_hold, owner, "second")

    for owner, one in booked(pair):
        assert all(isinstance(answer, Transfer) for answer in one.answers), one
        assert wallet(owner.pk) == Wallet(available=PRICE, held=PRICE)


def test_who_is_refused_can_go_on_in_the_same_transaction(booked: Booked) -> None:
    def pair(owner: User) -> Pair:
        return partial(_hold_or_less, owner, "second"), partial(_hold_or_less, owner, "third")

    for owner, one in booked(pair):
        assert set(map(str, one.answers)) == {f"Hold of {PRICE - 1}", "Hold of 1"}, one
        assert wallet(owner.pk) == Wallet(available=0, held=2 * PRICE)


def _hold(owner: User, job: str, amount: int = PRICE) -> Transfer:
    with transaction.atomic():
        return ledger.hold(owner.pk, amount, job=f"{owner.pk}-{job}", reason="A video")


def _hold_or_less(owner: User, job: str) -> Transfer:
    """Hold all tokens but one; or, in the same transaction, the one that is said to be left."""
    job = f"{owner.pk}-{job}"
    with transaction.atomic():
        try:
            return ledger.hold(owner.pk, PRICE - 1, job=job, reason="A video")
        except InsufficientTokens as refusal:
            return ledger.hold(owner.pk, refusal.available, job=job, reason="A short video")


def _capture(owner: User) -> Transfer:
    with transaction.atomic():
        return ledger.capture(f"{owner.pk}-first", reason="Delivered")


def _release(owner: User) -> Transfer:
    with transaction.atomic():
        return ledger.release(f"{owner.pk}-first", reason="Canceled")


def _capture_and_refund(owner: User) -> Transfer:
    job = f"{owner.pk}-first"
    with transaction.atomic():
        ledger.capture(job, reason="Delivered")
        return ledger.refund(job, PRICE, key=f"{job}-refund", reason="It stutters")


def _grant(owner: User, key: str) -> Transfer:
    with transaction.atomic():
        return ledger.grant(owner.pk, 1, key=key, reason="A gift")


def _key(owner: User, job: str) -> str:
    return f"job:{owner.pk}-{job}:hold"
