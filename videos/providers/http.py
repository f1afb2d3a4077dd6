"""How vendors are asked over HTTP: time-outs, bounded answers, and what a failure means.

Nothing in here tries again. A question that was not answered is asked anew by the next step; a
submission that was not answered may have been accepted, which is the kind AMBIGUOUS.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import requests

from videos.providers.errors import ErrorKind, ProviderError, said

log = logging.getLogger(__name__)

CONNECT_SECONDS, READ_SECONDS = 10, 60
LARGEST_ANSWER = 8_000_000
_KINDS = {
    401: ErrorKind.CONFIGURATION, 402: ErrorKind.QUOTA, 403: ErrorKind.CONFIGURATION,
    408: ErrorKind.RETRYABLE, 425: ErrorKind.RETRYABLE, 429: ErrorKind.RETRYABLE,
    451: ErrorKind.MODERATION,
}  # fmt: skip
_GATEWAY = frozenset({408, 502, 504})
"""Statuses of something between us and the vendor, which may have got the request."""
_UNSENDABLE = (
    requests.exceptions.InvalidHeader, requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL, requests.exceptions.MissingSchema, UnicodeEncodeError,
)  # fmt: skip
"""What a key or an address that cannot be right ends in, before anything is sent."""
_NO_CONNECTION = ("NewConnectionError", "NameResolutionError", "SSLCertVerificationError")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A vendor's answer, read whole."""

    status: int
    headers: Mapping[str, str]
    """Looked up without regard to case."""
    text: str

    @property
    def ok(self) -> bool:
        """True for 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004 the range of success

    @property
    def data(self) -> dict[str, Any]:
        """The JSON object of the answer; empty when it holds none."""
        try:
            found = json.loads(self.text)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


Understand = Callable[[Reply], ProviderError | None]
"""A vendor's own reading of a refusal; None leaves it to the status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One vendor's API."""

    label: str
    base: str
    headers: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    """What must never appear in evidence or logs."""
    understand: Understand = lambda _reply: None
    read_seconds: float = READ_SECONDS
    largest: int = LARGEST_ANSWER
    """Bytes of an answer; more are not read."""

    def ask(self, method: str, path: str, **options: Any) -> Reply:
        """Return the answer to a question that may be repeated.

        `path` may be an address that the vendor gave; the headers go along only to the vendor's
        own origin. `options` are those of `requests.request`.

        Raises:
            ProviderError: no answer, or a refusal.
        """
        return self.settled(self.hear(method, path, **options))

    def hear(self, method: str, path: str, **options: Any) -> Reply:
        """Return whatever is answered to such a question, a refusal too.

        For vendors that tell by a refusal how a submission ended.

        Raises:
            ProviderError: no answer.
        """
        return self._send(method, path, options, lost=ErrorKind.RETRYABLE)

    def order(self, method: str, path: str, **options: Any) -> Reply:
        """Return the answer to a submission, which is sent once.

        Raises:
            ProviderError: refused; AMBIGUOUS when it was sent and no answer came.
        """
        return self.ordered(self._send(method, path, options, lost=ErrorKind.AMBIGUOUS))

    def ordered(self, reply: Reply) -> Reply:
        """Return `reply` if it accepts a submission.

        Raises:
            ProviderError: refused; AMBIGUOUS when something on the way answered instead.
        """
        if reply.status in _GATEWAY:
            raise self.error(ErrorKind.AMBIGUOUS, reply)
        return self.settled(reply)

    def settled(self, reply: Reply) -> Reply:
        """Return `reply` if it is a success.

        Raises:
            ProviderError: what the vendor, or else the status, says that it is.
        """
        if reply.ok:
            return reply
        found = self.understand(reply) or self.error(kind_of(reply.status), reply)
        found.evidence = self.redacted(found.evidence)
        log.warning("%s: %s", self.label, found.evidence)
        raise found

    def silent(self, kind: ErrorKind, error: BaseException) -> ProviderError:
        """Return the error of no answer, which is of `kind`."""
        evidence = self.redacted(f"{type(error).__name__}: {error}")
        return ProviderError(said(self.label, kind), kind=kind, evidence=evidence)

    def error(self, kind: ErrorKind, reply: Reply, sentence: str = "") -> ProviderError:
        """Return the error that `reply` means."""
        return ProviderError(
            sentence or said(self.label, kind),
            kind=kind,
            evidence=self.redacted(f"HTTP {reply.status}: {reply.text}"),
            status=reply.status,
            retry_after=retry_after(reply.headers),
        )

    def nonsense(self, reply: Reply) -> ProviderError:
        """Return the error of an answer that is none, to a question."""
        return self.error(ErrorKind.RETRYABLE, reply)

    def redacted(self, text: str) -> str:
        """Return `text` without the secrets of this client, as they are or as others write them."""
        for secret in filter(None, self.secrets):
            for form in (secret, repr(secret)[1:-1], quote(secret, safe="")):
                text = text.replace(form, "…")
        return text

    def _send(self, method: str, path: str, options: dict[str, Any], *, lost: ErrorKind) -> Reply:
        timeout = (CONNECT_SECONDS, self.read_seconds)
        try:
            url = self._address(path)
            own = origin(url) == origin(self.base)
            headers = {**(self.headers if own else {}), **options.pop("headers", {})}
            with requests.request(
                method, url, headers=headers, timeout=timeout, stream=True,
                allow_redirects=False, **options,
            ) as response:  # fmt: skip
                return _read(response, self.largest)
        except _UNSENDABLE as error:
            raise self.silent(ErrorKind.CONFIGURATION, error) from error
        except requests.ConnectTimeout as error:
            raise self.silent(ErrorKind.RETRYABLE, error) from error
        except requests.ConnectionError as error:
            kind = ErrorKind.RETRYABLE if _never_sent(error) else lost
            raise self.silent(kind, error) from error
        except (requests.RequestException, ValueError) as error:
            raise self.silent(lost, error) from error

    def _address(self, path: str) -> str:
        return urljoin(f"{self.base.rstrip('/')}/", path if "://" in path else path.lstrip("/"))


def kind_of(status: int) -> ErrorKind:
    """Return what an HTTP status means when the vendor says nothing more."""
    if status in _KINDS:
        return _KINDS[status]
    return ErrorKind.RETRYABLE if status >= 500 else ErrorKind.PERMANENT  # noqa: PLR2004


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110 §10.2.3); None without one."""
    value = headers.get("Retry-After", "").strip()
    if value.replace(".", "", 1).isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:  # the older forms of a date, which are in GMT without saying so
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def origin(url: str) -> str:
    """Return scheme, host and port of an address: "https://api.example.com:8443"."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


def _never_sent(error: requests.ConnectionError) -> bool:
    """Say whether there was no connection, or none to whom it should be, to send anything over."""
    words = repr(error)
    return any(reason in words for reason in _NO_CONNECTION)


def _read(response: requests.Response, largest: int) -> Reply:
    content = bytearray()
    for block in response.iter_content(65_536):
        content += block
        if len(content) > largest:
            raise ValueError(f"The answer is larger than {largest:,} bytes.")
    text = content.decode("utf-8", "replace")
    return Reply(status=response.status_code, headers=response.headers, text=text)
