"""`audit_ledger` finds what is wrong, and only that."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from billing.audit import faults
from billing.models import Account, AccountKind, Transfer, TransferKind
from creator.models import User
from tests.delivered import delivered, failed
from tests.orders import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def history(alice: User, tmp_path: Path) -> None:
    """One video delivered, one failed, one waiting."""
    delivered(alice, tmp_path)
    failed(alice)
    submit(alice, "waiting")


@pytest.mark.usefixtures("history")
def test_right_books_pass(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit_ledger")
    assert "6 transfers, 4 accounts: the books balance." in capsys.readouterr().out


@pytest.mark.usefixtures("history")
def test_a_balance_that_is_not_its_transfers(alice: User) -> None:
    Account.objects.filter(owner=alice, kind="available").update(balance=101)
    assert list(faults()) == [
        "alice@example.com · Available carries 101, its transfers come to 100."
    ]
    with pytest.raises(CommandError, match="wrong in 1 places"):
        call_command("audit_ledger")


@pytest.mark.usefixtures("history")
def test_a_settlement_unlike_its_hold(alice: User) -> None:
    held = Account.objects.get(owner=alice, kind=AccountKind.HELD)
    revenue = Account.objects.get(kind=AccountKind.REVENUE)
    job = Transfer.objects.get(kind=TransferKind.CAPTURE).job
    Transfer.objects.create(
        key="forged", kind=TransferKind.CAPTURE, debit=held, credit=revenue, amount=7, job=job,
        reason="Forged",
    )  # fmt: skip
    Account.objects.filter(pk=held.pk).update(balance=43)
    assert list(faults()) == [f"Job {job} held 50 and settled 57."]


@pytest.mark.usefixtures("history")
def test_a_refund_of_more_than_was_captured(alice: User) -> None:
    available = Account.objects.get(owner=alice, kind=AccountKind.AVAILABLE)
    revenue = Account.objects.get(kind=AccountKind.REVENUE)
    job = Transfer.objects.get(kind=TransferKind.CAPTURE).job
    Transfer.objects.create(
        key="forged", kind=TransferKind.REFUND, debit=revenue, credit=available, amount=51,
        job=job, reason="Forged",
    )  # fmt: skip
    Account.objects.filter(pk=available.pk).update(balance=151)
    assert list(faults()) == [f"Job {job} captured 50 and refunded 51."]
