"""The choice, as it is frozen on a job."""

from dataclasses import dataclass, replace

from videos.router import reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A provider that was looked at, and the sentence that says why it was taken or left."""

    provider: str
    label: str
    taken: bool
    reason: str
    configured: bool = True
    """Whether it is there at all; what is not is of interest to admins alone."""

    @property
    def sentence(self) -> str:
        """Who it is, and why it was taken or left."""
        return f"{self.label}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Who makes a video: frozen on its job when it is submitted, so that reasons stay true."""

    provider: str
    order: tuple[str, ...] = ()
    """`provider`, and behind it those that are asked when it fails, in this order."""
    chosen: bool = False
    """Whether the creator named the provider: who falls back from it says so in the job's notes."""
    candidates: tuple[Candidate, ...] = ()
    """Everybody, the best first."""
    cost_cents: float = 0.0
    """What the vendor is expected to charge us, in US cents; 0 for the studio."""
    wait_seconds: float = 0.0
    """How long the vendor is expected to take."""

    @property
    def fallbacks(self) -> tuple[str, ...]:
        """Those that are asked when the provider fails."""
        return self.order[1:]

    @property
    def label(self) -> str:
        """What people call the provider."""
        return next((c.label for c in self.candidates if c.taken), self.provider)

    @property
    def present(self) -> tuple[Candidate, ...]:
        """The candidates that are configured, which are those that creators can choose from."""
        return tuple(candidate for candidate in self.candidates if candidate.configured)

    def kept_here(self, studio: str, note: str) -> "Route":
        """Return the route to the provider `studio` alone, when vendors must not get the order.

        `note` says why, in a sentence.
        """
        told = [self._kept(candidate, studio, note) for candidate in self.candidates]
        return Route(
            provider=studio,
            order=(studio,),
            candidates=tuple(sorted(told, key=lambda candidate: not candidate.taken)),
        )

    def _kept(self, candidate: Candidate, studio: str, note: str) -> Candidate:
        if candidate.provider == studio:
            return replace(candidate, taken=True, reason=reasons.KEPT)
        if not candidate.configured:
            return candidate
        led = candidate.provider == self.provider
        reason = f"not asked. {note}" if led else reasons.BARRED
        return replace(candidate, taken=False, reason=reason)
