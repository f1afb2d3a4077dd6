"""Storage in a Vercel Blob store, through the library of its maker.

This module is imported when such a store is used and never before: its library takes long to load.
Nobody reads a private file without the token, and the library signs no links: what viewers see
goes through us.
"""

import io
import mimetypes
from collections.abc import Iterator
from functools import partial
from itertools import chain
from pathlib import PurePosixPath
from typing import TypedDict

from django.core.files import File
from django.core.files.storage import Storage
from vercel.blob import sync as blob

from videos.storage.abilities import Listed
from videos.storage.vercel_line import Line
from videos.storage.vercel_reader import VercelReader

_MEBI = 1024 * 1024
_PART = 8 * _MEBI
"""Bytes of a part of an upload, of which one is in memory; larger files go up in several."""
_BUFFER = 256 * 1024
_OTHER_TYPE = "application/octet-stream"


class VercelBlobStorage(Storage):
    """Keeps files in a private store, and behaves as the disk does: same errors, same files."""

    def __init__(self, *, token: str, store: str, api: str, files: str, attempts: int = 4) -> None:
        """Take the options of `config.vercel_url`; `attempts` are those of one request."""
        self._store = store
        self._line = Line(token=token, store=store, api=api, files=files, attempts=attempts)

    @property
    def place(self) -> str:
        """Say where the files are, for people."""
        return f"the store “{self._store}” of Vercel Blob"

    def open_part(self, name: str, start: int, length: int) -> io.RawIOBase:
        """Return a file that reads `length` bytes from `start` on, and fetches only those."""
        return VercelReader(partial(self._line.part, name), start=start, end=start + length)

    def exists(self, name: str) -> bool:
        """Say whether there is a file under `name`."""
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """Return how many bytes the file under `name` has."""
        return self._line.ask(partial(blob.head_blob, name)).size

    def delete(self, name: str) -> None:
        """Delete the file under `name`; none there is fine."""
        self._line.ask(partial(blob.delete_blob, name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the names of folders and of files in `path`; a missing one is empty."""
        prefix = f"{path.strip('/')}/".lstrip("/")
        found = self._line.ask(lambda: list(blob.query_blob_entries(prefix=prefix)))
        folders = [one.prefix for one in found if isinstance(one, blob.BlobPrefix)]
        files = [one.pathname for one in found if isinstance(one, blob.ListBlob)]
        return (
            [name.removeprefix(prefix).rstrip("/") for name in folders],
            [name.removeprefix(prefix) for name in files if name != prefix],
        )

    def listed(self, folder: str) -> Iterator[Listed]:
        """Yield the files below `folder`; the library has them all in memory meanwhile."""
        found = self._line.ask(lambda: list(blob.query_blobs(prefix=f"{folder}/")))
        return (Listed(one.pathname, one.size, one.uploaded_at) for one in found)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        if mode != "rb":
            raise ValueError("Files in a store are opened for reading bytes, and written whole.")
        size, body = self._line.whole(name)
        end = self.size(name) if size is None else size
        reader = VercelReader(partial(self._line.part, name), start=0, end=end, body=body)
        return File(io.BufferedReader(reader, _BUFFER), name)

    def _save(self, name: str, content: File[bytes]) -> str:
        while True:
            try:
                # What cannot be read once more cannot be sent once more.
                self._line.ask(partial(_send, name, content), repeats=content.seekable())
            except FileExistsError:  # somebody else was quicker, or the answer to us was lost
                name = self.get_available_name(self._alternative(name))
            else:
                return name

    def _alternative(self, name: str) -> str:
        path = PurePosixPath(name)
        return str(path.with_name(self.get_alternative_name(path.stem, path.suffix)))


class _How(TypedDict):
    access: blob.Access
    content_type: str


def _send(name: str, content: File[bytes]) -> None:
    """Put `content` under `name`, where nothing may lie yet; whole or not at all."""
    how: _How = {
        "access": "private", "content_type": mimetypes.guess_type(name)[0] or _OTHER_TYPE,
    }  # fmt: skip
    parts = _parts(content)
    first = next(parts, b"")
    if len(first) < _PART:
        blob.put_blob(name, first, **how)
        return
    with blob.multipart_upload_blob(name, **how) as upload:
        for part in chain([first], parts):
            upload.upload_part(part)


def _parts(content: File[bytes]) -> Iterator[bytes]:
    """Yield `content` from its beginning in parts that are full, the last one perhaps not."""
    if content.seekable():
        content.seek(0)
    while part := _part(content):
        yield part


def _part(content: File[bytes]) -> bytes:
    pieces, left = [], _PART
    while left and (piece := content.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
