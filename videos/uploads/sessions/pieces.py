"""What the web server takes of a file: pieces, each at the place where the one before ended.

In the manner of tus 1.0 (tus.io/protocols/resumable-upload): the file itself says how far it is,
so what had come before a line broke is never lost and never taken twice.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import UnreadablePostError

from videos.models import UploadSession
from videos.states import UploadState, UploadWay
from videos.uploads.faults import storage_for
from videos.uploads.sessions.errors import Busy, TooMuch, WrongOffset, WrongWay

_BLOCK = 256 * 1024


class Readable(Protocol):
    """The body of a request."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


class Arrived(File[bytes]):
    """A file that lies on the disk, and that storage on the disk may move instead of copying."""

    def temporary_file_path(self) -> str:
        """Return where it lies."""
        return str(self.name)


def append(session: UploadSession, offset: int, piece: Readable, length: int) -> int:
    """Write `length` bytes of `piece` from `offset` on; return how much of the file is there then.

    When the line breaks, what has come is kept.

    Raises:
        WrongWay: the file does not come by the server.
        Busy: another request writes it.
        WrongOffset: the file ends elsewhere; nothing is written.
        TooMuch: it would be longer than announced; nothing is written.
        StepFailed: the disk refuses.
    """
    if session.way != UploadWay.SERVER:
        raise WrongWay(session.way)
    with storage_for(session.name), _alone(session, "ab") as file:
        if offset != file.tell():
            raise WrongOffset(file.tell())
        if length > session.size_bytes - offset:
            raise TooMuch(session.name, session.size_bytes)
        for block in _blocks(piece, length):
            file.write(block)
        file.flush()
        there = file.tell()
    open_ones = UploadSession.objects.filter(pk=session.pk, state=UploadState.OPEN)
    open_ones.update(received_bytes=there)
    return there


def offset_of(session: UploadSession) -> int:
    """Return how many bytes of the file are there.

    Raises:
        WrongWay: the file does not come by the server.
    """
    if session.way != UploadWay.SERVER:
        raise WrongWay(session.way)
    with suppress(FileNotFoundError):
        return path_of(session).stat().st_size
    return 0


def hand_over(session: UploadSession) -> None:
    """Put the file into storage, where workers on other machines find it; twice does no harm.

    Raises:
        Busy: another request does that, or still writes.
        FileNotFoundError: nothing has come.
        OSError: storage refuses.
    """
    if not path_of(session).exists() and default_storage.exists(session.key):
        return
    with _alone(session, "rb") as file:
        if default_storage.exists(session.key):
            default_storage.delete(session.key)  # half of it, from a crash
        default_storage.save(session.key, Arrived(file, str(path_of(session))))
    path_of(session).unlink(missing_ok=True)


def path_of(session: UploadSession) -> Path:
    """Return where pieces are put together."""
    return Path(settings.FILE_UPLOAD_TEMP_DIR, f"{session.key.rpartition('/')[2]}.session")


@contextmanager
def _alone(session: UploadSession, mode: str) -> Iterator[IO[bytes]]:
    """Open the file if no other request has it."""
    with path_of(session).open(mode) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(session.name) from error
        yield file


def _blocks(piece: Readable, length: int) -> Iterator[bytes]:
    """Yield what comes of a piece, until it ends or its line breaks."""
    left = length
    with suppress(UnreadablePostError):
        while left > 0 and (block := piece.read(min(_BLOCK, left))):
            left -= len(block)
            yield block
