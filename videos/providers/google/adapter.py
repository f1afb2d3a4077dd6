"""Gemini Omni over the Interactions API. There is no key for idempotency and no look-up."""

from urllib.parse import quote

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
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.google import schema
from videos.providers.http import Client
from videos.spec import Aspect

_BASE = "https://generativelanguage.googleapis.com/v1beta"
_KEY = "x-goog-api-key"
_LARGEST_ANSWER = 64_000_000
"""Bytes of an answer that holds the clip itself."""


class Google(Vendor):
    """Gemini Omni: the model `GEMINI_VIDEO_MODEL` at `GEMINI_VIDEO_RESOLUTION`."""

    addresses = ("GEMINI_BASE_URL",)
    declaration = Declaration(
        id="google",
        label=schema.LABEL,
        kind=ProviderKind.SCENE_CLIPS,
        aspects=frozenset({Aspect.WIDE, Aspect.TALL}),
        max_seconds=300,
        settings=("GEMINI_API_KEY",),
        cost_cents_per_second=schema.CENTS["720p"],
        clip_seconds=(3, 4, 5, 6, 7, 8, 9, 10),
        longest_prompt=2_000,
        parallel=2,
        quality=4,
        usual_wait_seconds=90,
        can_cancel=True,
    )

    def __init__(self) -> None:
        self._key = env.secret("GEMINI_API_KEY")
        self._model = env.text("GEMINI_VIDEO_MODEL", "gemini-omni-1.1-flash")
        self._resolution = env.text("GEMINI_VIDEO_RESOLUTION", "720p")
        self._client = Client(
            label=schema.LABEL,
            base=env.text("GEMINI_BASE_URL", _BASE),
            headers={_KEY: self._key},
            secrets=(self._key,),
            understand=schema.refusal,
            largest=_LARGEST_ANSWER,
        )

    def price(self, brief: Brief) -> float:
        """Return what the resolution that is configured costs."""
        return self._cents() * self.length(brief)

    def check(self, brief: Brief) -> None:
        """Refuse also a resolution that there is not."""
        super().check(brief)
        self._cents()

    def submit(self, brief: Brief) -> Receipt:
        """Begin an interaction in the background."""
        wanted = schema.body(brief, self.length(brief), self._model, self._resolution)
        reply = self._client.order("POST", "interactions", json=wanted)
        remote_id = reply.data.get("id")
        if not isinstance(remote_id, str) or not remote_id:
            raise self._client.error(ErrorKind.AMBIGUOUS, reply)
        return Receipt(ticket=Ticket(remote_id=remote_id))

    def poll(self, ticket: Ticket) -> Progress:
        """Ask for an interaction, and whether the file that it names can be fetched."""
        reply = self._client.ask("GET", f"interactions/{quote(ticket.remote_id, safe='')}")
        found = schema.progress(reply, self._client)
        file = self._file(found.media.url) if found.media else ""
        return self._of_file(file) if file else found

    def cancel(self, ticket: Ticket) -> bool:
        """Stop an interaction; one that is over is refused, which is no error."""
        path = f"interactions/{quote(ticket.remote_id, safe='')}/cancel"
        try:
            return self._client.ask("POST", path, json={}).data.get("status") == "cancelled"
        except ProviderError as error:
            if error.kind is not ErrorKind.PERMANENT:
                raise
            return False

    def probe(self) -> str:
        """Ask whether the model is there for us."""
        self._cents()
        data = self._client.ask("GET", f"models/{quote(self._model, safe='')}").data
        return f"{data.get('displayName') or self._model} is there, at {self._resolution}"

    def _file(self, url: str) -> str:
        own = url.startswith(("files/", _BASE, self._client.base))
        return schema.file_id(url) if own else ""

    def _of_file(self, file: str) -> Progress:
        reply = self._client.ask("GET", f"files/{file}")
        state = reply.data.get("state")
        if state == "FAILED":
            error = self._client.error(ErrorKind.RETRYABLE, reply)
            return Progress(state=State.FAILED, error=error)
        if state != "ACTIVE":
            return Progress(state=State.RUNNING)
        # The address is made here, so that the key goes nowhere but to where the API is.
        url = f"{self._client.base.rstrip('/')}/files/{file}:download?alt=media"
        return Progress(state=State.SUCCEEDED, media=Media(url=url, headers={_KEY: self._key}))

    def _cents(self) -> float:
        found = schema.CENTS.get(self._resolution)
        if found is None:
            kind, known = ErrorKind.CONFIGURATION, ", ".join(schema.CENTS)
            evidence = f"GEMINI_VIDEO_RESOLUTION is {self._resolution!r}, which is none of {known}."
            raise ProviderError(said(schema.LABEL, kind), kind=kind, evidence=evidence)
        return found


PROVIDER = Google
