"""Copies a finished clip from a vendor to us: https from public addresses, bounded, whole."""

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
        with _session(media.url, trusted) as session:
            headers = dict(media.headers)
            with session.get(media.url, headers=headers, timeout=timeout, stream=True) as response:
                yield response
    except SSRFGuardError as error:
        raise _failure(ErrorKind.PERMANENT, label, f"{type(error).__name__}: {error}") from error
    except requests.RequestException as error:
        raise _failure(ErrorKind.RETRYABLE, label, f"{type(error).__name__}: {error}") from error


def _session(url: str, trusted: Collection[str]) -> requests.Session:
    if origin(url) in trusted:
        session = requests.Session()
        session.max_redirects = 0
        return session
    from ssrfguard import Policy
    from ssrfguard.requests import Session

    policy = Policy(
        allowed_schemes=frozenset({"https"}),
        allowed_ports=frozenset({443}),
        max_redirects=_REDIRECTS,
        sensitive_headers=frozenset({"authorization", "cookie", "x-goog-api-key", "x-api-key"}),
    )
    return Session(policy=policy)


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
    return int(value) if value.isdigit() and "Content-Encoding" not in headers else 0


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


def _failure(kind: ErrorKind, label: str, evidence: str) -> ProviderError:
    return ProviderError(said(label, kind), kind=kind, evidence=evidence)
