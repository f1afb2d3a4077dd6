"""Tokens move exactly as asked, once, or not at all."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from billing import ledger
from billing.audit import faults
from billing.exceptions import InsufficientTokens, KeyConflict, NothingHeld
from billing.models import Account, Transfer
from billing.queries import Wallet, wallet
from creator.models import User


def hold(owner: User, amount: int = 50, job: str = "job_1") -> Transfer:
    """Hold tokens as a submission does."""
    with transaction.atomic():
        return ledger.hold(owner.pk, amount, job=job, reason="A video")


def test_a_new_creator_has_the_welcome_grant(alice: User) -> None:
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_a_hold_moves_tokens_from_available_to_held(alice: User) -> None:
    hold(alice, 50)
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_a_capture_spends_what_was_held(alice: User) -> None:
    hold(alice, 50)
    with transaction.atomic():
        ledger.capture("job_1", reason="Delivered")
    assert wallet(alice.pk) == Wallet(available=150, held=0)


def test_a_release_gives_back_what_was_held(alice: User) -> None:
    hold(alice, 50)
    with transaction.atomic():
        ledger.release("job_1", reason="Canceled")
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def test_settling_twice_the_same_way_moves_tokens_once(alice: User) -> None:
    hold(alice, 50)
    for _ in range(2):
        with transaction.atomic():
            ledger.capture("job_1", reason="Delivered")
    assert wallet(alice.pk) == Wallet(available=150, held=0)


def test_a_captured_job_cannot_be_released(alice: User) -> None:
    hold(alice, 50)
    with transaction.atomic():
        ledger.capture("job_1", reason="Delivered")
    with pytest.raises(KeyConflict), transaction.atomic():
        ledger.release("job_1", reason="Canceled")
    assert wallet(alice.pk) == Wallet(available=150, held=0)


def test_holding_more_than_there_is_changes_nothing(alice: User) -> None:
    rows = Transfer.objects.count()
    with pytest.raises(InsufficientTokens) as refused:
        hold(alice, 201)
    assert (refused.value.required, refused.value.available) == (201, 200)
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert Transfer.objects.count() == rows


def test_a_refusal_that_is_caught_leaves_nothing_behind(alice: User) -> None:
    rows = Transfer.objects.count()
    with transaction.atomic():
        with pytest.raises(InsufficientTokens):
            ledger.hold(alice.pk, 201, job="job_1", reason="A video")
        with pytest.raises(NothingHeld):
            ledger.capture("job_1", reason="Delivered")
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert Transfer.objects.count() == rows


@pytest.mark.django_db
def test_who_never_had_tokens_is_refused_and_gets_no_accounts() -> None:
    nobody = User.objects.create(email="nobody@example.com")
    with transaction.atomic(), pytest.raises(InsufficientTokens) as refused:
        ledger.hold(nobody.pk, 1, job="job_1", reason="A video")
    assert (refused.value.required, refused.value.available) == (1, 0)
    assert not Account.objects.filter(owner=nobody).exists()


def test_what_a_verb_returns_is_what_it_wrote(alice: User) -> None:
    with transaction.atomic():
        written = [
            ledger.grant(alice.pk, 7, key="gift", reason="A gift", by=alice.pk),
            ledger.hold(alice.pk, 50, job="job_1", reason="A video"),
            ledger.capture("job_1", reason="Delivered"),
            ledger.refund("job_1", 3, key="refund", reason="Poor sound", by=alice.pk),
            ledger.hold(alice.pk, 20, job="job_2", reason="Another"),
            ledger.release("job_2", reason="Canceled"),
        ]
    for transfer in written:
        stored = Transfer.objects.values().get(pk=transfer.pk)
        assert {name: getattr(transfer, name) for name in stored} == stored
    assert [str(transfer) for transfer in written] == [
        "Grant of 7", "Hold of 50", "Capture of 50", "Refund of 3", "Hold of 20", "Release of 20",
    ]  # fmt: skip
    assert list(faults()) == []


def test_a_verb_is_one_way_to_go_on_postgresql_and_two_on_sqlite(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    steps = 1 if connection.vendor == "postgresql" else 2
    with transaction.atomic():
        with django_assert_num_queries(steps):
            ledger.grant(alice.pk, 7, key="gift", reason="A gift")
        for job in ("job_1", "job_2"):
            with django_assert_num_queries(steps):
                ledger.hold(alice.pk, 50, job=job, reason="A video")
        with django_assert_num_queries(steps):
            ledger.capture("job_1", reason="Delivered")
        with django_assert_num_queries(steps):
            ledger.release("job_2", reason="Canceled")
        with django_assert_num_queries(3 + steps):  # first, how much is left to give
            ledger.refund("job_1", 50, key="refund", reason="Poor sound")


def test_an_account_of_the_system_that_was_lost_is_opened_again(alice: User) -> None:
    hold(alice, 50)
    Account.objects.filter(kind="revenue").delete()
    with transaction.atomic():
        ledger.capture("job_1", reason="Delivered")
    assert wallet(alice.pk) == Wallet(available=150, held=0)
    assert list(faults()) == []


def test_the_same_key_for_somebody_else_is_refused(alice: User, bob: User) -> None:
    with transaction.atomic():
        ledger.grant(alice.pk, 5, key="gift", reason="A gift")
        with pytest.raises(KeyConflict):
            ledger.grant(bob.pk, 5, key="gift", reason="A gift")
    assert (wallet(alice.pk).available, wallet(bob.pk).available) == (205, 200)


def test_the_same_hold_again_is_the_same_hold(alice: User) -> None:
    assert hold(alice, 50).pk == hold(alice, 50).pk
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_the_same_key_with_another_amount_is_refused(alice: User) -> None:
    hold(alice, 50)
    with pytest.raises(KeyConflict):
        hold(alice, 60)
    assert wallet(alice.pk) == Wallet(available=150, held=50)


def test_settling_without_a_hold_is_refused(alice: User) -> None:
    with pytest.raises(NothingHeld), transaction.atomic():
        ledger.capture("job_unknown", reason="Delivered")


def test_refunds_never_exceed_the_capture(alice: User) -> None:
    hold(alice, 50)
    with transaction.atomic():
        ledger.capture("job_1", reason="Delivered")
        ledger.refund("job_1", 30, key="refund:1", reason="Poor sound")
    with pytest.raises(NothingHeld), transaction.atomic():
        ledger.refund("job_1", 21, key="refund:2", reason="Greedy")
    assert wallet(alice.pk) == Wallet(available=180, held=0)


def test_a_refund_pressed_twice_pays_once(alice: User) -> None:
    hold(alice, 50)
    with transaction.atomic():
        ledger.capture("job_1", reason="Delivered")
    for _ in range(2):
        with transaction.atomic():
            ledger.refund("job_1", 50, key="refund:1", reason="Poor sound")
    assert wallet(alice.pk) == Wallet(available=200, held=0)


@pytest.mark.django_db(transaction=True)
def test_the_ledger_refuses_to_write_outside_a_transaction(alice: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        ledger.hold(alice.pk, 50, job="job_1", reason="A video")


def test_the_database_refuses_to_change_a_transfer(alice: User) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Transfer.objects.update(amount=1)


def test_the_database_refuses_to_delete_a_transfer(alice: User) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Transfer.objects.all()._raw_delete("default")


def test_the_database_refuses_a_negative_balance(alice: User) -> None:
    mine = Account.objects.filter(owner=alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.update(balance=-1)


def test_the_database_refuses_a_transfer_of_nothing(alice: User) -> None:
    ours = Account.objects.get(owner=alice, kind="available")
    theirs = Account.objects.get(kind="revenue")
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.create(
            key="zero", kind="grant", debit=theirs, credit=ours, amount=0, reason="Nothing"
        )
