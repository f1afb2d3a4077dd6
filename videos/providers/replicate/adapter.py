"""Replicate over its HTTP API. There is no key for idempotency and no look-up by reference."""

from collections.abc import Mapping

from config import env
from videos.providers.base import (
    BadSignature,
    Brief,
    Declaration,
    Hint,
    Progress,
    ProviderKind,
    Receipt,
    Ticket,
    Vendor,
)
from videos.providers.errors import ErrorKind
from videos.providers.http import Client
from videos.providers.replicate import schema
from videos.spec import Aspect


class Replicate(Vendor):
    """One model of Replicate's, `REPLICATE_MODEL`; official models need no version."""

    addresses = ("REPLICATE_BASE_URL",)
    declaration = Declaration(
        id="replicate",
        label=schema.LABEL,
        kind=ProviderKind.SCENE_CLIPS,
        aspects=frozenset({Aspect.WIDE, Aspect.TALL, Aspect.SQUARE}),
        max_seconds=300,
        settings=("REPLICATE_API_TOKEN",),
        cost_cents_per_second=10.0,
        clip_seconds=(5.0, 10.0),
        longest_prompt=2_000,
        parallel=4,
        quality=3,
        usual_wait_seconds=120,
        can_cancel=True,
        calls_back=True,
    )

    def __init__(self) -> None:
        token = env.secret("REPLICATE_API_TOKEN")
        self._model = env.text("REPLICATE_MODEL", "bytedance/seedance-1-lite")
        self._client = Client(
            label=schema.LABEL,
            base=env.text("REPLICATE_BASE_URL", "https://api.replicate.com/v1"),
            headers={"Authorization": f"Bearer {token}"},
            secrets=(token,),
            understand=schema.refusal,
        )

    def submit(self, brief: Brief) -> Receipt:
        """Create a prediction."""
        wanted = schema.body(brief, self.length(brief))
        reply = self._client.order("POST", f"models/{self._model}/predictions", json=wanted)
        remote_id = reply.data.get("id")
        if not isinstance(remote_id, str):
            raise self._client.error(ErrorKind.AMBIGUOUS, reply)
        return Receipt(ticket=Ticket(remote_id=remote_id))

    def poll(self, ticket: Ticket) -> Progress:
        """Ask for a prediction; one that is not known any more is gone for ever."""
        reply = self._client.ask("GET", f"predictions/{ticket.remote_id}")
        return schema.progress(reply, self._client)

    def cancel(self, ticket: Ticket) -> bool:
        """Cancel a prediction; what it has used until then is charged."""
        reply = self._client.ask("POST", f"predictions/{ticket.remote_id}/cancel")
        return reply.data.get("status") in {"canceled", "aborted"}

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Hint:
        """Verify by Standard Webhooks with `REPLICATE_WEBHOOK_SECRET`."""
        from standardwebhooks import Webhook, WebhookVerificationError

        secret = env.secret("REPLICATE_WEBHOOK_SECRET")
        if not secret:
            raise BadSignature("REPLICATE_WEBHOOK_SECRET is not set.")
        lower = {name.lower(): value for name, value in headers.items()}
        try:
            said = Webhook(secret).verify(body, lower)
        except (WebhookVerificationError, ValueError) as error:
            raise BadSignature(str(error)) from error
        return Hint(delivery=lower["webhook-id"], remote_id=str(said.get("id", "")))

    def probe(self) -> str:
        """Ask who we are."""
        data = self._client.ask("GET", "account").data
        return f"signed in as {data.get('username', 'unknown')}; model {self._model}"


PROVIDER = Replicate
