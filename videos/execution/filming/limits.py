"""When a vendor takes no orders of ours: it works on as many as it may, or its budget is spent."""

from collections.abc import Sequence
from datetime import timedelta

from config import env
from videos.models import Submission
from videos.providers.registry import declaration, missing

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
    """Return the vendors of a route that cannot be ordered from now."""
    return frozenset(name for name in route if missing(declaration(name)))
