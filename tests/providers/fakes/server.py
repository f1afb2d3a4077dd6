"""A local HTTP server that plays a vendor: what it was sent, and what it does with it."""

import json
import sys
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any, ClassVar, TypeVar
from urllib.parse import parse_qs, urlsplit

from requests.structures import CaseInsensitiveDict

from tests.providers.fakes.clips import clip

F = TypeVar("F", bound="Fake")


class Act(Enum):
    """How the next submission goes."""

    WELL = auto()  # waits, runs, is there
    REFUSED_BY_RULES = auto()  # the words are refused at once
    FORBIDDEN_LATER = auto()  # accepted, then stopped by the vendor's content rules
    FAILS = auto()  # accepted, then failed for good
    FAILS_FOR_NOW = auto()  # accepted, then failed in a way that may pass
    STRANGE = auto()  # says a status that nobody has documented, then is there
    STALLS = auto()  # runs for ever
    UNAUTHORISED = auto()  # the key is refused
    UNPAID = auto()  # no credit is left
    TOO_MANY = auto()  # 429, and asks to wait for seven seconds
    BROKEN = auto()  # 500
    ACCEPTED_THEN_504 = auto()  # accepted, but a gateway answers
    ACCEPTED_THEN_CUT = auto()  # accepted, but the line breaks
    EXPIRES = auto()  # is there; the first link to it has run out, the next is good
    CUT_SHORT = auto()  # is there; the file breaks off
    NO_VIDEO = auto()  # is there; the file is a web page
    LYING = auto()  # is there; the file says that it is a video, and is none


REFUSALS = {
    Act.REFUSED_BY_RULES, Act.UNAUTHORISED, Act.UNPAID, Act.TOO_MANY, Act.BROKEN,
}  # fmt: skip
WAIT_SECONDS = 7
"""What TOO_MANY asks for."""


@dataclass
class Order:
    """A submission that the vendor accepted, paid by us whatever comes of it."""

    id: str
    body: dict[str, Any]
    act: Act
    headers: Mapping[str, str]
    path: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    polls: int = 0
    links: int = 0
    canceled: bool = False

    @property
    def is_over(self) -> bool:
        """Say whether it has come to its end."""
        return self.polls > 2 and self.act is not Act.STALLS

    def step(self) -> str:
        """Return where it stands at this poll: waiting, running, strange, or its end.

        Ends are "done", "forbidden", "failed", "failed for now" and "canceled".
        """
        self.polls += 1
        if self.canceled:
            return "canceled"
        if self.polls == 1:
            return "strange" if self.act is Act.STRANGE else "waiting"
        if self.polls == 2 or self.act is Act.STALLS:
            return "running"
        return {
            Act.FORBIDDEN_LATER: "forbidden", Act.FAILS: "failed",
            Act.FAILS_FOR_NOW: "failed for now",
        }.get(self.act, "done")  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What the vendor was sent."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Looked up without regard to case."""
    content: bytes

    @property
    def body(self) -> dict[str, Any]:
        """The JSON object that was sent; empty without one."""
        try:
            found = json.loads(self.content or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Answer:
    """What the vendor answers. `cut` breaks the line instead, after the request was read."""

    status: int = 200
    body: object = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


class Fake(ABC):
    """A vendor. Subclasses route requests and speak in the vendor's shapes.

    `orders` is what it would bill us for: the tests of "never pay twice" count it.
    """

    key: ClassVar[str] = "secret-key-of-a-test"

    def __init__(self) -> None:
        self.url = ""
        self.orders: list[Order] = []
        self.requests: list[Request] = []
        self.acts: list[Act] = []
        """How the next submissions go; WELL when there is none left."""
        self.fresh = False
        """Set once a link was asked for again."""

    @property
    @abstractmethod
    def environment(self) -> dict[str, str]:
        """The variables that point the adapter here."""

    @abstractmethod
    def answer(self, request: Request) -> Answer:
        """Answer anything but a fetch of a result.

        A subclass checks what a strict vendor checks (headers, version, enums, lengths) and
        answers 400 to what the documentation does not allow.
        """

    def accept(self, request: Request) -> Order:
        """Write a submission down, and return it."""
        act = self.acts.pop(0) if self.acts else Act.WELL
        order = Order(
            id=self.new_id(), body=request.body, act=act, headers=request.headers,
            path=request.path, query=request.query,
        )  # fmt: skip
        self.orders.append(order)
        return order

    def refusing(self) -> Act | None:
        """Return the next act, used up, if it refuses a submission; None lets it be accepted."""
        return self.acts.pop(0) if self.acts and self.acts[0] in REFUSALS else None

    def accepted(self, order: Order, answer: Answer) -> Answer:
        """Return the answer to an accepted submission, or what becomes of it on the way."""
        if order.act is Act.ACCEPTED_THEN_504:
            return Answer(504, {"message": "Endpoint request timed out"})
        if order.act is Act.ACCEPTED_THEN_CUT:
            return Answer(cut=True)
        return answer

    def new_id(self) -> str:
        """Return an id in the vendor's fashion."""
        return f"{type(self).__name__.lower()}-{len(self.orders) + 1:04d}"

    def find(self, remote_id: str) -> Order | None:
        """Return a submission by its id."""
        return next((order for order in self.orders if order.id == remote_id), None)

    def link(self, order: Order) -> str:
        """Return a new address of the finished clip; EXPIRES makes the first one a stale one."""
        order.links += 1
        return f"{self.url}/results/{order.id}/{order.links}.mp4"

    def result(self, request: Request) -> Answer:
        """Serve a finished clip, to those who bring no credentials."""
        for name, value in request.headers.items():
            if self.key in value:
                return Answer(400, f"{name} holds a credential")
        _, remote_id, name = request.path.strip("/").split("/")
        order = self.find(remote_id)
        if order is None:
            return Answer(404, "")
        if order.act is Act.EXPIRES and name == "1.mp4":
            return Answer(403, "<Error><Code>AccessDenied</Code></Error>")
        if order.act is Act.NO_VIDEO:
            return Answer(200, "<html>Sign in</html>", {"Content-Type": "text/html"})
        video = {"Content-Type": "video/mp4"}
        if order.act is Act.LYING:
            return Answer(200, b"These are not pictures. " * 400, video)
        return Answer(200, self.film(), video, cut=order.act is Act.CUT_SHORT)

    def film(self) -> bytes:
        """Return the clip of every submission; presenters override it with one that has sound."""
        return clip()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Print what went wrong, unless it is that the caller is gone: some are killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(kind: Callable[[], F], *, port: int = 0) -> Iterator[F]:
    """Run a fake vendor for as long as the context lasts, on a free port unless one is given."""
    fake = kind()
    server = _Server(("127.0.0.1", port), _handler(fake))
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            request = Request(
                self.command,
                parts.path,
                query,
                CaseInsensitiveDict(self.headers.items()),
                self.rfile.read(length),
            )
            with lock:
                fake.requests.append(request)
                is_result = parts.path.startswith("/results/")
                answer = fake.result(request) if is_result else fake.answer(request)
            self.send(answer)

        def send(self, answer: Answer) -> None:
            content = _content(answer.body)
            self.close_connection = True
            if answer.cut and answer.body == {}:
                return
            self.send_response(answer.status)
            headers = {"Content-Type": "application/json", **answer.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if answer.cut else content)

        do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = answer  # noqa: N815 its names there

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 its name there
            """Keep quiet."""

    return Handler


def _content(body: object) -> bytes:
    if isinstance(body, bytes):
        return body
    return body.encode() if isinstance(body, str) else json.dumps(body).encode()
