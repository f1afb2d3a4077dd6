"""A line to a server that can be cut, and that counts what comes over it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Lock, Thread

_BLOCK = 16 * 1024


@dataclass
class Line:
    """What goes between a client and the server on `target`, a port of this machine."""

    target: int
    port: int
    cuts: int = 0
    """Connections that are still to be cut."""
    cut_after: int = 0
    """Bytes of answers that a connection brings before it is cut."""
    brought: int = 0
    """Bytes of answers so far."""
    _lock: Lock = field(default_factory=Lock)

    def goes_on(self, sent: int) -> bool:
        """Say whether a connection that has brought `sent` bytes is left as it is."""
        with self._lock:
            if self.cuts and sent > self.cut_after:
                self.cuts -= 1
                return False
        return True


@contextmanager
def severable(target: int) -> Iterator[Line]:
    """Yield a line to `target`; it is cut for good in the end."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        line = Line(target=target, port=server.getsockname()[1])
        Thread(target=_accept, args=(server, line), daemon=True).start()
        yield line
        server.shutdown(socket.SHUT_RDWR)


def _accept(server: socket.socket, line: Line) -> None:
    with suppress(OSError):  # closed, in the end
        while True:
            near = server.accept()[0]
            far = socket.create_connection(("127.0.0.1", line.target))
            for one in (_ask, _answer):
                Thread(target=one, args=(near, far, line), daemon=True).start()


def _ask(near: socket.socket, far: socket.socket, _line: Line) -> None:
    with suppress(OSError):
        while block := near.recv(_BLOCK):
            far.sendall(block)
    _close(near, far)


def _answer(near: socket.socket, far: socket.socket, line: Line) -> None:
    sent = 0
    with suppress(OSError):
        while block := far.recv(_BLOCK):
            sent += len(block)
            if not line.goes_on(sent):
                break
            line.brought += len(block)
            near.sendall(block)
    _close(near, far)


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
