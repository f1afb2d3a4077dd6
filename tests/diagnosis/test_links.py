"""Links of the storage in `doctor`: ones that hold as they should, and what is said of others."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography.exceptions import InvalidSignature
from django.core.files.storage import default_storage
from pytest_django import Settings

from tests import s3
from tests.s3 import S3Server
from tests.signing import front, verify
from videos.diagnosis.finding import State
from videos.diagnosis.links import links


@pytest.fixture
def direct(settings: Settings) -> Settings:
    """Settings by which viewers are sent on."""
    settings.MEDIA_DELIVERY = "direct"
    return settings


def use(settings: Settings, entry: dict[str, Any], **options: object) -> None:
    """Keep files there."""
    changed = entry | {"OPTIONS": entry["OPTIONS"] | options}
    settings.STORAGES = settings.STORAGES | {"default": changed}


def test_links_of_a_bucket(direct: Settings, s3_server: S3Server) -> None:
    use(direct, s3_server.entry())
    held, cors = links()
    assert (held.state, held.name) == (State.OK, "media links")
    assert "hold as long as they should" in held.detail
    assert cors.state in {State.OK, State.OFF}
    assert default_storage.listdir("doctor")[1] == []


@pytest.mark.parametrize("delivery", ["app", "direct"])
def test_the_disk_has_none(settings: Settings, delivery: str) -> None:
    settings.MEDIA_DELIVERY = delivery
    (finding,) = links()
    assert finding.state is State.OK
    assert "sends every byte" in finding.detail


def test_a_service_that_is_away(direct: Settings) -> None:
    use(direct, s3.away())
    (finding,) = links()
    assert finding.state is State.BROKEN
    assert finding.detail == "The service does not answer."


def test_an_address_that_browsers_cannot_reach(direct: Settings, s3_server: S3Server) -> None:
    use(direct, s3_server.entry(), cloudfront=front("http://127.0.0.1:9"))
    (finding,) = links()
    assert finding.state is State.BROKEN
    assert finding.detail == "cannot be followed: nobody answers at 127.0.0.1:9"
    assert "MEDIA_DELIVERY=app" in finding.remedy


class Distribution(BaseHTTPRequestHandler):
    """A distribution before the bucket."""

    looks = True
    """Whether it looks at signatures."""
    status = 206
    says: dict[str, str] = {}

    def do_GET(self) -> None:
        """Send what the bucket has."""
        if self.looks and not self._is_signed():
            self.answer(403, b"")
            return
        with default_storage.open(urlsplit(self.path).path.strip("/")) as file:
            file.seek(16)
            self.answer(self.status, file.read(32))

    def do_OPTIONS(self) -> None:
        """Answer what a browser asks first."""
        self.answer(204, b"")

    def answer(self, status: int, content: bytes) -> None:
        """Answer."""
        self.send_response(status)
        for name, value in self.says.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _is_signed(self) -> bool:
        if "Signature=" not in self.path:
            return False
        try:
            return verify(f"http://{self.headers['Host']}{self.path}")[1] > time.time()
        except InvalidSignature:
            return False


@contextmanager
def distribution(**facts: object) -> Iterator[str]:
    """Yield the address of a distribution."""
    kind = type("Changed", (Distribution,), facts)
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("facts", "said", "remedy"),
    [
        ({"looks": False}, "served to a link that has expired", "Make the bucket private"),
        ({"status": 403}, "a file is answered with 403", "CLOUDFRONT_KEY_ID is in a key group"),
        ({"status": 200}, "a file is answered with 200", "CLOUDFRONT_KEY_ID is in a key group"),
    ],
)
def test_a_distribution_that_is_set_up_wrongly(
    direct: Settings, s3_server: S3Server, facts: dict[str, object], said: str, remedy: str
) -> None:
    with distribution(**facts) as address:
        use(direct, s3_server.entry(), cloudfront=front(address))
        (finding,) = links()
    assert finding.state is State.BROKEN
    assert said in finding.detail
    assert remedy in finding.remedy


def test_what_is_not_passed_on_is_a_warning(direct: Settings, s3_server: S3Server) -> None:
    with distribution() as address:
        use(direct, s3_server.entry(), cloudfront=front(address))
        held, cors = links()
    assert (held.state, cors.state) == (State.OFF, State.OFF)
    assert "response-content-disposition" in held.remedy
    assert "allow GET" in cors.remedy


def test_a_distribution_that_passes_everything_on(direct: Settings, s3_server: S3Server) -> None:
    says = {
        "Access-Control-Allow-Origin": "http://testserver",
        "Content-Disposition": 'attachment; filename="probe.bin"',
    }
    with distribution(says=says) as address:
        use(direct, s3_server.entry(), cloudfront=front(address))
        held, cors = links()
    assert (held.state, cors.state) == (State.OK, State.OK)
    assert cors.detail == "scripts of http://testserver may read files"
