"""What an answer brings of a stored file: begun before it is promised, never short in silence."""

from collections.abc import Iterator

from videos.storage.faults import StorageFault
from videos.storage.parts import opened
from videos.storage.ranges import Span

_BLOCK = 256 * 1024


class Body(Iterator[bytes]):
    """The bytes of one part of a file, of which the first are read when it is made.

    So a file that cannot be read is known before an answer has begun, which can then say so. When
    one ends too early later on, the error makes the server cut the connection; whoever counts
    what came sees that it is not all.

    Raises:
        FileNotFoundError: nothing is kept under this key.
        OSError: storage does not give it, a `StorageFault` where it says why.
    """

    def __init__(self, key: str, span: Span) -> None:
        self._key = key
        self._left = span.length
        self._file = opened(key, span.start, span.length)
        try:
            self._ahead = self._read()
        except BaseException:
            self.close()
            raise

    def __next__(self) -> bytes:
        """Return the next block."""
        block, self._ahead = self._ahead or self._read(), b""
        if not block:
            raise StopIteration
        return block

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def _read(self) -> bytes:
        block = bytearray()
        wanted = min(_BLOCK, self._left)
        while len(block) < wanted:
            block += self._more(wanted - len(block))
        self._left -= wanted
        if not self._left:
            self.close()  # not all who ask for an answer read it
        return bytes(block)

    def _more(self, wanted: int) -> bytes:
        if piece := self._file.read(wanted):
            return piece
        raise StorageFault(
            f"{self._key} ends at least {wanted} bytes too early.",
            "It was cut or replaced: put the file back from a copy.",
        )
