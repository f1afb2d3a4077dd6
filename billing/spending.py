"""What jobs spent, and what of it was given back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from billing.models import Transfer, TransferKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """The tokens of one job."""

    captured: int
    """0 unless the job delivered."""
    refunded: int

    @property
    def left(self) -> int:
        """How many can still be given back."""
        return self.captured - self.refunded


def spending(job: str) -> Spending:
    """Return what the job with this public id spent and got back."""
    moved = dict(
        Transfer.objects.filter(job=job).order_by().values_list("kind").annotate(Sum("amount"))
    )
    return Spending(
        captured=moved.get(TransferKind.CAPTURE, 0), refunded=moved.get(TransferKind.REFUND, 0)
    )


def refunds(job: str) -> QuerySet[Transfer]:
    """Return the refunds of the job with this public id, oldest first, with who gave them."""
    given = Transfer.objects.filter(job=job, kind=TransferKind.REFUND)
    return given.select_related("created_by").order_by("pk")


def refunded(jobs: Iterable[str]) -> dict[str, int]:
    """Return how many tokens were given back, by public id of the job, in one query."""
    given = Transfer.objects.filter(job__in=list(jobs), kind=TransferKind.REFUND).order_by()
    return dict(given.values_list("job").annotate(Sum("amount")))


def refunded_of(job: str) -> Coalesce:
    """Return `refunded` as an expression, for rows whose field `job` has the public id."""
    given = Transfer.objects.filter(kind=TransferKind.REFUND, job=OuterRef(job)).order_by()
    total = given.values("job").annotate(total=Sum(F("amount"))).values("total")
    return Coalesce(Subquery(total), Value(0))
