"""The books of the simulation's vendors: what they took, what becomes of it, who is down."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.booked import Booked
from tests.filmed import is_late
from tests.simulation.world import Actor, T, World
from videos.models import Submission
from videos.providers.base import Media
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.fetching import Expired
from videos.states import SubmissionPhase

_LONGEST_WORK = 40.0
"""Seconds that a vendor takes for a clip, unless it never comes to an end."""
_STALLS = 0.05
_FATES = {
    ErrorKind.RETRYABLE: 0.08, ErrorKind.PERMANENT: 0.04, ErrorKind.MODERATION: 0.04,
}  # fmt: skip
_LONGEST_OUTAGE = 30.0
_DIES_AFTER_STORING = 0.1


@dataclass(eq=False, slots=True)
class Entry:
    """An order in a vendor's book."""

    reference: str
    remote_id: str
    at: datetime
    ends_at: datetime | None
    """When it comes to its end, if nobody stops it; None when it never does."""
    fate: ErrorKind | None
    """As what it fails; None when it is made."""
    sender: Actor
    was_answered: bool = False
    told: int = 0
    """How often we told the vendor to stop."""
    stopped_at: datetime | None = None

    def runs(self, now: datetime) -> bool:
        """Say whether the vendor works on it."""
        return self.stopped_at is None and (self.ends_at is None or self.ends_at > now)

    def booked(self) -> Booked:
        """Return it as it is judged."""
        return Booked(
            remote_id=self.remote_id, reference=self.reference, at=self.at,
            was_told=bool(self.told), over_at=self.ends_at,
            was_heard=self.was_answered and not self.sender.is_dead,
        )  # fmt: skip


@dataclass(slots=True)
class Market:
    """The vendors of a world: their books, and who is down until when."""

    world: World
    books: dict[str, list[Entry]] = field(default_factory=dict)
    _down_until: dict[str, datetime] = field(default_factory=dict)

    @property
    def booked(self) -> list[Booked]:
        """Everything that was ordered from anybody."""
        return [entry.booked() for entry in self._entries()]

    def lucky(self, chance: float, what: str) -> bool:
        """Say whether something bad happens now, as it may at any time with vendors."""
        if self.world.dice.random() >= chance:
            return False
        self.world.seen[what] += 1
        return True

    def is_down(self, provider: str) -> bool:
        """Say whether a vendor answers nobody just now."""
        now, dice = self.world.now, self.world.dice
        if self.world.is_faulty and self.lucky(0.02, "vendor down"):
            self._down_until[provider] = now + timedelta(seconds=dice.uniform(5, _LONGEST_OUTAGE))
        return self._down_until.get(provider, now) > now

    def enter(self, provider: str, reference: str) -> Entry:
        """Write an order down that has arrived."""
        world, book = self.world, self.books.setdefault(provider, [])
        world.demand(lambda: self._may_come(reference), f"{reference} may not be ordered")
        stalls = world.dice.random() < _STALLS
        work = timedelta(seconds=world.dice.uniform(2, _LONGEST_WORK))
        entry = Entry(
            reference=reference, remote_id=f"{provider}-{len(book)}", at=world.now,
            ends_at=None if stalls else world.now + work, fate=self._fate(),
            sender=world.current(),
        )  # fmt: skip
        book.append(entry)
        world.seen["ordered from a vendor"] += 1
        return entry

    def fetch(self, media: Media, target: Path, *, label: str, **_: object) -> None:
        """Fetch a clip, in the place of `videos.providers.fetching.fetch`."""
        self.world.pause()
        if self.lucky(0.1, "expired link"):
            raise Expired("HTTP 403 for the result")
        if self.lucky(0.05, "broken fetch"):
            raise failure(label, ErrorKind.RETRYABLE)
        target.write_bytes(media.url.encode())
        self.world.pause()

    def perilous(self, store: Callable[..., T]) -> Callable[..., T]:
        """Let some of those who store a clip die before they can say so."""

        def stored(*arguments: Any) -> T:
            done = store(*arguments)
            self.world.die_at_times(_DIES_AFTER_STORING)
            return done

        return stored

    def _entries(self) -> list[Entry]:
        return [entry for book in self.books.values() for entry in book]

    def _fate(self) -> ErrorKind | None:
        healthy = 1 - sum(_FATES.values())
        kinds = (*_FATES, None)
        return self.world.dice.choices(kinds, (*_FATES.values(), healthy))[0]

    def _may_come(self, reference: str) -> bool:
        """Say whether an order has a row, comes once, and is the only one for its scene.

        One that is late may have been given up, and another placed.
        """
        row = Submission.objects.filter(reference=reference).first()
        if row is None or any(entry.reference == reference for entry in self._entries()):
            return False
        late = is_late(self.world.now, row)
        return late or not any(self._is_rival(entry, row) for entry in self._entries())

    def _is_rival(self, entry: Entry, row: Submission) -> bool:
        """Say whether an order shows the same scene, and is being made as far as anybody knows."""
        if entry.told or not entry.runs(self.world.now):
            return False
        other = Submission.objects.get(reference=entry.reference)
        return (
            (other.job_id, other.scene) == (row.job_id, row.scene)
            and other.phase != SubmissionPhase.LOST
            and not is_late(entry.at, other)
        )


def failure(label: str, kind: ErrorKind, retry_after: float | None = None) -> ProviderError:
    """Return the error with which a vendor answers."""
    return ProviderError(
        said(label, kind), kind=kind, evidence=f"It said: {kind}.", retry_after=retry_after
    )
