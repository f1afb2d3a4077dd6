"""Chooses the provider of a job, and says why. Pure: the same facts give the same route."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from videos.providers.base import Declaration
from videos.providers.registry import declarations
from videos.spec import VideoSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A provider that was looked at, and the sentence that says why it was taken or left."""

    provider: str
    label: str
    taken: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The choice, frozen on the job when it is submitted."""

    provider: str
    candidates: tuple[Candidate, ...]


class NoProvider(LookupError):
    """No provider can make what was ordered."""


def choose(order: VideoSpec) -> Route:
    """Return the route of `order` among the registered providers."""
    return rank(order, declarations(), configured=frozenset(os.environ))


def rank(
    order: VideoSpec, providers: Sequence[Declaration], *, configured: Collection[str]
) -> Route:
    """Return the route of `order`: the cheapest of the `providers` that can make it.

    `configured` holds the names of the settings that are present.

    Raises:
        NoProvider: none of them can.
    """
    obstacles = {p.id: _obstacle(p, order, configured) for p in providers}
    able = [p for p in providers if not obstacles[p.id]]
    if not able:
        raise NoProvider(" ".join(f"{p.label}: {obstacles[p.id]}" for p in providers))
    best = min(able, key=lambda provider: provider.cost_cents_per_second)
    return Route(
        provider=best.id,
        candidates=tuple(
            Candidate(
                provider=p.id,
                label=p.label,
                taken=p is best,
                reason=obstacles[p.id] or _merit(p, best),
            )
            for p in providers
        ),
    )


def _obstacle(provider: Declaration, order: VideoSpec, configured: Collection[str]) -> str:
    missing = [name for name in provider.settings if name not in configured]
    if missing:
        return f"not configured: set {', '.join(missing)}."
    if order.aspect not in provider.aspects:
        return f"cannot make {order.aspect.value}."
    if order.duration_seconds > provider.max_seconds:
        return f"makes at most {provider.max_seconds} seconds."
    return ""


def _merit(provider: Declaration, best: Declaration) -> str:
    return "ready, and the best price." if provider is best else f"costs more than {best.label}."
