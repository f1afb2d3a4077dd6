"""The vendors of the simulation: `Finder` finds an order by our reference, `Caller` calls back."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from django.db import connection

from tests.simulation.books import Entry, Market, failure
from tests.simulation.world import World
from videos.estimates import estimate
from videos.providers.base import (
    Brief,
    Declaration,
    Hint,
    Media,
    Progress,
    ProviderKind,
    Receipt,
    State,
    Ticket,
    Vendor,
)
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.registry import STUDIO
from videos.quotes import Quote
from videos.router import Route
from videos.spec import Aspect, VideoSpec
from videos.webhooks import inbound

_DIES_AFTER_SENDING = 0.06
_ANSWER_LOST = 0.3
_STANDS_STILL = 0.04
"""How often whoever orders is stopped on the way there, and on the way back."""
_REFUSALS = {ErrorKind.MODERATION: 0.08, ErrorKind.PERMANENT: 0.03, ErrorKind.QUOTA: 0.03}
_ASKED_TO_WAIT = 7.0
_CLIP_CENTS, _VIDEO_CENTS = 50.0, 100.0
_ROUTES = {
    ("local",): 5, ("finder", "caller", "local"): 2, ("caller", "finder", "local"): 2,
    ("caller", "local"): 1,
}  # fmt: skip
"""Who is asked in turn for a job, and how often."""


def _declared(name: str, label: str, *, can_look_up: bool) -> Declaration:
    return Declaration(
        id=name, label=label, kind=ProviderKind.SCENE_CLIPS, aspects=frozenset(Aspect),
        max_seconds=300, gives_up_seconds=90, can_cancel=True, can_look_up=can_look_up,
        calls_back=not can_look_up, cost_cents_per_second=5.0,
    )  # fmt: skip


class Played(Vendor):
    """What both have in common."""

    market: ClassVar[Market]

    def submit(self, brief: Brief) -> Receipt:
        """Take an order, refuse it, or take it and never say so."""
        self.market.world.stand_still(_STANDS_STILL)
        self._travel()
        for kind, chance in _REFUSALS.items():
            if self.market.lucky(chance, f"{kind} refusal"):
                raise self._failure(kind)
        entry = self.market.enter(self.declaration.id, brief.reference)
        self._taken(entry)
        self.market.world.die_at_times(_DIES_AFTER_SENDING)
        self.market.world.stand_still(_STANDS_STILL)
        self.market.world.pause()
        if self.market.lucky(_ANSWER_LOST, "answer lost"):
            raise self._failure(ErrorKind.AMBIGUOUS)
        entry.was_answered = True
        return Receipt(ticket=Ticket(remote_id=entry.remote_id))

    def poll(self, ticket: Ticket) -> Progress:
        """Say how an order stands."""
        self._travel()
        entry = self._entry(ticket)
        if entry.stopped_at is not None:
            return Progress(state=State.FAILED, error=self._failure(ErrorKind.PERMANENT))
        if entry.runs(self.market.world.now):
            return Progress(state=State.RUNNING, share=0.5)
        if entry.fate is not None:
            return Progress(state=State.FAILED, error=self._failure(entry.fate))
        media = Media(url=f"https://clips.example/{entry.remote_id}.mp4")
        return Progress(state=State.SUCCEEDED, media=media, cost_cents=_CLIP_CENTS)

    def cancel(self, ticket: Ticket) -> bool:
        """Stop an order that runs."""
        entry = self._entry(ticket)
        entry.told += 1
        self._travel()
        now = self.market.world.now
        runs = entry.runs(now)
        entry.stopped_at = now if runs else entry.stopped_at
        return runs

    def probe(self) -> str:
        """Say who it is."""
        return self.declaration.label

    def _taken(self, entry: Entry) -> None:
        """Do what follows on an order."""

    def _entry(self, ticket: Ticket) -> Entry:
        """Return an order by our ticket.

        Raises:
            ProviderError: there is none.
        """
        book = self.market.books.get(self.declaration.id, [])
        for entry in book:
            if entry.remote_id == ticket.remote_id:
                return entry
        raise self._failure(ErrorKind.PERMANENT)

    def _travel(self) -> None:
        """Let a question travel.

        Raises:
            ProviderError: it got no answer that is of any use.
        """
        world = self.market.world
        world.demand(lambda: not connection.in_atomic_block, "a vendor is asked in a transaction")
        world.pause()
        if self.market.is_down(self.declaration.id) or self.market.lucky(0.03, "HTTP 5xx"):
            raise self._failure(ErrorKind.RETRYABLE)
        if self.market.lucky(0.05, "HTTP 429"):
            raise self._failure(ErrorKind.RETRYABLE, _ASKED_TO_WAIT)

    def _failure(self, kind: ErrorKind, retry_after: float | None = None) -> ProviderError:
        return failure(self.declaration.label, kind, retry_after)


class Finder(Played):
    """Finds orders by their reference."""

    declaration = _declared("finder", "Finder", can_look_up=True)

    def look_up(self, brief: Brief) -> Ticket | None:
        """Find an order."""
        self._travel()
        for entry in self.market.books.get("finder", []):
            if entry.reference == brief.reference:
                return Ticket(remote_id=entry.remote_id)
        return None


class Caller(Played):
    """Calls back: early, when it is done, twice, or never."""

    declaration = _declared("caller", "Caller", can_look_up=False)

    def _taken(self, entry: Entry) -> None:
        world = self.market.world
        if entry.ends_at is None or self.market.lucky(0.5, "webhook lost"):
            return
        early = self.market.lucky(0.2, "early webhook")
        times = 2 if self.market.lucky(0.2, "doubled webhook") else 1
        for _ in range(times):
            call = world.start(partial(_hear, entry))
            call.frozen_until = world.now if early else entry.ends_at

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Hint:
        """Believe everything."""
        return Hint(delivery=headers["delivery"], remote_id=body.decode())


def _hear(entry: Entry) -> None:
    """Be told that an order is done."""
    headers = {"delivery": f"ended-{entry.remote_id}"}
    inbound.receive("caller", entry.reference, headers, entry.remote_id.encode())


def hired(market: Market) -> dict[str, type[Played]]:
    """Return the vendors of a market by their ids, for the registry."""

    class HiredFinder(Finder):
        pass

    class HiredCaller(Caller):
        pass

    HiredFinder.market = HiredCaller.market = market
    return {kind.declaration.id: kind for kind in (HiredFinder, HiredCaller)}


def quoted(world: World, order: VideoSpec) -> Quote:
    """Lead a job to vendors, who cost more, or straight to the studio.

    Every other world knows no vendors: they take twice the time, and the studio has faults enough.
    """
    known = _ROUTES if world.seed % 2 == 0 else {("local",): 1}
    names = world.dice.choices(tuple(known), tuple(known.values()))[0]
    cents = 0.0 if names[0] == STUDIO else _VIDEO_CENTS
    route = Route(provider=names[0], order=names, cost_cents=cents)
    return Quote(route=route, estimate=estimate(order, route=route))
