"""Looks at delivered videos again: does storage hold what was delivered, and is it still sound?

What a faulty one cost is given back. What cannot be read now may be read later: it is left alone.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from billing.spending import refunded_of
from videos import jobs
from videos.models import Artifact
from videos.states import ArtifactKind
from videos.storage import artifacts

log = logging.getLogger(__name__)

REASON = "A later check found this video faulty. “Make a variation” on its page makes it anew."


class Verdict(StrEnum):
    """What a look at a stored video came to."""

    SOUND = "sound"
    FAULTY = "faulty"
    UNREADABLE = "unreadable"  # storage did not give it


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A verdict, what led to it, and what was given back."""

    verdict: Verdict
    evidence: tuple[str, ...] = ()
    refunded: int = 0


def delivered() -> QuerySet[Artifact]:
    """Return the delivered videos, the one that was checked longest ago first."""
    films = Artifact.objects.filter(kind=ArtifactKind.VIDEO).order_by("checked_at", "pk")
    return films.select_related("job__video")


def due() -> QuerySet[Artifact]:
    """Return the delivered videos that are not deleted and not given back in full."""
    known = delivered().annotate(refunded=refunded_of("job__public_id"))
    return known.filter(job__video__deleted_at=None, refunded__lt=F("job__price"))


def named(ids: Sequence[str]) -> QuerySet[Artifact]:
    """Return the delivered videos with these public ids, of videos or of jobs."""
    return delivered().filter(Q(job__public_id__in=ids) | Q(job__video__public_id__in=ids))


def recheck(film: Artifact) -> Outcome:
    """Look at one delivered video; refund what is left of its price when it is faulty."""
    # Dated first, so that one that breaks the check is not the first of every run.
    Artifact.objects.filter(pk=film.pk).update(checked_at=timezone.now())
    try:
        found = _faults(film)
    except artifacts.Unreachable as error:
        log.warning("The video of %s cannot be read now: %s", film.job, error)
        return Outcome(verdict=Verdict.UNREADABLE, evidence=(str(error),))
    if not found:
        return Outcome(verdict=Verdict.SOUND)
    log.error("The stored video of %s is faulty: %s", film.job, " ".join(found))
    given = jobs.refund_rest(film.job, reason=REASON, evidence=found)
    return Outcome(verdict=Verdict.FAULTY, evidence=found, refunded=given)


def _faults(film: Artifact) -> tuple[str, ...]:
    from videos.studio import quality

    with TemporaryDirectory(prefix="recheck-", dir=settings.PASSING_DIR) as folder:
        copy = Path(folder) / "video.mp4"
        if not artifacts.fetch(film, copy):
            return ("Storage has lost the file.",)
        return artifacts.differences(film, copy) or quality.faults_of(copy)
