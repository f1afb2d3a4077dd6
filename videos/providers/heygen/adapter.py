"""HeyGen over its HTTP API, version 3. It cannot be told to stop."""

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
from videos.providers.heygen import schema
from videos.providers.http import Client, Reply

_TOLERANCE = 5 * 60
"""Seconds."""


class HeyGen(Vendor):
    """Videos of one avatar that speaks to the camera."""

    addresses = ("HEYGEN_BASE_URL",)
    declaration = Declaration(
        id="heygen",
        label=schema.LABEL,
        kind=ProviderKind.PRESENTER,
        aspects=frozenset(schema.ASPECTS),
        max_seconds=600,
        settings=("HEYGEN_API_KEY",),
        cost_cents_per_second=6.7,
        longest_prompt=5_000,
        parallel=3,
        quality=4,
        usual_wait_seconds=300,
        gives_up_seconds=3_600,
        can_look_up=True,
        calls_back=True,
    )

    def __init__(self) -> None:
        key = env.secret("HEYGEN_API_KEY")
        self._client = Client(
            label=schema.LABEL,
            base=env.text("HEYGEN_BASE_URL", "https://api.heygen.com/v3"),
            headers={"X-Api-Key": key},
            secrets=(key,),
            understand=self._refusal,
        )

    def check(self, brief: Brief) -> None:
        """Refuse besides languages that no voice is set for."""
        super().check(brief)
        casting.check_language(schema.LABEL, brief, schema.voice(brief))

    def submit(self, brief: Brief) -> Receipt:
        """Order a video; one more with the same reference would be answered with this one."""
        headers = {"Idempotency-Key": brief.reference}
        reply = self._client.order("POST", "videos", json=schema.body(brief), headers=headers)
        remote_id = schema.inner(reply).get("video_id")
        if not isinstance(remote_id, str):
            raise self._client.error(ErrorKind.AMBIGUOUS, reply)
        return Receipt(ticket=Ticket(remote_id=remote_id))

    def poll(self, ticket: Ticket) -> Progress:
        """Ask for a video; a finished one comes with a fresh link."""
        reply = self._client.ask("GET", f"videos/{ticket.remote_id}")
        return schema.progress(reply, self._client)

    def look_up(self, brief: Brief) -> Ticket | None:
        """Search the account's videos for our reference, which is their title."""
        query: dict[str, str | int] = {"title": brief.reference, "limit": 100}
        reply = self._client.ask("GET", "videos", params=query)
        remote_id = listing.find(self._client, reply, "data", ("title",), brief.reference)
        return Ticket(remote_id=remote_id) if remote_id else None

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Hint:
        """Verify by `HEYGEN_WEBHOOK_SECRET`, shown once when an endpoint was registered.

        Webhooks registered in older versions bring their signature in `Signature`, and no time.
        """
        lower = signing.lower(headers)
        newer = lower.get("heygen-signature", "")
        secret = env.secret("HEYGEN_WEBHOOK_SECRET")
        signing.verify(secret, body, newer or lower.get("signature", ""))
        if newer:
            signing.check_time(lower.get("heygen-timestamp", ""), tolerance=_TOLERANCE)
        said = signing.read(body)
        data = said.get("event_data")
        video = data if isinstance(data, dict) else {}
        # Of what was signed: the header with the event's id was not.
        delivery = f"{said.get('event_type')}:{video.get('video_id')}"
        return signing.hint(delivery, video.get("video_id"), video.get("callback_id"))

    def probe(self) -> str:
        """Ask for one video, which needs the key."""
        self._client.ask("GET", "videos", params={"limit": 1})
        return "signed in"

    def _refusal(self, reply: Reply) -> ProviderError | None:
        kind = schema.refusal(reply)
        return self._client.error(kind, reply) if kind else None


PROVIDER = HeyGen
