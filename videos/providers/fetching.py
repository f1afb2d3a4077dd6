"""Copies a finished clip from a vendor to us: https from public addresses, bounded, whole.

An address may also hold the clip itself (`data:video/mp4;base64,…`), from a vendor that puts it
into its answer.
"""

import binascii
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import requests

from videos.exceptions import Interrupted
from videos.providers.base import Media
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.http import CONNECT_SECONDS, READ_SECONDS, origin

LARGEST = 500_000_000
"""Bytes of a clip."""
_BLOCK = 1 << 18
_REDIRECTS = 3
_GONE = frozenset({401, 403, 404, 410})
"""Statuses of a link that has expired: asking the vendor anew gives a fresh one."""
_ASTRAY = (
    requests.TooManyRedirects, requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL, requests.exceptions.MissingSchema,
)  # fmt: skip
_QUERY = re.compile(r"\?[^\s'\"<>)]*")
_SECRET_HEADERS = frozenset({"authorization", "cookie", "x-goog-api-key", "x-api-key"})
_KINDS = ("video/", "application/octet-stream", "binary/octet-stream", "application/mp4")


class Expired(Exception):
    """The link to a result is not good any more; polling again gives another."""


def fetch(
    media: Media,
    target: Path,
    *,
    label: str,
    trusted: Collection[str],
    should_stop: Callable[[], bool],
    largest: int = LARGEST,
) -> None:
    """Copy `media` to `target`, whole or not at all.

    `trusted` holds origins that the operator configured, which may be private and without TLS.

    Raises:
        Expired: the link was refused as one that ran out.
        ProviderError: RETRYABLE when it broke off or the vendor is down, PERMANENT when what
            comes is no video, too large, or would come from a place where no video can lie.
        Interrupted: `should_stop` said so.
    """
    draft = target.with_name(f"{target.name}.part")
    try:
        if media.url.startswith("data:"):
            draft.write_bytes(_inside(media.url, label, largest))
        else:
            with _opened(media, label, trusted) as response:
                _judge(response, label, largest)
                _copy(response, draft, label, largest, should_stop)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _opened(media: Media, label: str, trusted: Collection[str]) -> Iterator[requests.Response]:
    from ssrfguard import SSRFGuardError

    timeout = (CONNECT_SECONDS, READ_SECONDS)
    try:
        with _session(media, trusted) as session:
            headers = dict(media.headers)
            with session.get(media.url, headers=headers, timeout=timeout, stream=True) as response:
                yield response
    except (SSRFGuardError, *_ASTRAY) as error:
        raise _failure(ErrorKind.PERMANENT, label, _told(error)) from error
    except requests.RequestException as error:
        raise _failure(ErrorKind.RETRYABLE, label, _told(error)) from error


def _session(media: Media, trusted: Collection[str]) -> requests.Session:
    if _origin(media.url) in trusted:
        session = requests.Session()
        session.max_redirects = 0
        return session
    from ssrfguard import Policy
    from ssrfguard.requests import Session

    policy = Policy(
        allowed_schemes=frozenset({"https"}),
        allowed_ports=frozenset({443}),
        max_redirects=_REDIRECTS,
        sensitive_headers=_SECRET_HEADERS | {name.lower() for name in media.headers},
    )
    return Session(policy=policy)


def _origin(url: str) -> str:
    try:
        return origin(url)
    except ValueError:  # no address at all, which the guard says in its own words
        return ""


def _inside(url: str, label: str, largest: int) -> bytes:
    kind, _, coded = url.removeprefix("data:").partition(",")
    if not kind.startswith("video/") or not kind.endswith(";base64"):
        raise _failure(ErrorKind.PERMANENT, label, f"The answer holds {kind[:80]!r}, no video.")
    try:
        content = binascii.a2b_base64(coded, strict_mode=True)
    except ValueError as error:
        evidence = f"The answer holds no base64: {error}"
        raise _failure(ErrorKind.PERMANENT, label, evidence) from error
    if not content:
        raise _failure(ErrorKind.RETRYABLE, label, "The answer holds an empty video.")
    if len(content) > largest:
        raise _failure(ErrorKind.PERMANENT, label, f"The answer holds more than {largest:,} bytes.")
    return content


def _judge(response: requests.Response, label: str, largest: int) -> None:
    status, evidence = response.status_code, f"HTTP {response.status_code} for the result"
    if status in _GONE:
        raise Expired(evidence)
    if not response.ok:
        kind = ErrorKind.RETRYABLE if status >= 500 or status == 429 else ErrorKind.PERMANENT  # noqa: PLR2004
        raise _failure(kind, label, evidence)
    kind_of_content = response.headers.get("Content-Type", "").lower()
    if kind_of_content and not kind_of_content.startswith(_KINDS):
        raise _failure(ErrorKind.PERMANENT, label, f"The result is {kind_of_content}, no video.")
    if _length(response.headers) > largest:
        raise _failure(ErrorKind.PERMANENT, label, f"The result is larger than {largest:,} bytes.")


def _length(headers: Mapping[str, str]) -> int:
    value = headers.get("Content-Length", "")
    return int(value) if value.isdecimal() and "Content-Encoding" not in headers else 0


def _copy(
    response: requests.Response,
    draft: Path,
    label: str,
    largest: int,
    should_stop: Callable[[], bool],
) -> None:
    size = 0
    with draft.open("wb") as file:
        for block in response.iter_content(_BLOCK):
            if should_stop():
                raise Interrupted("The work was stopped.")
            size += len(block)
            if size > largest:
                raise _failure(ErrorKind.PERMANENT, label, f"More than {largest:,} bytes came.")
            file.write(block)
    wanted = _length(response.headers)
    if not size or (wanted and size != wanted):
        raise _failure(ErrorKind.RETRYABLE, label, f"{size} of {wanted} bytes came.")


def _told(error: Exception) -> str:
    """Return what went wrong, without what comes after `?` in addresses: that opens the clip."""
    return _QUERY.sub("?…", f"{type(error).__name__}: {error}")


def _failure(kind: ErrorKind, label: str, evidence: str) -> ProviderError:
    return ProviderError(said(label, kind), kind=kind, evidence=evidence)
