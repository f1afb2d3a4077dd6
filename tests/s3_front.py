"""A front that looks like a service and keeps its files in a real S3 server behind it.

What it is asked is verified with the keys of the front, held against the rules of the service,
signed anew with the keys of the server behind, and handed on.
"""

import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Protocol
from urllib.parse import quote, urlencode
from xml.sax.saxutils import escape

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from tests.listening import listening
from tests.s3 import OWNER, SECRET, S3Server
from tests.sigv4 import Door, Refusal, Request

_BLOCK = 256 * 1024
_ASKED = ("content-type", "range", "content-md5")
_ANSWERED = (
    "Content-Type", "Content-Range", "Content-Disposition", "ETag", "Last-Modified",
    "Accept-Ranges",
)  # fmt: skip


class Rules(Protocol):
    """What a service takes and what it refuses."""

    door: Door
    prefix: str
    """Where its addresses begin, below the host."""

    def check(self, request: Request) -> None:
        """Let a request pass that the service knows.

        Raises:
            Refusal: it does not.
        """


@contextmanager
def standing(rules: Rules, behind: S3Server) -> Iterator[str]:
    """Yield the address of a front before the server `behind`."""
    handler = type("Handler", (_Handler,), {"rules": rules, "behind": behind})
    with listening(handler) as port:
        yield f"http://127.0.0.1:{port}{rules.prefix}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    rules: Rules
    behind: S3Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""

    def _answer(self) -> None:
        request = self._request()
        try:
            self._check(request)
        except Refusal as refusal:
            self._refuse(refusal)
        else:
            self._hand_on(request)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 - their names

    def _check(self, request: Request) -> None:
        if not request.path.startswith(f"{self.rules.prefix}/"):
            raise Refusal(404, "NoSuchBucket", "There is nothing at this address.")
        self.rules.door.check(request)
        self.rules.check(request)

    def _request(self) -> Request:
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        return Request(method=self.command, path=path, query=query, headers=headers, body=body)

    def _refuse(self, refusal: Refusal) -> None:
        content = (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f"<Error><Code>{refusal.code}</Code><Message>{escape(str(refusal))}</Message></Error>"
        ).encode()
        self.send_response(refusal.status)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _hand_on(self, request: Request) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.behind.port, timeout=30)
        try:
            _ask(line, self.rules.prefix, self.behind.endpoint, request)
            with line.getresponse() as answer:
                self._send(answer)
        finally:
            line.close()

    def _send(self, answer: http.client.HTTPResponse) -> None:
        self.send_response(answer.status)
        for name in _ANSWERED:
            if value := answer.headers.get(name):
                self.send_header(name, value)
        if answer.length is None and self.command != "HEAD":  # it came in chunks
            first = answer.read()
            self.send_header("Content-Length", str(len(first)))
        else:
            first = answer.read(_BLOCK)
            self.send_header("Content-Length", answer.headers.get("Content-Length", "0"))
        self.end_headers()
        while first:
            self.wfile.write(first)
            first = answer.read(_BLOCK)


def _ask(line: http.client.HTTPConnection, prefix: str, endpoint: str, request: Request) -> None:
    """Send a request on, with the signature of the owner of the bucket behind."""
    kept = [pair for pair in request.parameters if not pair[0].startswith("X-Amz-")]
    query = urlencode(kept, quote_via=quote)
    path = request.path.removeprefix(prefix) + (f"?{query}" if query else "")
    headers = {name: request.headers[name] for name in _ASKED if name in request.headers}
    again = AWSRequest(request.method, endpoint + path, headers=headers, data=request.body)
    S3SigV4Auth(Credentials(OWNER, SECRET), "s3", "us-east-1").add_auth(again)
    signed = dict(again.headers.items())
    if request.method in {"PUT", "POST"}:
        signed["Content-Length"] = str(len(request.body))
    line.request(request.method, path, body=request.body or None, headers=signed)
