"""Stops, at the vendor, what was ordered for a job that is over: canceled, failed, or ended by age.

Nobody holds a lease on such a job, so each order is taken by moving its next moment; two workers
that take the same one would only ask the vendor to stop twice.
"""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from videos.execution.filming import asking
from videos.jobs import ordering
from videos.models import Job, Submission
from videos.providers.base import Receipt, Vendor
from videos.providers.errors import ProviderError
from videos.providers.registry import vendor
from videos.states import SubmissionPhase

TAKEN = timedelta(minutes=2)
"""How long an order is left to the worker that took it."""
AGAIN = timedelta(seconds=30)
TRIES = 6
"""How often a vendor that does not answer is told to stop."""


def due() -> QuerySet[Submission]:
    """Return the orders that are to be stopped now."""
    now = Q(next_poll_at=None) | Q(next_poll_at__lte=timezone.now())
    return Submission.objects.filter(now, ended_at=None, job__finished_at__isnull=False)


def goes_on(job: Job) -> bool:
    """Say whether an order of a job is live."""
    return Submission.objects.filter(job=job, ended_at=None).exists()


def wind_up() -> int:
    """Stop what is to be stopped; return how many orders came to an end."""
    return sum(_wound_up(order) for order in due().select_related("job")[:20])


def _wound_up(order: Submission) -> bool:
    taken = due().filter(pk=order.pk, next_poll_at=order.next_poll_at)
    if not taken.update(next_poll_at=timezone.now() + TAKEN):
        return False
    maker = vendor(order.provider)
    if order.phase == SubmissionPhase.ACCEPTED:
        return _stopped(order, maker)
    return _sought(order, maker)


def _stopped(order: Submission, maker: Vendor) -> bool:
    try:
        maker.cancel(ordering.ticket_of(order))
    except ProviderError as error:
        if order.troubles + 1 < TRIES:
            ordering.trouble(order, error, timezone.now() + AGAIN)
            return False
        return ordering.end(order, SubmissionPhase.CANCELED, error)
    return ordering.end(order, SubmissionPhase.CANCELED)


def _sought(order: Submission, maker: Vendor) -> bool:
    """Find out whether the vendor has it: if so it is accepted, and stopped the next time."""
    try:
        ticket = asking.found(order, maker)
    except ProviderError as error:
        ordering.trouble(order, error, timezone.now() + AGAIN)
        return False
    if ticket is not None:
        ordering.accept(order, Receipt(ticket=ticket))
        return False
    if timezone.now() - order.created_at < asking.patience(maker):
        ordering.trouble(order, asking.unanswered(maker), timezone.now() + asking.LOOK_AGAIN)
        return False
    unknown = None if maker.declaration.can_look_up else asking.lost(maker)
    return ordering.end(order, SubmissionPhase.CANCELED, unknown)
