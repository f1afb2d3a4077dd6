"""D-ID over its HTTP API. It cannot be told to stop, and does not sign its webhooks."""

import base64
import hmac
from collections.abc import Mapping

from config import env
from videos.providers import casting, listing, signing
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
from videos.providers.did import products, schema, voices
from videos.providers.did.products import LABEL
from videos.providers.errors import ErrorKind, ProviderError, permanent
from videos.providers.http import Client, Reply
from videos.spec import Aspect

_GONE, _BUSY = 404, 409


class DId(Vendor):
    """One product of D-ID's, `DID_PRODUCT`.

    What it makes is 16:9, or has the shape of the operator's picture. The person is in the middle,
    so that squarer shapes can be cut out of it.
    """

    addresses = ("DID_BASE_URL",)
    declaration = Declaration(
        id="did",
        label=LABEL,
        kind=ProviderKind.PRESENTER,
        aspects=frozenset({Aspect.WIDE, Aspect.CLASSIC, Aspect.SQUARE}),
        max_seconds=max(product.max_seconds for product in products.PRODUCTS.values()),
        settings=("DID_API_KEY",),
        cost_cents_per_second=2.0,
        longest_prompt=10_000,
        languages=frozenset(voices.VOICES),
        quality=3,
        usual_wait_seconds=90,
        can_look_up=True,
        calls_back=True,
    )

    def __init__(self) -> None:
        key = env.secret("DID_API_KEY")
        encoded = base64.b64encode(key.encode()).decode()
        self._product = products.configured()
        self._client = Client(
            label=LABEL,
            base=env.text("DID_BASE_URL", "https://api.d-id.com"),
            headers={"Authorization": f"Basic {encoded if _encodes() else key}"},
            secrets=(key, encoded),
            understand=self._refusal,
        )

    def check(self, brief: Brief) -> None:
        """Refuse besides what is too short or too long for the product."""
        super().check(brief)
        if len(brief.prompt) < schema.SHORTEST_SCRIPT:
            raise permanent(f"{LABEL} needs at least {schema.SHORTEST_SCRIPT} characters to say.")
        if brief.seconds > self._product.max_seconds:
            minutes = self._product.max_seconds // 60
            raise permanent(f"{LABEL} speaks for at most {minutes} minutes. Shorten the script.")
        casting.check_language(LABEL, brief, schema.voice(brief, self._product))
        self._product.cast(brief)

    def submit(self, brief: Brief) -> Receipt:
        """Order a talk, a clip or an expressive."""
        wanted = schema.body(brief, self._product)
        reply = self._client.order("POST", self._product.id, json=wanted)
        remote_id = reply.data.get("id")
        if not isinstance(remote_id, str):
            raise self._client.error(ErrorKind.AMBIGUOUS, reply)
        return Receipt(ticket=self._ticket(remote_id))

    def poll(self, ticket: Ticket) -> Progress:
        """Ask how it stands; a finished one comes with a fresh link, good for a day."""
        return schema.progress(self._client.ask("GET", self._path(ticket)), self._client)

    def cancel(self, ticket: Ticket) -> bool:
        """Delete it, which D-ID refuses while it works; return whether it is gone."""
        try:
            return self._client.ask("DELETE", self._path(ticket)).ok
        except ProviderError as error:
            if error.status in {_GONE, _BUSY}:
                return False
            raise

    def look_up(self, brief: Brief) -> Ticket | None:
        """Look through the product's list for our reference."""
        query: dict[str, str | int] = {"limit": 100}
        fields = ("user_data", "name")
        for _ in range(listing.MOST_PAGES):
            reply = self._client.ask("GET", self._product.id, params=query)
            name = self._product.id
            remote_id = listing.find(self._client, reply, name, fields, brief.reference)
            if remote_id:
                return self._ticket(remote_id)
            token = reply.data.get("token")
            if not token:
                return None
            query["token"] = str(token)
        raise listing.endless(LABEL)

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Hint:
        """Believe who knows the reference: the address that they called ends in it.

        Whoever serves that address hands its last part over as `X-Reelsmith-Reference`.
        """
        expected = signing.lower(headers).get("x-reelsmith-reference", "")
        said = signing.read(body)
        reference = str(said.get("user_data") or "")
        if not reference or not hmac.compare_digest(reference.encode(), expected.encode()):
            raise BadSignature("The address and the reference do not belong together.")
        delivery = f"{reference}:{said.get('status')}"
        return signing.hint(delivery, said.get("id"), reference)

    def probe(self) -> str:
        """Ask for the credits that are left."""
        data = self._client.ask("GET", "credits").data
        left, total = data.get("remaining", "?"), data.get("total", "?")
        return f"{left} of {total} credits left; product {self._product.id}"

    def _ticket(self, remote_id: str) -> Ticket:
        return Ticket(remote_id=remote_id, handle={"product": self._product.id})

    def _path(self, ticket: Ticket) -> str:
        return f"{ticket.handle.get('product', self._product.id)}/{ticket.remote_id}"

    def _refusal(self, reply: Reply) -> ProviderError | None:
        kind = schema.refusal(reply)
        return self._client.error(kind, reply) if kind else None


def _encodes() -> bool:
    """Say whether the key must be encoded; the studio shows it in the form that is sent."""
    return env.flag("DID_KEY_ENCODE", default=False)


PROVIDER = DId
