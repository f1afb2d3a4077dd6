"""Synthesia over its HTTP API. It cannot be told to stop, and knows no key for idempotency."""

from collections.abc import Mapping

from config import env
from videos.providers import casting, listing, signing
from videos.providers.base import (
    Brief,
    Declaration,
    Hint,
    Progress,
    ProviderKind,
    Receipt,
    Ticket,
    Vendor,
)
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.http import Client, Reply, kind_of
from videos.providers.synthesia import schema

_TOLERANCE = 15 * 60
"""Seconds; deliveries are repeated for ten minutes."""


class Synthesia(Vendor):
    """Videos of one scene for each paragraph.

    Its webhooks are registered once for the account, instead of given with each video.
    """

    addresses = ("SYNTHESIA_BASE_URL",)
    declaration = Declaration(
        id="synthesia",
        label=schema.LABEL,
        kind=ProviderKind.PRESENTER,
        aspects=frozenset(schema.ASPECTS),
        max_seconds=900,
        settings=("SYNTHESIA_API_KEY",),
        cost_cents_per_second=4.5,
        longest_prompt=10_000,
        quality=4,
        usual_wait_seconds=600,
        gives_up_seconds=5_400,
        can_look_up=True,
        calls_back=True,
    )

    def __init__(self) -> None:
        key = env.secret("SYNTHESIA_API_KEY")
        self._client = Client(
            label=schema.LABEL,
            base=env.text("SYNTHESIA_BASE_URL", "https://api.synthesia.io/v2"),
            headers={"Authorization": key},  # as it is, without a scheme
            secrets=(key,),
            understand=self._refusal,
        )

    def check(self, brief: Brief) -> None:
        """Refuse besides languages that no voice is set for."""
        super().check(brief)
        casting.check_language(schema.LABEL, brief, schema.voice(brief))

    def submit(self, brief: Brief) -> Receipt:
        """Order a video."""
        reply = self._client.order("POST", "videos", json=schema.body(brief))
        remote_id = reply.data.get("id")
        if not isinstance(remote_id, str):
            raise self._client.error(ErrorKind.AMBIGUOUS, reply)
        return Receipt(ticket=Ticket(remote_id=remote_id))

    def poll(self, ticket: Ticket) -> Progress:
        """Ask for a video; a finished one comes with a fresh link."""
        reply = self._client.ask("GET", f"videos/{ticket.remote_id}")
        return schema.progress(reply, self._client)

    def look_up(self, brief: Brief) -> Ticket | None:
        """Look through the account's own videos for our reference."""
        offset = 0
        for _ in range(listing.MOST_PAGES):
            reply = self._client.ask("GET", "videos", params={"limit": 100, "offset": offset})
            fields = ("callbackId",)
            remote_id = listing.find(self._client, reply, "videos", fields, brief.reference)
            if remote_id:
                return Ticket(remote_id=remote_id)
            following = schema.following(reply)
            if following <= offset:
                return None
            offset = following
        raise listing.endless(schema.LABEL)

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Hint:
        """Verify by `SYNTHESIA_WEBHOOK_SECRET`, shown once when the webhook was registered."""
        lower = signing.lower(headers)
        timestamp = lower.get("synthesia-timestamp", "")
        message = timestamp.encode() + b"." + body
        secret = env.secret("SYNTHESIA_WEBHOOK_SECRET")
        signing.verify(secret, message, lower.get("synthesia-signature", ""))
        signing.check_time(timestamp, tolerance=_TOLERANCE)
        said = signing.read(body)
        data = said.get("data")
        video = data if isinstance(data, dict) else {}
        delivery = f"{said.get('type')}:{video.get('id')}"
        return signing.hint(delivery, video.get("id"), video.get("callbackId"))

    def probe(self) -> str:
        """Ask for one video, which needs the key."""
        self._client.ask("GET", "videos", params={"limit": 1})
        test = env.flag("SYNTHESIA_TEST", default=False)
        return "signed in; videos are watermarked tests" if test else "signed in"

    def _refusal(self, reply: Reply) -> ProviderError:
        kind = schema.refusal(reply) or kind_of(reply.status)
        error = self._client.error(kind, reply)
        if error.retry_after is None:
            error.retry_after = schema.wait(reply)
        return error


PROVIDER = Synthesia
