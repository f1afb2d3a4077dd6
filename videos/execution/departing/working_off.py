"""The sweeper's part of a departure: a page at a time, until nothing is left."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from videos.execution.departing import words
from videos.execution.departing.closing import close, stop
from videos.execution.departing.files import delete_some
from videos.models import Departure, Submission

log = logging.getLogger(__name__)

PAGE = 3
"""Jobs, and uploads, of so many creators at a time: the sweeper has more to do."""
SETTLING = timedelta(minutes=10)
"""Longer than any request takes that was let in before."""
AWAY = timedelta(minutes=5)
"""How long storage that does not answer is left alone, or a vendor that has not stopped yet."""


def work_off() -> int:
    """Do a page of each departure that is due; return how many came to their end."""
    due = Departure.objects.filter(done_at=None, look_at__lte=timezone.now())
    return sum(_went_on(departure) for departure in due.order_by("look_at")[:PAGE])


def _went_on(departure: Departure) -> bool:
    owner, now = departure.owner_id, timezone.now()
    stop(owner)
    close(owner)
    try:
        if delete_some(owner, PAGE):
            return False
    except OSError as error:
        log.warning("The files of creator %s stay for now: %s", owner, error)
        return _look_again(departure, now + AWAY)
    words.forget(owner)
    if now < (settled := departure.asked_at + SETTLING):
        return _look_again(departure, settled)
    if Submission.objects.filter(job__owner=owner, ended_at=None).exists():
        return _look_again(departure, now + AWAY)
    return bool(Departure.objects.filter(pk=departure.pk, done_at=None).update(done_at=now))


def _look_again(departure: Departure, moment: datetime) -> bool:
    Departure.objects.filter(pk=departure.pk).update(look_at=moment)
    return False
