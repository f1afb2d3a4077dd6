"""Giving back what a delivered video cost: tokens, event and notice in one transaction."""

from collections.abc import Sequence
from math import floor

from django.db import transaction

from billing import ledger
from billing.exceptions import KeyConflict, NothingHeld
from billing.models import Transfer
from billing.spending import Spending, refunds, spending
from config.types import UserId
from videos import notifications
from videos.exceptions import InvalidRequest
from videos.jobs import timeline_events as events
from videos.models import Job

REASON_MAX = 150
_EXACT = 1e-6
"""What binary fractions may lack of a whole token."""


def refund(job: Job, amount: int, *, key: str, reason: str, by: UserId | None = None) -> bool:
    """Give back `amount` tokens of what `job` spent; its creator is told the reason.

    The same key again changes nothing and returns False: a double click gives once.

    Raises:
        InvalidRequest: so many tokens are not left to give, the reason is empty or too long, or
            the key came with another amount before; nothing is given.
    """
    reason = _cleaned(reason)
    if amount < 1:
        raise _not_there(job)
    name = f"job:{job.public_id}:refund:{key}"
    try:
        with transaction.atomic():
            _take(job)
            is_new = not refunds(job.public_id).filter(key=name).exists()
            given = ledger.refund(job.public_id, amount, key=name, reason=reason, by=by)
            if is_new:
                _tell(job, given)
    except NothingHeld as error:
        raise _not_there(job) from error
    except KeyConflict as error:
        sentence = "This form gave back another amount before. Open it anew to give more."
        raise InvalidRequest({"amount": [sentence]}) from error
    return is_new


def refund_rest(job: Job, *, reason: str, evidence: Sequence[str]) -> int:
    """Give back everything that `job` spent and that was not given back; return how much that was.

    The reason is for the creator, the evidence for admins.
    """
    with transaction.atomic():
        _take(job)
        left = spending(job.public_id).left
        if left:
            key = f"job:{job.public_id}:rest"
            _tell(job, ledger.refund(job.public_id, left, key=key, reason=reason), evidence)
    return left


def refund_unfilmed(job: Job, share: float) -> int:
    """Give back the share of the vendors' part of the price that they did not work for.

    Belongs in the transaction that delivers the job; returns how many tokens it was.
    """
    back = floor(job.surcharge * share + _EXACT)
    if back:
        key = f"job:{job.public_id}:unfilmed"
        reason = "Our studio made scenes that a service was to film"
        _tell(job, ledger.refund(job.public_id, back, key=key, reason=reason))
    return back


def _take(job: Job) -> None:
    """Let refunds of one job wait for each other, so that each sees what the others gave."""
    Job.objects.select_for_update().get(pk=job.pk)


def _tell(job: Job, given: Transfer, evidence: Sequence[str] = ()) -> None:
    event = events.record(
        job.pk,
        "refunded",
        amount=given.amount,
        reason=given.reason,
        by=str(given.created_by or ""),
        evidence=list(evidence),
    )
    notifications.record_refunded(job, event)


def _cleaned(reason: str) -> str:
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= REASON_MAX or "\0" in reason:
        raise InvalidRequest(
            {"reason": [f"Say in 1 to {REASON_MAX} characters why; the creator reads it."]}
        )
    return reason


def _not_there(job: Job) -> InvalidRequest:
    return InvalidRequest({"amount": [_remedy(spending(job.public_id))]})


def _remedy(spent: Spending) -> str:
    if not spent.captured:
        return "Nothing was spent on this video; only a delivered one can be refunded."
    if not spent.left:
        return f"All {spent.captured} tokens were given back already; nothing is left to give."
    return f"Enter 1 to {spent.left}: so many of the {spent.captured} tokens are left to give."
