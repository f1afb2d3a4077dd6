"""The line to a Vercel Blob store: connections that last, and patience with a busy service.

The library has no way to read a part of a file, nor does it try again; both are done here.
"""

import time
import weakref
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

import httpx2
from vercel.api import session
from vercel.blob.sync import (
    BlobCredentials,
    BlobError,
    BlobServiceNotAvailable,
    BlobServiceRateLimited,
    SyncBlobServiceOptions,
)

from videos.storage.far_reader import Body
from videos.storage.faults import NO_PARTS, StorageFault
from videos.storage.vercel_errors import as_ours, is_away, refusal

T = TypeVar("T")

_CONNECTIONS = 32
"""That are kept for the next request; all threads of a process share them."""
_CONNECT_SECONDS = 5
_READ_SECONDS = 30
_FIRST_PAUSE = 0.5
"""Seconds before the second attempt; each one after that waits twice as long."""
_LONGEST_PAUSE = 20
"""Seconds; whoever is told to wait longer gives up."""


class Line:
    """Connections to one store, for all threads."""

    def __init__(self, *, token: str, store: str, api: str, files: str, attempts: int) -> None:
        limits = httpx2.Limits(max_connections=None, max_keepalive_connections=_CONNECTIONS)
        timeout = httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
        self._client = _Client(timeout=timeout, limits=limits)
        self._options = SyncBlobServiceOptions(
            base_url=api, credentials_factory=lambda: BlobCredentials(token, store)
        )
        self._files = files
        # Compressed, parts would be parts of something else.
        self._headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        self._attempts = attempts
        weakref.finalize(self, self._client.end)

    def ask(self, what: Callable[[], T], *, repeats: bool = True) -> T:
        """Return what a function of the library does, several times if the service is busy.

        Raises:
            FileExistsError: something lies where nothing may.
            FileNotFoundError: there is no such file.
            StorageFault: anything else.
        """

        def once() -> T:
            with session(
                service_options=[self._options], httpx_client_factory=lambda: self._client
            ):
                return what()

        with as_ours():
            return _patiently(once, self._attempts if repeats else 1)

    def whole(self, name: str) -> tuple[int | None, Body]:
        """Return how many bytes the file under `name` has, if that is said, and what brings them.

        Raises:
            FileNotFoundError: there is no such file.
            StorageFault: anything else.
        """
        with as_ours():
            answer = _patiently(lambda: self._get(name, {}), self._attempts)
        length = answer.headers.get("Content-Length")
        return None if length is None else int(length), _Body(answer)

    def part(self, name: str, start: int, end: int) -> Body:
        """Return what brings the bytes of a file from `start` up to before `end`.

        Raises:
            BlobError, httpx2.HTTPError: the service refuses, or does not answer.
        """
        asked = {"Range": f"bytes={start}-{end - 1}"}
        answer = _patiently(lambda: self._get(name, asked), self._attempts)
        if start and answer.status_code != HTTPStatus.PARTIAL_CONTENT:
            answer.close()
            raise StorageFault(*NO_PARTS)
        return _Body(answer)

    def _get(self, name: str, headers: dict[str, str]) -> httpx2.Response:
        request = self._client.build_request(
            "GET", f"{self._files}/{quote(name)}", headers=self._headers | headers
        )
        answer = self._client.send(request, stream=True)
        if answer.is_success:
            return answer
        answer.close()
        raise refusal(answer)


class _Client(httpx2.Client):
    """A client that outlives the sessions of the library."""

    def close(self) -> None:
        """Stay open: each session closes the client that it was given."""

    def end(self) -> None:
        """Close all connections."""
        super().close()


class _Body:
    """What an answer brings, by as many bytes as are wanted."""

    def __init__(self, answer: httpx2.Response) -> None:
        self._answer = answer
        self._blocks = answer.iter_raw()
        self._left = memoryview(b"")

    def read(self, amt: int) -> bytes:
        """Return the next bytes, up to `amt`; none at the end."""
        if not self._left:
            self._left = memoryview(next(self._blocks, b""))
        data, self._left = bytes(self._left[:amt]), self._left[amt:]
        return data

    def close(self) -> None:
        """Let the connection go."""
        self._answer.close()


def _patiently(once: Callable[[], T], attempts: int) -> T:
    """Return what `once` does, which is tried again when the service is busy or away."""
    for attempt in range(1, attempts):
        try:
            return once()
        except (BlobError, httpx2.TransportError) as error:
            pause = _pause(error, attempt)
            if pause > _LONGEST_PAUSE:
                raise
            time.sleep(pause)
    return once()


def _pause(error: Exception, attempt: int) -> float:
    """Return the seconds until the next attempt; infinity when it would bring nothing."""
    usual: float = _FIRST_PAUSE * 2 ** (attempt - 1)
    if isinstance(error, BlobServiceRateLimited):
        return max(usual, error.retry_after)
    return usual if isinstance(error, BlobServiceNotAvailable) or is_away(error) else float("inf")
