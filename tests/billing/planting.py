"""Plants what the ledger would never write, to see whether the audit finds it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from billing.models import Account, AccountKind, Transfer, TransferKind
from creator.models import User
from tests import ledger_triggers

_UNCHECKED = {
    "sqlite": ["PRAGMA ignore_check_constraints = ON"],
    "postgresql": ["ALTER TABLE billing_account DROP CONSTRAINT account_kind_fits_owner"],
}
_CHECKED = {
    "sqlite": ["PRAGMA ignore_check_constraints = OFF"],
    "postgresql": [],  # the end of the test takes the change of the table back
}


def account(owner: User | None, kind: AccountKind) -> Account:
    """Return the account of `owner`, or of the system."""
    return Account.objects.get(owner=owner, kind=kind)


def forged(
    kind: TransferKind, debit: Account, credit: Account, amount: int = 7, job: str = ""
) -> Transfer:
    """Write a transfer past the ledger, under the key "forged", and move balances with it."""
    for changed, change in ((debit, -amount), (credit, amount)):
        if changed.owner_id is not None:
            fresh = Account.objects.get(pk=changed.pk)
            Account.objects.filter(pk=changed.pk).update(balance=fresh.balance + change)
    return Transfer.objects.create(
        key="forged", kind=kind, debit=debit, credit=credit, amount=amount, job=job, reason="Forged"
    )


@contextmanager
def changeable() -> Iterator[None]:
    """Lift the triggers that keep transfers as they were written."""
    _check_now()
    ledger_triggers.drop()
    yield
    _check_now()
    ledger_triggers.create()


@contextmanager
def unchecked() -> Iterator[None]:
    """Lift the constraint on which kinds of account there may be."""
    _check_now()
    _execute(_UNCHECKED[connection.vendor])
    yield
    _execute(_CHECKED[connection.vendor])


def _check_now() -> None:
    """Check foreign keys at once: PostgreSQL alters no table of which checks are pending."""
    if connection.vendor == "postgresql":
        _execute(["SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"])


def _execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
