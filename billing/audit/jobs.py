"""Jobs whose hold, settlement and refunds do not fit together."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from billing.models import Transfer, TransferKind

_HOLD, _CAPTURE = Q(kind=TransferKind.HOLD), Q(kind=TransferKind.CAPTURE)
_SETTLEMENT = Q(kind__in=[TransferKind.CAPTURE, TransferKind.RELEASE])
_REFUND = Q(kind=TransferKind.REFUND)
_OPEN = Q(holds=1, settlements=0, refunded=0)
_SETTLED = Q(
    holds=1, settlements=1, settled=F("held"), first_from=F("held_in"), last_from=F("held_in"),
    refunded__lte=F("captured"),
)  # fmt: skip


def uneven() -> Iterator[str]:
    """Yield what is wrong with jobs, and the keys of the transfers concerned.

    A job is held once, settled never or once, as a whole and from where it was held, and refunded
    for no more than was captured. Whether its settlement is due, only the job's own room knows.
    """
    for job in _per_job().exclude(_OPEN | _SETTLED).iterator():
        if wrong := _wrong_settlement(job):
            yield f"Job {job['job']} {wrong} ({_keys(job, _HOLD | _SETTLEMENT)})."
        if job["refunded"] > job["captured"]:
            wrong = f"captured {job['captured']} and refunded {job['refunded']}"
            yield f"Job {job['job']} {wrong} ({_keys(job, _CAPTURE | _REFUND)})."


def _per_job() -> QuerySet[Transfer, Mapping[str, Any]]:
    return (
        Transfer.objects.exclude(kind=TransferKind.GRANT)
        .order_by("job")
        .values("job")
        .annotate(
            holds=Count("pk", filter=_HOLD),
            held=Coalesce(Sum("amount", filter=_HOLD), 0),
            held_in=Min("credit", filter=_HOLD),
            settlements=Count("pk", filter=_SETTLEMENT),
            settled=Coalesce(Sum("amount", filter=_SETTLEMENT), 0),
            first_from=Min("debit", filter=_SETTLEMENT),
            last_from=Max("debit", filter=_SETTLEMENT),
            captured=Coalesce(Sum("amount", filter=_CAPTURE), 0),
            refunded=Coalesce(Sum("amount", filter=_REFUND), 0),
        )
    )


def _wrong_settlement(job: Mapping[str, Any]) -> str:
    """Return what is wrong with the hold and the settlement of a job; empty when nothing is."""
    if job["settlements"] and not job["holds"]:
        return f"settled {job['settled']} without a hold"
    if job["holds"] > 1:
        return f"was held {job['holds']} times"
    if job["settlements"] > 1:
        return f"held {job['held']} and was settled {job['settlements']} times"
    if job["settlements"] and job["settled"] != job["held"]:
        return f"held {job['held']} and settled {job['settled']}"
    if job["settlements"] and job["first_from"] != job["held_in"]:
        return "was settled from another account than it was held in"
    return ""


def _keys(job: Mapping[str, Any], concerned: Q) -> str:
    found = Transfer.objects.filter(concerned, job=job["job"]).order_by("pk")
    return ", ".join(found.values_list("key", flat=True))
