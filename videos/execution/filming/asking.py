"""Asks vendors: orders once, follows, looks up what may have been lost, and gives up in time.

The row is written before anything is sent and right after the answer, so whatever dies in between
leaves a row in SUBMITTING. Whoever finds one asks the vendor for it before anything is sent again.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from videos.execution.filming import choosing, clips
from videos.jobs import ordering
from videos.models import InboundDelivery, Submission
from videos.providers.base import Brief, Receipt, State, Ticket, Vendor
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.fetching import Expired
from videos.providers.registry import vendor
from videos.spec import from_json
from videos.states import LIVE_SUBMISSION, SubmissionPhase

log = logging.getLogger(__name__)

SENDING = timedelta(seconds=80)
"""Longer than sending takes: a younger order in SUBMITTING may still be on its way."""
LOOK_AGAIN = timedelta(seconds=15)
GRACE = timedelta(minutes=5)
"""How long a lost order is looked for, or its webhook waited for, before it is given up."""

FETCHES = 6
"""How often a finished clip is fetched that does not come, or whose link is no good."""

Ended = Callable[[Submission, SubmissionPhase, ProviderError, float | None], None]
"""Ends an order, with what is tried next; what it cost in US cents, None when nobody knows."""


def send(order: Submission, maker: Vendor, brief: Brief) -> ProviderError | None:
    """Send an order that was written down; return why the vendor refused it, if it did."""
    try:
        maker.check(brief)
        receipt = maker.submit(brief)
    except ProviderError as error:
        if error.kind is not ErrorKind.AMBIGUOUS:
            return error
        log.warning("%s: nobody knows whether %s was accepted.", order.provider, order.reference)
        ordering.doubt(order, error, timezone.now())
        return None
    if not ordering.accept(order, receipt):
        log.warning("%s accepted %s after it was given up.", order.provider, order.reference)
        _stop_unless_live(order, maker, receipt.ticket)
    return None


def _stop_unless_live(order: Submission, maker: Vendor, ticket: Ticket) -> None:
    """Stop what nobody waits for any more; what is live again is followed, or wound up."""
    order.refresh_from_db(fields=["phase"])
    if order.phase not in LIVE_SUBMISSION:
        stop(maker, ticket)


def follow(order: Submission, should_stop: Callable[[], bool], ended: Ended) -> None:
    """Ask how a live order stands, and write it down; fetch what is ready.

    Raises:
        Interrupted: `should_stop` said so.
    """
    maker = vendor(order.provider)
    if order.phase == SubmissionPhase.ACCEPTED:
        _followed(order, maker, should_stop, ended)
    else:
        _sought(order, maker, ended)


def _followed(
    order: Submission, maker: Vendor, should_stop: Callable[[], bool], ended: Ended
) -> None:
    ticket = ordering.ticket_of(order)
    is_ready = False
    try:
        progress = maker.poll(ticket)
        is_ready = progress.state is State.SUCCEEDED
        if is_ready:
            clips.take(order, maker, progress, should_stop)
            return
    except (ProviderError, Expired) as problem:
        _unanswered(order, maker, _understood(problem, maker), ended, is_ready=is_ready)
        return
    if progress.state is State.FAILED:
        error = progress.error or _overdue(maker)
        ended(order, SubmissionPhase.FAILED, error, progress.cost_cents or 0.0)
    elif _age(order) > timedelta(seconds=maker.declaration.gives_up_seconds):
        _give_up(order, maker, ticket, ended)
    else:
        ordering.follow(order, progress, _next_poll(order, progress.poll_after))


def _understood(problem: ProviderError | Expired, maker: Vendor) -> ProviderError:
    if isinstance(problem, ProviderError):
        return problem
    kind = ErrorKind.RETRYABLE
    return ProviderError(said(maker.declaration.label, kind), kind=kind, evidence=str(problem))


def _unanswered(
    order: Submission, maker: Vendor, error: ProviderError, ended: Ended, *, is_ready: bool
) -> None:
    """Deal with a question that was not answered, or a result that could not be fetched."""
    final = error.kind in {ErrorKind.PERMANENT, ErrorKind.MODERATION}
    too_late = _age(order) > timedelta(seconds=2 * maker.declaration.gives_up_seconds)
    if final or too_late or (is_ready and order.troubles + 1 >= FETCHES):
        if not final and not is_ready:
            stop(maker, ordering.ticket_of(order))
        ended(order, SubmissionPhase.FAILED, error, None)
        return
    log.warning("%s, %s: %s", order.provider, order.reference, error.evidence or error)
    ordering.trouble(order, error, _next_poll(order, error.retry_after, order.troubles + 1))


def _give_up(order: Submission, maker: Vendor, ticket: Ticket, ended: Ended) -> None:
    stop(maker, ticket)
    ended(order, SubmissionPhase.FAILED, _overdue(maker), None)


def stop(maker: Vendor, ticket: Ticket) -> bool:
    """Tell a vendor to stop, which it need not hear; return whether it will."""
    try:
        return maker.cancel(ticket)
    except ProviderError as error:
        log.warning("%s: could not be stopped: %s", maker.declaration.id, error.evidence or error)
        return False


def _sought(order: Submission, maker: Vendor, ended: Ended) -> None:
    """Find out whether the vendor has an order of which no answer came."""
    try:
        ticket = found(order, maker)
    except ProviderError as error:
        ordering.doubt(order, error, timezone.now() + LOOK_AGAIN)
        return
    if ticket is not None:
        ordering.accept(order, Receipt(ticket=ticket))
    elif timezone.now() - order.created_at < patience(maker):
        ordering.doubt(order, None, timezone.now() + LOOK_AGAIN)
    elif maker.declaration.can_look_up:
        ended(order, SubmissionPhase.FAILED, _never_arrived(maker), 0.0)
    else:
        ended(order, SubmissionPhase.LOST, lost(maker), None)


def found(order: Submission, maker: Vendor) -> Ticket | None:
    """Return what the vendor has of an order of which no answer came; None when nothing is known.

    Raises:
        ProviderError: the vendor did not answer.
    """
    if maker.declaration.can_look_up:
        return maker.look_up(from_json(Brief, order.brief))
    told = InboundDelivery.objects.filter(
        provider=order.provider, reference=order.reference
    ).exclude(remote_id="")
    heard = told.first()
    return maker.ticket(heard.remote_id) if heard else None


def patience(maker: Vendor) -> timedelta:
    """Return how old an order must be before it is taken to be unknown to the vendor."""
    return SENDING if maker.declaration.can_look_up else GRACE


def unanswered(maker: Vendor) -> ProviderError:
    """Return the error of an order of which nobody knows whether the vendor has it."""
    kind = ErrorKind.AMBIGUOUS
    return ProviderError(said(maker.declaration.label, kind), kind=kind, evidence="No answer came.")


def _never_arrived(maker: Vendor) -> ProviderError:
    kind = ErrorKind.RETRYABLE
    label = maker.declaration.label
    return ProviderError(said(label, kind), kind=kind, evidence="Not found by its reference.")


def lost(maker: Vendor) -> ProviderError:
    """Return the error of an order of which nobody will ever know whether the vendor has it."""
    kind, label = ErrorKind.AMBIGUOUS, maker.declaration.label
    evidence = f"No answer came, and no webhook within {GRACE}. It may have been charged."
    return ProviderError(f"{label} did not answer.", kind=kind, evidence=evidence)


def _overdue(maker: Vendor) -> ProviderError:
    kind, label = ErrorKind.OVERDUE, maker.declaration.label
    return ProviderError(said(label, kind), kind=kind, evidence="It was not done in time.")


def _age(order: Submission) -> timedelta:
    return timezone.now() - (order.accepted_at or order.created_at)


def _next_poll(order: Submission, asked: float | None, troubles: int = 0) -> datetime:
    wait = choosing.poll_pause(_age(order), troubles, asked)
    return timezone.now() + timedelta(seconds=wait)
