"""A circuit breaker without a state of its own: it is read from how the last submissions ended."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from videos.router.facts import Circuit

WINDOW = 20
"""How many of the last submissions count."""
WITHIN = timedelta(hours=1)
"""How long a submission counts after its end."""
FEWEST = 5
"""Submissions before which nothing is concluded."""
TOO_MANY_FAILED = 0.6
REST = timedelta(minutes=5)
"""How long a provider that fails is left alone before one order tries it again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a submission ended."""

    at: datetime
    failed: bool
    """Whether through the provider's own fault."""


@dataclass(slots=True)
class Breaker:
    """Follows the outcomes of one provider, in the order in which they came."""

    window: list[Outcome] = field(default_factory=list)
    """What counts: the last outcomes, since the provider recovered if it ever did."""
    opened_at: datetime | None = None

    def see(self, outcome: Outcome) -> None:
        """Take note of how one more submission ended."""
        if self.opened_at and not outcome.failed and outcome.at - self.opened_at >= REST:
            self.window, self.opened_at = [], None  # the try went well: a fresh start
        self.window = [*self.window, outcome][-WINDOW:]
        if outcome.failed and self._fails():
            self.opened_at = outcome.at

    def state(self, now: datetime) -> Circuit:
        """Return whether the provider is ordered from."""
        if self.opened_at is None:
            return Circuit.CLOSED
        return Circuit.HALF_OPEN if now - self.opened_at >= REST else Circuit.OPEN

    def _fails(self) -> bool:
        if self.opened_at:
            return True
        failed = sum(outcome.failed for outcome in self.window)
        return len(self.window) >= FEWEST and failed / len(self.window) >= TOO_MANY_FAILED


def follow(outcomes: Sequence[Outcome]) -> Breaker:
    """Return the breaker after `outcomes`, the oldest first."""
    breaker = Breaker()
    for outcome in outcomes:
        breaker.see(outcome)
    return breaker
