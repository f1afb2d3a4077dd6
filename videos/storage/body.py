"""What an answer brings of a stored file: begun before it is promised, never short in silence.

Contract: `wsgi.file_wrapper` of PEP 3333, for which Django asks by `file_to_stream`. A server that
can lets the kernel send as many bytes as Content-Length says, from where the file stands.
"""

import io
import os
from collections.abc import Iterator

from django.http import StreamingHttpResponse

from videos.storage.faults import StorageFault
from videos.storage.parts import opened
from videos.storage.ranges import Span

_BLOCK = 256 * 1024


class Body(Iterator[bytes]):
    """The bytes of one part of a file, of which it is known when it is made that they can be read.

    The first bytes are fetched; only of a large part of a file of the disk, which is left to the
    kernel, the size is looked at instead. So a file that cannot be read is known before an answer
    has begun, which can then say so. When one ends too early later on, the error makes the server
    cut the connection; whoever counts what came sees that it is not all.

    Raises:
        FileNotFoundError: nothing is kept under this key.
        OSError: storage does not give it, a `StorageFault` where it says why.
    """

    def __init__(self, key: str, span: Span) -> None:
        self._key = key
        self._left = span.length
        self._ahead, self._is_begun = b"", False
        self._file = opened(key, span.start, span.length)
        try:
            self._try(span)
        except BaseException:
            self.close()
            raise

    def __next__(self) -> bytes:
        """Return the next block."""
        if block := self.read(_BLOCK):
            return block
        raise StopIteration

    def read(self, size: int) -> bytes:
        """Return what comes next, up to `size` bytes; none at the end of the part."""
        block = self._ahead or self._read()
        self._ahead = block[size:]
        return block[:size]

    def fileno(self) -> int:
        """Return the number by which the kernel knows the file.

        Raises:
            io.UnsupportedOperation: it lies far away, or has been read from.
        """
        if self._is_begun:
            raise io.UnsupportedOperation("It does not stand where the part begins any more.")
        return self._file.fileno()

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _try(self, span: Span) -> None:
        size = self._size_on_disk() if span.length > _BLOCK else None
        if size is None:
            self._ahead = self._read()
        elif size < span.start + span.length:
            raise self._short(span.start + span.length - size)

    def _size_on_disk(self) -> int | None:
        try:
            return os.fstat(self.fileno()).st_size
        except io.UnsupportedOperation:
            return None

    def _read(self) -> bytes:
        self._is_begun = True
        wanted = min(_BLOCK, self._left)
        pieces = list(self._pieces(wanted))
        self._left -= wanted
        if not self._left:
            self.close()  # not all who ask for an answer read it
        # One piece is not copied, and most services send no others.
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def _pieces(self, wanted: int) -> Iterator[bytes]:
        while wanted > 0:
            piece = self._more(wanted)
            wanted -= len(piece)
            yield piece

    def _more(self, wanted: int) -> bytes:
        if piece := self._file.read(wanted):
            return piece
        raise self._short(wanted)

    def _short(self, missing: int) -> StorageFault:
        return StorageFault(
            f"{self._key} ends at least {missing} bytes too early.",
            "It was cut or replaced: put the file back from a copy.",
        )


class BodyResponse(StreamingHttpResponse):
    """An answer with a part of a file, which the kernel may send."""

    block_size = _BLOCK

    def __init__(self, body: Body, *, status: int, headers: dict[str, str]) -> None:
        self.file_to_stream = body
        super().__init__(body, status=status, headers=headers)
