"""How a part of a file leaves: by the kernel when it lies on the disk, otherwise block by block.

Contract: `wsgi.file_wrapper` of PEP 3333, for which Django asks by `file_to_stream`. The server
sends as many bytes as Content-Length says, from where the file stands.
"""

import io
from collections.abc import Iterator
from functools import cached_property
from typing import IO

from django.core.files import File
from django.http import StreamingHttpResponse

from videos.storage.parts import opened

_BLOCK = 256 * 1024


class Sending(Iterator[bytes]):
    """The bytes of a part of a file; has what servers look for that let the kernel send.

    The file is opened when something is wanted of it: answers are made that nobody reads.
    """

    def __init__(self, key: str, start: int, length: int) -> None:
        self._key = key
        self._start = start
        self._left = self._length = length

    @cached_property
    def _file(self) -> io.RawIOBase | IO[bytes] | File[bytes]:
        return opened(self._key, self._start, self._length)

    def __next__(self) -> bytes:
        """Return the next block."""
        if block := self.read(_BLOCK):
            return block
        raise StopIteration

    def read(self, size: int) -> bytes:
        """Return what comes next, up to `size` bytes; none at the end of the part."""
        block = self._file.read(min(size, self._left)) or b""
        self._left -= len(block)
        return block

    def fileno(self) -> int:
        """Return the number by which the kernel knows the file.

        Raises:
            io.UnsupportedOperation: it lies far away.
        """
        return self._file.fileno()

    def close(self) -> None:
        """Let the file go."""
        if "_file" in vars(self):
            self._file.close()


class PartResponse(StreamingHttpResponse):
    """An answer with a part of a file."""

    block_size = _BLOCK

    def __init__(self, key: str, start: int, length: int, *, status: int) -> None:
        self.file_to_stream = Sending(key, start, length)
        super().__init__(self.file_to_stream, status=status)
