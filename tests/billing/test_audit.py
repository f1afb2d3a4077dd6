"""`audit_ledger` finds what is wrong, names it, and finds only that."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import DjangoAssertNumQueries

from billing.audit import faults
from billing.models import Account, AccountKind, Transfer, TransferKind
from creator.models import User
from tests.billing.planting import account, changeable, forged, unchecked
from tests.delivered import delivered, failed
from tests.orders import submit

pytestmark = pytest.mark.django_db

AVAILABLE, HELD = AccountKind.AVAILABLE, AccountKind.HELD
REVENUE = AccountKind.REVENUE


@pytest.fixture
def history(alice: User, tmp_path: Path) -> str:
    """One video delivered, one failed, one waiting; the job that was delivered."""
    job = delivered(alice, tmp_path)
    failed(alice)
    submit(alice, "waiting")
    return job.public_id


@pytest.mark.usefixtures("history")
def test_right_books_pass(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("audit_ledger")
    assert "6 transfers, 4 accounts: the books balance." in capsys.readouterr().out


@pytest.mark.usefixtures("history")
def test_a_balance_that_is_not_its_transfers(alice: User) -> None:
    Account.objects.filter(owner=alice, kind=AVAILABLE).update(balance=101)
    assert list(faults()) == [
        "alice@example.com · Available carries 101, its transfers come to 100."
    ]
    with pytest.raises(CommandError, match=r"^6 transfers, 4 accounts: .* wrong in 1 places\.$"):
        call_command("audit_ledger")


@pytest.mark.usefixtures("history")
def test_a_balance_of_no_transfers(bob: User) -> None:
    Account.objects.filter(owner=bob, kind=HELD).update(balance=9)
    assert list(faults()) == ["bob@example.com · Held carries 9, its transfers come to 0."]


def test_a_settlement_after_another(alice: User, history: str) -> None:
    forged(TransferKind.CAPTURE, account(alice, HELD), account(None, REVENUE), job=history)
    keys = f"job:{history}:hold, job:{history}:settle, forged"
    assert list(faults()) == [f"Job {history} held 50 and was settled 2 times ({keys})."]


def test_a_settlement_of_another_amount(alice: User, history: str) -> None:
    with changeable():
        Transfer.objects.filter(key=f"job:{history}:settle").update(amount=57)
    Account.objects.filter(owner=alice, kind=HELD).update(balance=43)
    keys = f"job:{history}:hold, job:{history}:settle"
    assert list(faults()) == [f"Job {history} held 50 and settled 57 ({keys})."]


@pytest.mark.usefixtures("history")
def test_a_settlement_without_a_hold(alice: User) -> None:
    forged(TransferKind.CAPTURE, account(alice, HELD), account(None, REVENUE), job="job_unknown")
    assert list(faults()) == ["Job job_unknown settled 7 without a hold (forged)."]


def test_a_hold_that_was_deleted(alice: User, history: str) -> None:
    with changeable():
        Transfer.objects.filter(key=f"job:{history}:hold").delete()
    assert list(faults()) == [
        "alice@example.com · Available carries 100, its transfers come to 150.",
        "alice@example.com · Held carries 50, its transfers come to 0.",
        f"Job {history} settled 50 without a hold (job:{history}:settle).",
    ]


def test_a_hold_after_another(alice: User, history: str) -> None:
    forged(TransferKind.HOLD, account(alice, AVAILABLE), account(alice, HELD), job=history)
    keys = f"job:{history}:hold, job:{history}:settle, forged"
    assert list(faults()) == [f"Job {history} was held 2 times ({keys})."]


def test_a_settlement_with_somebody_elses_tokens(alice: User, bob: User, history: str) -> None:
    submit(bob)
    his = account(bob, HELD)
    with changeable():
        Transfer.objects.filter(key=f"job:{history}:settle").update(debit=his)
    Account.objects.filter(pk=his.pk).update(balance=0)
    Account.objects.filter(owner=alice, kind=HELD).update(balance=100)
    keys = f"job:{history}:hold, job:{history}:settle"
    assert list(faults()) == [
        f"Job {history} was settled from another account than it was held in ({keys})."
    ]


def test_a_refund_of_more_than_was_captured(alice: User, history: str) -> None:
    revenue, available = account(None, REVENUE), account(alice, AVAILABLE)
    forged(TransferKind.REFUND, revenue, available, 51, history)
    keys = f"job:{history}:settle, forged"
    assert list(faults()) == [f"Job {history} captured 50 and refunded 51 ({keys})."]


@pytest.mark.usefixtures("history")
def test_a_refund_of_what_was_released(alice: User) -> None:
    job = Transfer.objects.get(kind=TransferKind.RELEASE).job
    forged(TransferKind.REFUND, account(None, REVENUE), account(alice, AVAILABLE), 50, job)
    assert list(faults()) == [f"Job {job} captured 0 and refunded 50 (forged)."]


@pytest.mark.usefixtures("history")
def test_a_transfer_that_went_astray(alice: User, bob: User) -> None:
    forged(TransferKind.GRANT, account(alice, AVAILABLE), account(bob, AVAILABLE))
    assert list(faults()) == [
        "Transfer forged, a grant, went from alice@example.com · Available "
        "to bob@example.com · Available."
    ]


@pytest.mark.usefixtures("history")
def test_accounts_that_should_not_exist(alice: User) -> None:
    with unchecked():
        hers = Account.objects.create(owner=alice, kind=REVENUE)
        stray = Account.objects.create(owner=None, kind=HELD)
        found = sorted(faults())
        assert found == [
            f"alice@example.com · Revenue (account {hers.pk}) carries 0 and should not exist.",
            f"system · Held (account {stray.pk}) carries 0 and should not exist.",
        ]


@pytest.mark.usefixtures("history")
def test_every_fault_is_told_at_once(
    alice: User,
    capsys: pytest.CaptureFixture[str],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Account.objects.filter(owner=alice).update(balance=1)
    with pytest.raises(CommandError, match="wrong in 2 places"), django_assert_num_queries(6):
        call_command("audit_ledger")
    assert [line.split(" carries")[0] for line in capsys.readouterr().err.splitlines()] == [
        "alice@example.com · Available", "alice@example.com · Held",
    ]  # fmt: skip
