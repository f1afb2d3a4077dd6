"""How vendors are doing and what they cost today, read from the orders that were placed with them.

Two statements; one more where a budget is set, and one more while a circuit is half-open.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db.models import Count, F, Max, Sum, Window
from django.db.models.functions import RowNumber

from videos.models import Job, Submission
from videos.providers.errors import ErrorKind
from videos.router import Circuit, Standing
from videos.router.circuit import WINDOW, WITHIN, Breaker, Outcome, follow
from videos.states import SubmissionPhase

_NOT_ITS_FAULT = {ErrorKind.PERMANENT, ErrorKind.MODERATION}
"""Failures of what was ordered: whoever says so works."""


def standings(vendors: Collection[str], now: datetime) -> dict[str, Standing]:
    """Return how each of `vendors` is doing, by id."""
    breakers, live = _breakers(vendors, now), _live(vendors)
    probed = _probed(breakers, {name: newest for name, (_, newest) in live.items()}, now)
    return {
        name: Standing(
            circuit=breaker.state(now),
            ended=len(breaker.window),
            failed=sum(outcome.failed for outcome in breaker.window),
            live=live[name][0] if name in live else 0,
            probed=name in probed,
        )
        for name, breaker in breakers.items()
    }


def spent_cents(now: datetime) -> dict[str, float]:
    """Return what vendors charge us for what was ordered since midnight (UTC), by id."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Submission.objects.filter(created_at__gte=midnight).order_by()
    sums = rows.values_list("provider").annotate(Sum("cost_cents"))
    return {provider: float(cents) for provider, cents in sums}


def _breakers(vendors: Collection[str], now: datetime) -> dict[str, Breaker]:
    rows = (
        Submission.objects.filter(provider__in=vendors, ended_at__gt=now - WITHIN)
        .exclude(phase=SubmissionPhase.CANCELED)
        .annotate(
            place=Window(RowNumber(), partition_by=F("provider"), order_by=F("ended_at").desc())
        )
        .filter(place__lte=WINDOW)
        .order_by("ended_at", "pk")
    )
    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    for name, at, phase, kind in rows.values_list("provider", "ended_at", "phase", "error_kind"):
        if at is not None:  # as the filter says; the type checker cannot know
            outcomes[name].append(Outcome(at, _failed(phase, kind)))
    return {name: follow(outcomes[name]) for name in vendors}


def _failed(phase: str, kind: str) -> bool:
    if phase == SubmissionPhase.FAILED:
        return kind not in _NOT_ITS_FAULT
    return phase == SubmissionPhase.LOST


def _live(vendors: Collection[str]) -> dict[str, tuple[int, datetime]]:
    """Return how many submissions each vendor has, and since when it has the newest."""
    rows = Submission.objects.filter(provider__in=vendors, ended_at=None).order_by()
    counts = rows.values_list("provider").annotate(Count("pk"), Max("created_at"))
    return {name: (count, newest) for name, count, newest in counts}


def _probed(
    breakers: Mapping[str, Breaker], newest: Mapping[str, datetime], now: datetime
) -> set[str]:
    """Return those of the half-open vendors that an order is trying, or on its way to try.

    A job counts from its submission: its order is placed only when its scenes are planned. Two
    jobs at the very same moment may both be let through.
    """
    opened = {
        name: breaker.opened_at
        for name, breaker in breakers.items()
        if breaker.opened_at and breaker.state(now) is Circuit.HALF_OPEN
    }
    if not opened:
        return set()
    tries = [*newest.items(), *_routed(opened)]
    return {name for name, at in tries if name in opened and at > opened[name]}


def _routed(vendors: Iterable[str]) -> Iterable[tuple[str, datetime]]:
    """Return the vendors of jobs that are not over, with when each was submitted."""
    jobs = Job.objects.filter(finished_at=None, route__provider__in=list(vendors)).order_by()
    return jobs.values_list("route__provider", "created_at")
