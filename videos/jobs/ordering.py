"""What happens to an order placed with a vendor: begun, accepted, doubted, delivered, ended.

Beginning one needs the job's lease: nobody orders for a job that is not theirs. What the vendor
said afterwards is written whoever heard it, because it is true whoever owns the job by then; each
write compares the phase first, so that nothing goes backwards.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from videos.jobs.leases import Lease, write
from videos.models import Submission
from videos.models.identity import submission_reference
from videos.providers.base import Brief, Media, Progress, Receipt, Ticket
from videos.providers.errors import ProviderError
from videos.spec import from_json, to_json
from videos.states import LIVE_SUBMISSION, SubmissionPhase


def begin(
    lease: Lease,
    scene: int,
    provider: str,
    brief: Brief,
    *,
    cents: float,
    at_our_cost: bool = False,
) -> Submission:
    """Write down that `brief` is about to be ordered, and return the row with its reference.

    Raises:
        LeaseLost: nothing is written, and nothing may be sent.
    """
    reference = submission_reference()
    with transaction.atomic():
        write(lease, lease_owner=lease.owner)  # takes the row
        earlier = Submission.objects.filter(job=lease.job, scene=scene).count()
        return Submission.objects.create(
            job_id=lease.job,
            scene=scene,
            number=earlier + 1,
            provider=provider,
            reference=reference,
            brief=to_json(replace(brief, reference=reference, avoid=frozenset())),
            cost_cents=_cents(cents),
            at_our_cost=at_our_cost,
        )


def adopt(lease: Lease, scene: int, earlier: Submission) -> Submission:
    """Write down that the clip of an earlier job serves here too, at no cost.

    Raises:
        LeaseLost: nothing is written.
    """
    with transaction.atomic():
        write(lease, lease_owner=lease.owner)
        return Submission.objects.create(
            job_id=lease.job,
            scene=scene,
            number=1,
            provider=earlier.provider,
            phase=SubmissionPhase.SUCCEEDED,
            brief=earlier.brief,
            clip=earlier.clip,
            clip_seconds=earlier.clip_seconds,
            source=earlier.source,
            credit=earlier.credit,
            progress=1.0,
            ended_at=timezone.now(),
        )


def forget_clips(job: int) -> list[str]:
    """Take the clips of a job off its orders, and off others that share them; return their keys."""
    rows = Submission.objects.filter(job=job).exclude(clip="")
    keys = list(dict.fromkeys(rows.values_list("clip", flat=True)))
    Submission.objects.filter(clip__in=keys).update(clip="")
    return keys


def accept(order: Submission, receipt: Receipt) -> bool:
    """Write down that the vendor has the order; False when it was given up in the meantime.

    The vendor's id is kept even then: what runs there is known here, and can be stopped.
    """
    ticket = receipt.ticket
    known = {"ticket": to_json(ticket), "remote_id": ticket.remote_id}
    cost = {} if receipt.cost_cents is None else {"cost_cents": _cents(receipt.cost_cents)}
    now = timezone.now()
    fields = {**known, **cost, "accepted_at": now, "next_poll_at": now, "troubles": 0}
    waiting = (SubmissionPhase.SUBMITTING, SubmissionPhase.UNKNOWN)
    if _in(order, *waiting).update(phase=SubmissionPhase.ACCEPTED, **fields):
        return True
    _reopen(order, fields)
    return False


def doubt(order: Submission, error: ProviderError | None, look_again: datetime) -> bool:
    """Write down that nobody knows whether the vendor has the order; look again at a moment.

    Without an `error` the earlier one stays: why it is not known.
    """
    return bool(
        _in(order, SubmissionPhase.SUBMITTING, SubmissionPhase.UNKNOWN).update(
            phase=SubmissionPhase.UNKNOWN,
            next_poll_at=look_again,
            **(_described(error) if error else {}),
        )
    )


def follow(order: Submission, progress: Progress, next_poll: datetime) -> None:
    """Write down how far the vendor is, and when to ask again."""
    share = progress.share or order.progress
    fields = {"progress": min(1.0, max(0.0, share)), "next_poll_at": next_poll, "troubles": 0}
    if progress.cost_cents is not None:
        fields["cost_cents"] = _cents(progress.cost_cents)
    _in(order, SubmissionPhase.ACCEPTED).update(**fields)


def trouble(order: Submission, error: ProviderError, next_poll: datetime) -> None:
    """Write down that a question was not answered; that says nothing of the order."""
    _in(order, *LIVE_SUBMISSION).update(
        troubles=order.troubles + 1, next_poll_at=next_poll, **_described(error)
    )


def deliver(
    order: Submission, clip: str, seconds: float, media: Media, cents: float | None = None
) -> bool:
    """Write down that the clip is in our storage; False when the order was over already.

    `cents` is what the vendor charged, where it tells.
    """
    cost = {} if cents is None else {"cost_cents": _cents(cents)}
    return bool(
        _in(order, SubmissionPhase.ACCEPTED).update(
            phase=SubmissionPhase.SUCCEEDED,
            ended_at=timezone.now(),
            clip=clip,
            clip_seconds=seconds,
            source=media.source,
            credit=media.credit,
            progress=1.0,
            **cost,
            **_described(None),
        )
    )


def reject(order: Submission, error: ProviderError) -> None:
    """Take back that an order succeeded: what came is of no use. It stays paid for."""
    _in(order, SubmissionPhase.SUCCEEDED).update(
        phase=SubmissionPhase.FAILED, next_poll_at=timezone.now(), **_described(error)
    )


def end(
    order: Submission,
    phase: SubmissionPhase,
    error: ProviderError | None = None,
    *,
    next_step: str = "",
    wait: float = 0,
    cents: float | None = None,
) -> bool:
    """End a live order as FAILED, LOST or CANCELED, with what is tried next, in `wait` seconds.

    `cents` is what the vendor charged; None leaves the estimate, as nobody knows that it did not.
    """
    now = timezone.now()
    cost = {} if cents is None else {"cost_cents": _cents(cents)}
    return bool(
        _in(order, *LIVE_SUBMISSION).update(
            phase=phase,
            ended_at=now,
            next_poll_at=now + timedelta(seconds=wait),
            next_step=next_step[:200],
            **_described(error),
            **cost,
        )
    )


def ticket_of(order: Submission) -> Ticket:
    """Return what the vendor is asked by."""
    return from_json(Ticket, order.ticket)


def _in(order: Submission, *phases: SubmissionPhase) -> QuerySet[Submission]:
    return Submission.objects.filter(pk=order.pk, phase__in=phases)


def _reopen(order: Submission, fields: dict[str, object]) -> None:
    """Make an order that was given up live again, to be followed or stopped; or keep its id.

    Where another was placed for the scene of a job that goes on, that one counts.
    """
    rows = Submission.objects.filter(pk=order.pk, remote_id="")
    later = Submission.objects.filter(
        job=order.job_id, scene=order.scene, number__gt=order.number, job__finished_at=None
    )
    try:
        with transaction.atomic():
            again = {} if later.exists() else {"phase": SubmissionPhase.ACCEPTED, "ended_at": None}
            rows.update(**again, **fields)
    except IntegrityError:  # another one is live for this scene
        rows.update(**fields)


def _described(error: ProviderError | None) -> dict[str, object]:
    if error is None:
        return {"error_kind": "", "error_message": "", "evidence": "", "http_status": None}
    return {
        "error_kind": error.kind.value,
        "error_message": str(error)[:500],
        "evidence": error.evidence,
        "http_status": error.status,
    }


def _cents(value: float) -> Decimal:
    return Decimal(str(round(value, 4)))
