"""Compares what the books say with what the accounts carry."""

from collections.abc import Iterator

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from billing.models import Account, Transfer, TransferKind


def faults() -> Iterator[str]:
    """Yield a sentence for everything that is wrong; nothing when the books are right.

    Every sum is taken by the database, so memory stays flat however many transfers there are.
    """
    yield from _wrong_balances()
    yield from _uneven_settlements()
    yield from _overspent_refunds()


def _wrong_balances() -> Iterator[str]:
    accounts = Account.objects.filter(owner__isnull=False)
    credits_ = _sums("credit")
    debits = _sums("debit")
    for account in accounts.select_related("owner").iterator():
        truth = credits_.get(account.pk, 0) - debits.get(account.pk, 0)
        if truth != account.balance:
            yield f"{account} carries {account.balance}, its transfers come to {truth}."


def _sums(side: str) -> dict[int, int]:
    mine = Transfer.objects.filter(**{f"{side}__owner__isnull": False}).order_by()
    return dict(mine.values_list(side).annotate(total=Coalesce(Sum("amount"), 0)))


def _uneven_settlements() -> Iterator[str]:
    """Yield the jobs whose hold and settlement differ, or that were settled without a hold."""
    settled = [TransferKind.CAPTURE, TransferKind.RELEASE]
    per_job = (
        Transfer.objects.exclude(job="")
        .order_by()
        .values("job")
        .annotate(
            held=Coalesce(Sum("amount", filter=Q(kind=TransferKind.HOLD)), 0),
            settled=Coalesce(Sum("amount", filter=Q(kind__in=settled)), 0),
        )
    )
    for job in per_job.filter(settled__gt=0).exclude(settled=F("held")).iterator():
        yield f"Job {job['job']} held {job['held']} and settled {job['settled']}."


def _overspent_refunds() -> Iterator[str]:
    per_job = (
        Transfer.objects.exclude(job="")
        .order_by()
        .values("job")
        .annotate(
            captured=Coalesce(Sum("amount", filter=Q(kind=TransferKind.CAPTURE)), 0),
            refunded=Coalesce(Sum("amount", filter=Q(kind=TransferKind.REFUND)), 0),
        )
    )
    for job in per_job.filter(refunded__gt=F("captured")).iterator():
        yield f"Job {job['job']} captured {job['captured']} and refunded {job['refunded']}."
