"""What the router goes by: plain values, gathered elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Preference(StrEnum):
    """What the operator wants of an order that leaves the choice to us."""

    STUDIO = "studio"  # the local studio; vendors are for those who choose one
    QUALITY = "quality"  # the best pictures
    PRICE = "price"  # what costs us least
    SPEED = "speed"  # what is ready first


class Circuit(StrEnum):
    """Whether a provider is ordered from, after what its last orders came to."""

    CLOSED = "closed"  # it works: orders flow
    OPEN = "open"  # it fails: it is left alone for a while
    HALF_OPEN = "half_open"  # it failed a while ago: one order may try it


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one provider stands at the moment."""

    missing: tuple[str, ...] = ()
    """The environment variables that it still needs; empty when it is configured."""
    circuit: Circuit = Circuit.CLOSED
    ended: int = 0
    """Its last submissions that ended, as far as they count."""
    failed: int = 0
    """Those of them that failed through its own fault."""
    live: int = 0
    """Submissions that it is working on."""
    probed: bool = False
    """While the circuit is half-open: whether an order is on its way already to try it."""
    spent_cents: float = 0.0
    """What it charges us for today so far, in US cents."""
    budget_cents: float | None = None
    """What it may charge us for a day; None is no cap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """How things stand, whatever is ordered."""

    standings: Mapping[str, Standing] = field(default_factory=dict)
    """By provider; one that is not in here is ready and has no history."""
    preference: Preference = Preference.STUDIO
    allowed: frozenset[str] | None = None
    """The providers in the creator's plan; None is all of them. The studio is in every plan."""
    spent_cents: float = 0.0
    """What all vendors together charge us for today so far."""
    budget_cents: float | None = None
    """What they may charge us for a day together; None is no cap."""

    def of(self, provider: str) -> Standing:
        """Return how `provider` stands."""
        return self.standings.get(provider, Standing())


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What an order is, beyond its words."""

    seconds: float
    """Expected length of the video."""
    scenes: int = 1
    """Expected number of its scenes."""
    language: str = "en"
    """BCP 47 primary tag of what is spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a route depends on, besides the order and what providers declare."""

    conditions: Conditions
    work: Work
