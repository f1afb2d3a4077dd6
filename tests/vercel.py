"""A server that speaks as Vercel Blob does: its API under /api/blob, private files under /files.

Contract: vercel.com/docs/vercel-blob, and what the library of its maker sends and expects.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config import storage_url
from config.storage_url import Keys
from tests.listening import listening
from tests.vercel_store import STORE, TOKEN, Refused, Store

_API = "/api/blob"
_FILES = "/files/"
_VERSION = "12"
_BLOCK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class VercelServer:
    """Where the server listens, and its store."""

    port: int
    store: Store

    def url(self, token: str = TOKEN) -> str:
        """Return a STORAGE_URL for it."""
        here = f"http://127.0.0.1:{self.port}"
        return f"vercel://{token}@{STORE}?api={here}{_API}&files={here}{_FILES}"

    def entry(self, token: str = TOKEN, attempts: int = 1) -> dict[str, Any]:
        """Return an entry of STORAGES for it."""
        entry = storage_url.entry(self.url(token), Keys())
        return entry | {"OPTIONS": entry["OPTIONS"] | {"attempts": attempts}}


@contextmanager
def running(folder: Path) -> Iterator[VercelServer]:
    """Run a server with an empty store, whose files lie in `folder`."""
    store = Store(folder)
    handler = type("Handler", (_Handler,), {"store": store})
    with listening(handler) as port:
        yield VercelServer(port, store)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    store: Store

    def setup(self) -> None:
        self.store.lines += 1
        super().setup()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer()

    def do_PUT(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        body = self._body()
        try:
            self._check()
            if self.path.startswith(_FILES):
                self._deliver()
            else:
                self._send(200, self._called(body))
        except Refused as refused:
            error = {"error": {"code": refused.code, "message": str(refused)}}
            self._send(refused.status, error, refused.headers)

    def _check(self) -> None:
        if self.store.refusals:
            raise self.store.refusals.pop(0)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise Refused(403, "forbidden", "Access denied, please provide a valid token.")

    def _body(self) -> Path:
        """Return where the body of the request is; it is read whatever is answered."""
        path, left = self.store.file(), int(self.headers.get("Content-Length", "0"))
        with path.open("wb") as file:
            while left and (block := self.rfile.read(min(_BLOCK, left))):
                left -= file.write(block)
        return path

    def _called(self, body: Path) -> object:
        """Return what the API answers."""
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        if headers.get("x-api-version") != _VERSION:
            raise Refused(400, "bad_request", "The version of the API is missing or too old.")
        if self.command != "GET" and "content-length" not in headers:
            raise Refused(411, "bad_request", "The length of the content is missing.")
        call = f"{self.command} {parts.path.rstrip('/').removeprefix(_API)}"
        if call == "POST /mpu":
            return self._in_parts(query, headers, body)
        return self._at_once(call, query, headers, body)

    def _at_once(
        self, call: str, query: dict[str, str], headers: dict[str, str], body: Path
    ) -> object:
        match call:
            case "PUT ":
                return self.store.put(query.get("pathname", ""), headers, body)
            case "GET ":
                return self.store.head(query["url"]) if "url" in query else self.store.listed(query)
            case "POST /delete":
                self.store.delete(json.loads(body.read_bytes()).get("urls"))
                return None
        raise Refused(404, "not_found", "There is no such call.")

    def _in_parts(self, query: dict[str, str], headers: dict[str, str], body: Path) -> object:
        """Return what is answered to a step of an upload in parts."""
        match headers.get("x-mpu-action"):
            case "create":
                return self.store.begin(query.get("pathname", ""), headers)
            case "upload":
                return self.store.add(headers, body)
            case "complete":
                return self.store.complete(headers, json.loads(body.read_bytes()))
        raise Refused(400, "bad_request", "The step of the upload is not one.")

    def _deliver(self) -> None:
        """Send a file, or the part of it that was asked for."""
        kept = self.store.found(unquote(urlsplit(self.path).path.removeprefix(_FILES)))
        start, end = 0, kept.size
        asked = _RANGE.fullmatch(self.headers.get("Range", ""))
        if asked:
            start, end = int(asked[1]), min(int(asked[2]) + 1, kept.size)
            if start >= kept.size:
                raise Refused(416, "range_not_satisfiable", Content_Range=f"bytes */{kept.size}")
        self.send_response(206 if asked else 200)
        if asked:
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{kept.size}")
        self.send_header("Content-Type", kept.kind)
        if self.store.tells_size:
            self.send_header("Content-Length", str(end - start))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        with kept.path.open("rb") as file:
            file.seek(start)
            while start < end and (block := file.read(min(_BLOCK, end - start))):
                start += len(block)
                self.wfile.write(block)

    def _send(self, status: int, answer: object, headers: dict[str, str] | None = None) -> None:
        content = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
