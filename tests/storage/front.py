"""A front before a real S3 server, which passes requests on, or does what services do at times."""

import http.client
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

_HOP_BY_HOP = {"connection", "transfer-encoding", "keep-alive", "expect", "date", "server"}
_BLOCK = 64 * 1024


class Act(StrEnum):
    """What the front does instead of passing a request on and its answer back."""

    BUSY = "busy"
    EXPIRED = "expired"
    CUT = "cut"  # closes the line when half of the request has come
    TRUNCATE = "truncate"  # closes the line when half of the answer has gone
    ALTER = "alter"  # changes a byte of the answer, whose length stays


_REFUSALS = {
    Act.BUSY: (503, "SlowDown", "Please reduce your request rate."),
    Act.EXPIRED: (400, "ExpiredToken", "The provided token has expired."),
}


@dataclass
class Front:
    """The front, which does `act` to the next `times` requests with `method`."""

    target: int
    port: int = 0
    act: Act | None = None
    method: str = "PUT"
    times: int = 0
    spared: int = 0
    """Requests with the method that are passed on before that."""
    seen: Counter[str] = field(default_factory=Counter)
    """Requests so far, by method."""
    _lock: Lock = field(default_factory=Lock)

    def play(self, act: Act, *, method: str, times: int = 10_000, spared: int = 0) -> None:
        """Do `act` to the next requests; without `times` until further notice."""
        with self._lock:
            self.act, self.method, self.times, self.spared = act, method, times, spared

    def rest(self) -> None:
        """Pass everything on."""
        with self._lock:
            self.times = 0

    def due(self, method: str) -> Act | None:
        """Return what to do to a request that has just come."""
        with self._lock:
            self.seen[method] += 1
            if method != self.method or not self.times:
                return None
            if self.spared:
                self.spared -= 1
                return None
            self.times -= 1
            return self.act


@contextmanager
def standing(target: int) -> Iterator[Front]:
    """Have a front before the server on the port `target` of this machine."""
    front = Front(target)

    class Handler(_Handler):
        """Knows its front."""

        stands = front

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    front.port = server.server_address[1]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield front
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stands: Front

    def do_GET(self) -> None:
        """Treat a request, whatever its method."""
        act = self.stands.due(self.command)
        length = int(self.headers.get("Content-Length") or 0)
        if act is Act.CUT:
            self._take(length // 2)
            self._hang_up()
            return
        body = self._take(length)
        if act in _REFUSALS:
            self._refuse(*_REFUSALS[act])
            return
        with suppress(OSError):  # who asked has gone
            self._pass_on(body, act)

    do_PUT = do_POST = do_DELETE = do_HEAD = do_GET  # noqa: N815 - the names that the base class calls

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _take(self, length: int) -> bytes:
        blocks = []
        while length > 0 and (block := self.rfile.read(min(_BLOCK, length))):
            blocks.append(block)
            length -= len(block)
        return b"".join(blocks)

    def _refuse(self, status: int, code: str, message: str) -> None:
        body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _pass_on(self, body: bytes, act: Act | None) -> None:
        target = http.client.HTTPConnection("127.0.0.1", self.stands.target, timeout=30)
        with closing(target) as line:
            line.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in _HOP_BY_HOP:
                    line.putheader(name, value)
            line.endheaders(body or None)
            answer = line.getresponse()
            self._give(answer, answer.read(), act)

    def _give(self, answer: http.client.HTTPResponse, body: bytes, act: Act | None) -> None:
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _HOP_BY_HOP | {"content-length"}:
                self.send_header(name, value)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(body))
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        if act is Act.TRUNCATE:
            self.wfile.write(body[: len(body) // 2])
            self._hang_up()
            return
        self.wfile.write(body[:-1] + bytes([body[-1] ^ 1]) if act is Act.ALTER else body)

    def _hang_up(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
