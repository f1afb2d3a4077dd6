"""The interface of every provider: submit, poll, cancel, look up, parse a webhook, price, probe.

An adapter talks to one vendor and nothing else: no database, no storage, no other adapter. It is
made anew for each use, reads its settings from the environment, and keeps no state. What must be
remembered between calls is in the `Ticket`, which survives JSON.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from config import env
from videos.providers.declaration import Declaration, ProviderKind
from videos.providers.errors import ProviderError, permanent
from videos.providers.http import origin
from videos.spec import Aspect

__all__ = [
    "BadSignature", "Brief", "Declaration", "Hint", "Media", "Progress", "Provider",
    "ProviderKind", "Receipt", "State", "Ticket", "Vendor",
]  # fmt: skip


class State(StrEnum):
    """Where a submission stands, in our words whatever the vendor's are."""

    WAITING = "waiting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What one submission asks for: a clip for a scene, or a presenter for the whole script."""

    reference: str
    """Ours, unique to the submission; given to vendors that can find submissions by it."""
    prompt: str
    """What is to be seen, for stock footage as search words; for presenters: what is said."""
    aspect: Aspect
    seconds: float
    """How long the clip is wanted; adapters round up to a length of theirs.
    For presenters: about how long the script takes to say."""
    language: str = "en"
    voice: str = "auto"
    """For presenters: "female", "male" or "auto"."""
    callback: str = ""
    """Where the vendor may tell us that it is done; empty when it cannot reach us."""
    search_words: tuple[str, ...] = ()
    """For stock footage: what is searched by; empty: the prompt."""
    avoid: frozenset[str] = frozenset()
    """For stock footage: sources that the video shows already, as `Media.source`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A finished clip at the vendor's."""

    url: str
    """Where it can be fetched, without credentials unless `headers` says otherwise; may hold the
    whole clip as a `data:` address, so it is not for storing or logging."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Only for vendors that serve results from their own API behind the key; never logged, never
    stored, and not sent on to another origin."""
    source: str = ""
    """For stock footage: what tells this clip from others."""
    credit: str = ""
    """For stock footage: who is to be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the vendor says about a submission."""

    state: State
    share: float | None = None
    """How far it is, 0 to 1, where the vendor tells."""
    media: Media | None = None
    """Set exactly when succeeded."""
    error: ProviderError | None = None
    """Set exactly when failed."""
    cost_cents: float | None = None
    """What the vendor charged, where it tells."""
    poll_after: float | None = None
    """Seconds to wait before asking again, where the vendor wishes for some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a submission is asked for by, again and again; kept as JSON in between."""

    remote_id: str
    handle: Mapping[str, str] = field(default_factory=dict)
    """What polling needs besides the id: addresses that the vendor gave, the kind of product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The answer to a submission that the vendor accepted."""

    ticket: Ticket
    cost_cents: float | None = None
    """What the vendor said that it will charge."""
    progress: Progress | None = None
    """Set when the answer told the state as well, or was the result already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What a webhook says: look at this submission. Never believed, only followed."""

    delivery: str
    """Unique to the delivery, or to what it says: a second one like it is a repetition."""
    remote_id: str = ""
    reference: str = ""
    """At least one of the two is set."""


class BadSignature(ValueError):
    """A webhook was not signed by the vendor, or too long ago."""


class Provider(ABC):
    """Whoever can make pictures: the studio here, or a vendor far away."""

    declaration: ClassVar[Declaration]

    @abstractmethod
    def probe(self) -> str:
        """Try whether it works without spending, and return what it says of itself.

        Raises:
            ProviderError: the credentials or the address are wrong.
        """

    def price(self, brief: Brief) -> float:
        """Return what `brief` will cost us, in US cents, as far as it is known beforehand."""
        return self.declaration.cost_cents_per_second * self.length(brief)

    def length(self, brief: Brief) -> float:
        """Return the seconds of clip that `brief` is answered with: a length of the vendor's."""
        return self.declaration.length(brief.seconds)

    def check(self, brief: Brief) -> None:
        """Refuse what would be refused, before anything is sent.

        Raises:
            ProviderError: of the kind PERMANENT, with a sentence.
        """
        declared = self.declaration
        if brief.aspect not in declared.aspects:
            raise permanent(f"{declared.label} cannot make {brief.aspect.value}.")
        if not brief.prompt.strip():
            raise permanent(f"{declared.label} needs words to go by.")
        if len(brief.prompt) > declared.longest_prompt:
            raise permanent(
                f"{declared.label} takes at most {declared.longest_prompt:,} characters at once; "
                f"this has {len(brief.prompt):,}."
            )


class Vendor(Provider):
    """A service that is ordered from and asked until it is done."""

    addresses: ClassVar[tuple[str, ...]] = ()
    """Variables by which the operator may set another address: that of a proxy, or of a test."""

    @abstractmethod
    def submit(self, brief: Brief) -> Receipt:
        """Order what `brief` asks for. Sent at most once: nothing in here tries again.

        Raises:
            ProviderError: refused, or with the kind AMBIGUOUS when it may have been accepted.
        """

    @abstractmethod
    def poll(self, ticket: Ticket) -> Progress:
        """Ask how a submission stands. Safe to repeat.

        Raises:
            ProviderError: the question was not answered; that says nothing of the submission,
                unless it is PERMANENT: the vendor does not know it any more.
        """

    def cancel(self, ticket: Ticket) -> bool:
        """Tell the vendor to stop, and return whether it will. A finished one is no error."""
        return False

    def look_up(self, brief: Brief) -> Ticket | None:
        """Find the submission made for `brief` by its reference; None when there is none.

        Only for those that declare `can_look_up`.
        """
        raise NotImplementedError(f"{self.declaration.label} cannot look submissions up.")

    def ticket(self, remote_id: str) -> Ticket:
        """Return the ticket of a submission of which only the vendor's id is known.

        That is so when its answer was lost and a webhook told of it.
        """
        return Ticket(remote_id=remote_id)

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Hint:
        """Return what a webhook says; header names are looked up without regard to their case.

        Raises:
            BadSignature: it is not the vendor's, or too old.
            ProviderError: the keys to verify it by could not be fetched.
        """
        raise BadSignature(f"{self.declaration.label} does not call.")

    def origins(self) -> frozenset[str]:
        """Return the origins ("http://gpu.local:8000") that the operator configured.

        Results are fetched from these as they are; from anywhere else only over https from
        public addresses.
        """
        return frozenset(origin(url) for url in map(env.text, self.addresses) if url)
