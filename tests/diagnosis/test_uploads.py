"""Uploads in `doctor`: whether browsers may send files to the bucket."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from pytest_django import Settings

from tests import s3
from tests.s3 import S3Server
from videos.diagnosis.finding import State
from videos.diagnosis.uploads import uploads


class _NoRule(BaseHTTPRequestHandler):
    """A bucket without a CORS rule."""

    def do_OPTIONS(self) -> None:
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_on_the_disk_files_come_through_the_server() -> None:
    (finding,) = uploads()
    assert (finding.state, finding.detail) == (State.OK, "through the server")


def test_a_bucket_that_lets_pages_send_files(settings: Settings, s3_server: S3Server) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}
    (finding,) = uploads()
    assert (finding.state, finding.detail) == (State.OK, f"straight to {s3_server.endpoint}")
    settings.DIRECT_UPLOADS = False
    assert uploads()[0].detail == "through the server"


def test_a_bucket_without_a_rule_is_told_how(settings: Settings) -> None:
    settings.SITE_URL = "https://video.example.com"
    with ThreadingHTTPServer(("127.0.0.1", 0), _NoRule) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"s3://KEY:SECRET@films?endpoint=http://127.0.0.1:{server.server_port}"
        settings.STORAGES = settings.STORAGES | {"default": s3.quickly(url)}
        (finding,) = uploads()
        server.shutdown()
    assert finding.state is State.OFF
    assert finding.detail == "the bucket lets no page send POST or PUT"
    assert "lets https://video.example.com send" in finding.remedy


def test_a_bucket_that_is_away(settings: Settings) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3.away()}
    (finding,) = uploads()
    assert finding.state is State.BROKEN
    assert finding.detail.startswith("nobody answers at 127.0.0.1:")
