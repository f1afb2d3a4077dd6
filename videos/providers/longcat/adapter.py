"""LongCat on a server of one's own, whether it answers with the clip or with an id."""

import math
from dataclasses import replace

from config import env
from videos.providers.base import (
    Brief,
    Declaration,
    Media,
    Progress,
    ProviderKind,
    Receipt,
    State,
    Ticket,
    Vendor,
)
from videos.providers.errors import ErrorKind
from videos.providers.http import Client, origin
from videos.providers.longcat import dialect, schema

_NOBODYS = "reelsmith-probe"
_AT_ONCE = "url"
"""Where a ticket holds the clip of a server that answered with it."""


class LongCat(Vendor):
    """The server at `LONGCAT_VIDEO_ENDPOINT`; `LONGCAT_API_KEY` if it wants a key."""

    declaration = Declaration(
        id="longcat",
        label="LongCat",
        kind=ProviderKind.SCENE_CLIPS,
        aspects=frozenset(schema.SHAPES),
        max_seconds=600,
        settings=("LONGCAT_VIDEO_ENDPOINT",),
        longest_prompt=2_000,
        parallel=1,
        quality=2,
        usual_wait_seconds=300,
        gives_up_seconds=3_600,
    )

    def __init__(self) -> None:
        key = env.secret("LONGCAT_API_KEY")
        self._dialect = dialect.from_environment()
        self._client = Client(
            label=self.declaration.label,
            base=self._dialect.endpoint,
            headers=self._dialect.headers(key),
            secrets=(key,),
        )
        patience = env.integer("LONGCAT_CREATE_SECONDS", 600, minimum=1)
        self._orders = replace(self._client, read_seconds=patience)

    def submit(self, brief: Brief) -> Receipt:
        """Order a clip. A server that answers with it lets us wait for minutes."""
        wanted = schema.body(brief, self.length(brief), self._dialect)
        reply = self._orders.order("POST", self._dialect.create_url, json=wanted)
        remote_id = schema.remote_id(reply, self._dialect)
        progress = schema.at_once(reply, self._dialect, self._client)
        if not remote_id and progress is None:
            raise self._client.error(ErrorKind.AMBIGUOUS, reply)
        handle = {_AT_ONCE: progress.media.url} if progress and progress.media else {}
        ticket = Ticket(remote_id=remote_id or brief.reference, handle=handle)
        return Receipt(ticket=ticket, progress=progress)

    def poll(self, ticket: Ticket) -> Progress:
        """Ask for a clip, unless the ticket holds it."""
        if _AT_ONCE in ticket.handle:
            media = Media(url=ticket.handle[_AT_ONCE])
            return Progress(state=State.SUCCEEDED, media=media)
        reply = self._client.ask(
            self._dialect.status_method,
            self._dialect.status_url(ticket.remote_id),
            **self._dialect.question(ticket.remote_id),
        )
        return schema.progress(reply, self._dialect, self._client)

    def length(self, brief: Brief) -> float:
        """Return the seconds of `brief`, rounded up: servers may want whole ones."""
        return float(max(1, math.ceil(brief.seconds - 0.05)))

    def probe(self) -> str:
        """Ask for a clip that nobody ordered: any answer but a locked door will do."""
        spoken = self._dialect
        reply = self._client.hear(
            spoken.status_method, spoken.status_url(_NOBODYS), **spoken.question(_NOBODYS)
        )
        if reply.status not in {400, 404, 405, 422}:
            self._client.settled(reply)
        return f"answers at {origin(spoken.endpoint)}"

    def origins(self) -> frozenset[str]:
        """Return the server's own place, and others where it keeps clips."""
        own = origin(self._dialect.endpoint)
        return frozenset({own, *map(origin, env.items("LONGCAT_RESULT_ORIGINS"))})


PROVIDER = LongCat
