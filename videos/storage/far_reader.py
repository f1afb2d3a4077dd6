"""A file far away as a file: streamed, and from any place on without fetching what lies before."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Any, ClassVar, Protocol

from videos.storage.faults import BROKEN, StorageFault

_TRIES = 4
"""Connections that may break before one brings anything."""


class Body(Protocol):
    """What an answer brings, as it comes."""

    def read(self, amt: int) -> bytes:
        """Return the next bytes, up to `amt`; none at the end."""

    def close(self) -> None:
        """Let the connection go."""


Ask = Callable[[int, int], Body]
"""Asks for the bytes from one place up to before another."""


class FarReader(io.RawIOBase):
    """The bytes of a file up to `end`, of which no more than is read at a time is in memory.

    A connection that breaks is made again for the rest: what lies under a key never changes. Each
    service has a class of its own, which knows the errors of its library.
    """

    breaks: ClassVar[type[Exception]]
    """What its library raises when a connection breaks."""

    def __init__(self, ask: Ask, *, start: int, end: int, body: Body | None = None) -> None:
        self._ask = ask
        self._position = start
        self._end = end
        self._body = body

    def as_ours(self) -> AbstractContextManager[None]:
        """Return what turns the errors of its library into ours."""
        raise NotImplementedError

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say yes: nothing is fetched until something is read."""
        return True

    def tell(self) -> int:
        """Return the place in the file, whatever place reading began at."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the file."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._end}[whence]
        if base + offset != self._position:
            self._let_go()
            self._position = max(0, base + offset)
        return self._position

    def read(self, size: int = -1, /) -> bytes:
        """Return what comes next, up to `size` bytes; without a size all that is left."""
        if size < 0:
            return self.readall()
        wanted = min(size, self._end - self._position)
        if wanted <= 0:
            return b""
        with self.as_ours():
            data = self._next(wanted)
        self._position += len(data)
        if self._position == self._end:
            self._drain()
        return data

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` with what comes next; return how many bytes that are."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Let the connection go."""
        self._let_go()
        super().close()

    def _next(self, wanted: int) -> bytes:
        """Return some of what comes next, over another connection if one breaks."""
        broken: Exception | None = None
        for _ in range(_TRIES):
            if self._body is None:
                self._body = self._ask(self._position, self._end)
            try:
                if data := self._body.read(wanted):
                    return data
            except self.breaks as error:
                broken = error
            self._let_go()
        raise broken or StorageFault(*BROKEN)

    def _drain(self) -> None:
        """Read the end of the answer, without which its connection would not be used again."""
        with suppress(self.breaks):
            if self._body is not None:
                self._body.read(1)
        self._let_go()

    def _let_go(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
