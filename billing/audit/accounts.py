"""Accounts that should not be, or that carry what their transfers do not come to."""

from collections.abc import Iterator

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from billing.models import CREATOR_KINDS, SYSTEM_KINDS, Account, Transfer

_RIGHT = Q(owner=None, balance=0, kind__in=SYSTEM_KINDS) | Q(
    owner__isnull=False, balance__gte=0, kind__in=CREATOR_KINDS
)


def misplaced() -> Iterator[str]:
    """Yield the accounts whose kind does not fit their owner, or whose balance does not fit either.

    The database refuses them; this is for the day on which somebody has lifted its constraints.
    """
    for account in Account.objects.exclude(_RIGHT).select_related("owner").iterator():
        yield f"{account} (account {account.pk}) carries {account.balance} and should not exist."


def unbalanced() -> Iterator[str]:
    """Yield the creators' accounts that carry anything but the sum of their transfers."""
    carried = (
        Account.objects.filter(owner__isnull=False)
        .annotate(truth=_sum("credit") - _sum("debit"))
        .exclude(balance=F("truth"))
    )
    for account in carried.select_related("owner").order_by("pk").iterator():
        yield f"{account} carries {account.balance}, its transfers come to {account.truth}."


def _sum(side: str) -> Coalesce:
    """Return the tokens that came in ("credit") or went out ("debit") over all transfers."""
    mine = Transfer.objects.filter(**{side: OuterRef("pk")}).order_by().values(side)
    total = mine.annotate(total=Sum("amount")).values("total")
    return Coalesce(Subquery(total, output_field=BigIntegerField()), 0)
