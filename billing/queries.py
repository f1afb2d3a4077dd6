"""What pages and the API read of the ledger."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from billing.models import Account, AccountKind, Transfer, TransferKind
from config.types import UserId

_LABELS = {
    TransferKind.GRANT: "Received",
    TransferKind.HOLD: "Reserved",
    TransferKind.CAPTURE: "Spent",
    TransferKind.RELEASE: "Returned",
    TransferKind.REFUND: "Refunded",
}
"""What creators read; the books' own words are for those who keep them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """A creator's tokens."""

    available: int
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A transfer as its owner sees it."""

    id: int
    kind: str
    label: str
    amount: int
    """What `available` gained or lost; 0 for a capture, which spends held tokens."""
    tokens: int
    """How many tokens moved."""
    job: str
    reason: str
    created_at: datetime


def wallet(owner: UserId) -> Wallet:
    """Return the balances of `owner`; zero for somebody without accounts."""
    balances = dict(Account.objects.filter(owner_id=owner).values_list("kind", "balance"))
    return Wallet(
        available=balances.get(AccountKind.AVAILABLE, 0), held=balances.get(AccountKind.HELD, 0)
    )


def transfers(owner: UserId) -> QuerySet[Transfer]:
    """Return the transfers from and to the accounts of `owner`, newest first."""
    mine = Account.objects.filter(owner_id=owner)
    return Transfer.objects.filter(Q(debit__in=mine) | Q(credit__in=mine)).select_related(
        "debit", "credit"
    )


def entry(transfer: Transfer) -> Entry:
    """Return `transfer` from the side of the creator it belongs to."""
    gained = transfer.credit.kind == AccountKind.AVAILABLE
    lost = transfer.debit.kind == AccountKind.AVAILABLE
    return Entry(
        id=transfer.pk,
        kind=transfer.kind,
        label=_LABELS[TransferKind(transfer.kind)],
        amount=transfer.amount * (gained - lost),
        tokens=transfer.amount,
        job=transfer.job,
        reason=transfer.reason,
        created_at=transfer.created_at,
    )
