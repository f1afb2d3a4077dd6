"""From the errors of Vercel Blob and of its library to ours.

Contract: the codes of vercel.com/docs/vercel-blob, which the library turns into classes. Those of
reading are ours to turn, because we read without it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import httpx2
from vercel.blob import errors as blob

from videos.storage.faults import BROKEN, BUSY, StorageFault

log = logging.getLogger(__name__)

_TOKEN = (
    "The token does not open this store.",
    "Check BLOB_READ_WRITE_TOKEN, or the token in STORAGE_URL: it may be revoked, or of another "
    "store.",
)
_STORE = (
    "There is no such store.",
    "It may have been deleted. Create a private store, and use its token.",
)
_SUSPENDED = (
    "The store is suspended.",
    "The dashboard of Vercel says why: most often a limit of the plan is reached.",
)
_LARGE = ("The file is larger than the store takes.", "Raise the limit of the token or the store.")
_TYPE = (
    "The store does not take files of this type.",
    "Use a token of the store that is not limited to some types.",
)
_AWAY = (
    "The service does not answer.",
    "Check that this machine may reach vercel.com and blob.vercel-storage.com, and that it trusts "
    "their certificates.",
)
_OTHER = (
    "The service refused the request.",
    "Check that the store is a private one. The log has what the service answered.",
)
_KINDS: tuple[tuple[type[Exception], tuple[str, str]], ...] = (
    (blob.BlobAccessError, _TOKEN),
    (blob.BlobCredentialsError, _TOKEN),
    (blob.BlobStoreNotFoundError, _STORE),
    (blob.BlobStoreSuspendedError, _SUSPENDED),
    (blob.BlobFileTooLargeError, _LARGE),
    (blob.BlobContentTypeNotAllowedError, _TYPE),
    (blob.BlobServiceNotAvailable, BUSY),
    (httpx2.ReadError, BROKEN),
    (httpx2.RemoteProtocolError, BROKEN),
)
_TAKEN = "already exists"
"""What the service says, under the same code as of any other bad request."""


@contextmanager
def as_ours() -> Iterator[None]:
    """Turn errors of the library into those that the disk has, and log what was answered.

    Raises:
        FileExistsError: something lies where nothing may.
        FileNotFoundError: there is no such file.
        StorageFault: anything else.
    """
    try:
        yield
    except (blob.BlobError, httpx2.HTTPError) as error:
        raise _translated(error) from error


def is_away(error: Exception) -> bool:
    """Say whether the service did not answer, or not sensibly."""
    if isinstance(error, blob.BlobUnknownError):
        return (error.status_code or HTTPStatus.BAD_GATEWAY) >= HTTPStatus.INTERNAL_SERVER_ERROR
    return isinstance(error, httpx2.TransportError)


def refusal(answer: httpx2.Response) -> blob.BlobError:
    """Return the error of the library for what a file was answered with."""
    status = answer.status_code
    if status == HTTPStatus.NOT_FOUND:
        return blob.BlobNotFoundError()
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        return blob.BlobAccessError(status_code=status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        after = answer.headers.get("Retry-After", "")
        return blob.BlobServiceRateLimited(int(after) if after.isdecimal() else None)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        return blob.BlobServiceNotAvailable()
    return blob.BlobUnknownError(f"HTTP {status}", status_code=status)


def _translated(error: Exception) -> OSError:
    if isinstance(error, blob.BlobNotFoundError):
        return FileNotFoundError("There is no file under this key.")
    if isinstance(error, blob.BlobError) and _TAKEN in str(error):
        return FileExistsError("There is a file under this key already.")
    log.warning("Storage: %s", error)
    return StorageFault(*_said(error))


def _said(error: Exception) -> tuple[str, str]:
    if isinstance(error, blob.BlobServiceRateLimited):
        when = f"in {error.retry_after} seconds" if error.retry_after else "later"
        return "The store gets more requests than its plan allows.", f"Try again {when}."
    otherwise = _away(error) if is_away(error) else _OTHER
    return next((said for kind, said in _KINDS if isinstance(error, kind)), otherwise)


def _away(error: Exception) -> tuple[str, str]:
    return BUSY if getattr(error, "status_code", None) else _AWAY
