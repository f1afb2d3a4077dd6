"""A round of pruning, once a day, in pages: the sweeper has jobs to look after in between."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from videos.execution.pruning.announcing import announce, retract
from videos.execution.pruning.deleting import prune
from videos.models import Chore

log = logging.getLogger(__name__)

NAME = "prune"
PAGE = 3
"""Jobs and uploads at a time: each may have many files, and each takes a moment in a bucket."""
DAY = timedelta(days=1)
CLAIM = timedelta(minutes=2)
"""How long a page is left to the sweeper that took it, which may have died."""
AWAY = timedelta(hours=1)
"""How long storage that does not answer is left alone."""


def go_on() -> int:
    """Do a page of the round that is due; return of how many jobs and uploads files were deleted.

    One query when none is due.
    """
    now = timezone.now()
    chore = Chore.objects.filter(name=NAME).first()
    if chore is None:  # a product that has just begun has nothing to delete
        Chore.objects.get_or_create(name=NAME, defaults={"next_at": now + DAY})
        return 0
    if chore.next_at > now or not _taken(chore, now):
        return 0
    wait, pruned = AWAY, 0
    try:
        more = bool(retract() + announce())
        pruned = prune(PAGE)
        wait = timedelta() if more or pruned == PAGE else DAY
    except OSError as error:
        log.warning("Pruning goes on in an hour, as storage is away: %s", error)
    Chore.objects.filter(pk=chore.pk).update(next_at=timezone.now() + wait)
    return pruned


def _taken(chore: Chore, now: datetime) -> bool:
    free = Chore.objects.filter(pk=chore.pk, next_at=chore.next_at)
    return bool(free.update(next_at=now + CLAIM))
