"""Transfers that run between accounts which their kind does not join."""

from collections.abc import Iterator

from django.db.models import BooleanField, Case, F, Q, Value, When

from billing.models import AccountKind, Transfer, TransferKind

_ONE_OWNER = Q(debit__owner=F("credit__owner"))
_PATHS = {
    TransferKind.GRANT: Q(debit__kind=AccountKind.ISSUED, credit__kind=AccountKind.AVAILABLE),
    TransferKind.HOLD: Q(debit__kind=AccountKind.AVAILABLE, credit__kind=AccountKind.HELD)
    & _ONE_OWNER,
    TransferKind.CAPTURE: Q(debit__kind=AccountKind.HELD, credit__kind=AccountKind.REVENUE),
    TransferKind.RELEASE: Q(debit__kind=AccountKind.HELD, credit__kind=AccountKind.AVAILABLE)
    & _ONE_OWNER,
    TransferKind.REFUND: Q(debit__kind=AccountKind.REVENUE, credit__kind=AccountKind.AVAILABLE),
}


def astray() -> Iterator[str]:
    """Yield the transfers that took another way than their kind's."""
    ways = [When(Q(kind=kind) & path, then=Value(value=True)) for kind, path in _PATHS.items()]
    fits = Case(*ways, default=Value(value=False), output_field=BooleanField())
    found = Transfer.objects.annotate(fits=fits).filter(fits=False).order_by("pk")
    for move in found.select_related("debit__owner", "credit__owner").iterator():
        yield f"Transfer {move.key}, a {move.kind}, went from {move.debit} to {move.credit}."
