"""When a vendor gets no orders of ours: it has its fill, it fails, or its budget is spent."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from config import env
from videos import budgets, health
from videos.models import Submission
from videos.providers.registry import declaration, missing
from videos.router import Circuit

FULL_WAIT = timedelta(seconds=5)


def is_full(provider: str) -> bool:
    """Say whether the vendor works on as many orders of ours as it takes at a time."""
    live = Submission.objects.filter(provider=provider, ended_at=None).count()
    return live >= parallel(provider)


def parallel(provider: str) -> int:
    """Return how many orders the vendor works on at a time for our account.

    `<ID>_PARALLEL` says so for accounts that may have more or less than usual.
    """
    return env.integer(f"{provider.upper()}_PARALLEL", declaration(provider).parallel, minimum=1)


def closed(route: Sequence[str]) -> frozenset[str]:
    """Return the vendors of a route that get no new orders at the moment."""
    now = timezone.now()
    failing = {
        name
        for name, standing in health.standings(route, now).items()
        if standing.circuit is Circuit.OPEN
    }
    unset = {name for name in route if missing(declaration(name))}
    spent = health.spent_cents(now) if budgets.any_is_set() else {}
    return frozenset(unset | failing | _spent(route, spent))


def _spent(route: Sequence[str], spent: dict[str, float]) -> set[str]:
    """Return those whose share of the day is used up, or all when the whole of it is."""
    if _is_used_up(sum(spent.values()), ""):
        return set(route)
    return {name for name in route if _is_used_up(spent.get(name, 0.0), name)}


def _is_used_up(cents: float, provider: str) -> bool:
    cap = budgets.daily_budget(provider)
    return cap is not None and cents >= cap
