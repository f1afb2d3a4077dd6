"""What all models in fal's queue share. There is no key for idempotency and no look-up."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from config import env
from videos.providers.base import Brief, Hint, Media, Progress, Receipt, State, Ticket, Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.falqueue import schema, webhooks
from videos.providers.http import Client, Reply, origin

HOME = "https://queue.fal.run"
SETTINGS, INSTEAD = ("FAL_KEY",), ("FAL_KEY_ID", "FAL_KEY_SECRET")
_KEYS = "https://rest.alpha.fal.ai/.well-known/jwks.json"
_DAY = 86_400
_NOBODYS = "00000000-0000-0000-0000-000000000000"


class Queued(Vendor):
    """A model in the queue. Subclasses name their endpoint and say what goes into it."""

    addresses = ("FAL_BASE_URL",)

    def __init__(self, endpoint: str) -> None:
        key = _key()
        self.endpoint = endpoint.strip("/")
        self._client = Client(
            label=self.declaration.label,
            base=env.text("FAL_BASE_URL", HOME),
            headers={"Authorization": f"Key {key}"},
            secrets=(key, key.partition(":")[2]),
            understand=self._refused,
        )
        self._orders = replace(self._client, understand=self._order_refused)
        self._kept = schema.kept_for(env.integer("FAL_KEEP_SECONDS", _DAY, minimum=3_600))

    @abstractmethod
    def wanted(self, brief: Brief) -> dict[str, Any]:
        """Return the model's input for `brief`."""

    def submit(self, brief: Brief) -> Receipt:
        """Put a request into the queue; its result is deleted after `FAL_KEEP_SECONDS`."""
        reply = self._orders.order(
            "POST",
            self.endpoint,
            json=self.wanted(brief),
            params={"fal_webhook": brief.callback} if brief.callback else {},
            headers=self._kept,
        )
        ticket = schema.ticket(reply.data)
        if ticket is None:
            raise self._client.error(ErrorKind.AMBIGUOUS, reply)
        return Receipt(ticket=ticket)

    def poll(self, ticket: Ticket) -> Progress:
        """Ask for the status, and for the result once there must be one."""
        told = self._client.ask("GET", self._here(ticket.handle["status"]))
        if told.data.get("status") != schema.ENDED:
            return Progress(state=schema.state(told))
        reply = self._client.hear("GET", self._here(ticket.handle["result"]))
        if schema.failed(reply):
            return self._failed(schema.kind(reply), reply)
        if told.data.get("error") and not reply.ok:
            return self._failed(schema.kind_told(told), told)
        url = schema.video(self._client.settled(reply))
        if not url:
            return self._failed(ErrorKind.PERMANENT, reply)
        return Progress(state=State.SUCCEEDED, media=Media(url=url))

    def ticket(self, remote_id: str) -> Ticket:
        """Return the ticket with the addresses that fal gives: a model's name without its path."""
        app = "/".join(self.endpoint.split("/")[:2])
        result = f"{HOME}/{app}/requests/{remote_id}"
        handle = {"status": f"{result}/status", "result": result, "cancel": f"{result}/cancel"}
        return Ticket(remote_id=remote_id, handle=handle)

    def cancel(self, ticket: Ticket) -> bool:
        """Take a request out of the queue, or ask the model to stop."""
        reply = self._client.hear("PUT", self._here(ticket.handle["cancel"]))
        said = reply.data.get("status")
        if said not in schema.CANCEL_ANSWERS:
            self._client.settled(reply)
        return said in schema.STOPPING

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Hint:
        """Verify by the keys at `FAL_JWKS_URL`."""
        return webhooks.hint(headers, body, env.text("FAL_JWKS_URL", _KEYS))

    def probe(self) -> str:
        """Ask for a request that nobody made: with a good key it is unknown."""
        app = "/".join(self.endpoint.split("/")[:2])
        reply = self._client.hear("GET", f"{app}/requests/{_NOBODYS}/status")
        if reply.status not in {400, 404, 422}:
            self._client.settled(reply)
        return f"key accepted; endpoint {self.endpoint}"

    def _here(self, url: str) -> str:
        """Return an address that fal gave, as it is reached from here: perhaps by a proxy."""
        if origin(url) != HOME:
            return url
        parts = urlsplit(url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _failed(self, kind: ErrorKind, reply: Reply) -> Progress:
        return Progress(state=State.FAILED, error=self._client.error(kind, reply))

    def _refused(self, reply: Reply) -> ProviderError:
        return self._client.error(schema.kind(reply), reply)

    def _order_refused(self, reply: Reply) -> ProviderError:
        """Read a refusal as `_refused` does; there, an unknown address is a wrong endpoint."""
        unknown = reply.status == 404  # noqa: PLR2004
        kind = ErrorKind.CONFIGURATION if unknown else schema.kind(reply)
        return self._client.error(kind, reply)


def _key() -> str:
    """Return the key as one text, however it is configured; empty without one."""
    parts = [env.secret(name) for name in INSTEAD]
    return env.secret("FAL_KEY") or (":".join(parts) if all(parts) else "")
