"""The shorter way to pieces of films: what it answers is what Django's handler answers."""

import logging
import os
from pathlib import Path
from wsgiref.util import FileWrapper

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from pytest_django import Settings

from config.shortcut import Shortcut
from tests.delivery.asking import Answer, ask
from tests.delivery.conftest import Files
from videos.models import Artifact

pytestmark = [
    pytest.mark.usefixtures("disk"),
    pytest.mark.django_db(transaction=True),  # handlers end connections that are in the middle
]
KINDS_OF_QUESTIONS = [
    {},
    {"headers": {"Range": "bytes=1-3"}},
    {"headers": {"Range": "bytes=999999999-"}},
    {"headers": {"If-None-Match": "*"}},
    {"headers": {"Host": "elsewhere.example"}},
    {"headers": {"Request-Id": "asked-by-a-test"}},
    {"method": "HEAD"},
    {"method": "POST"},
]


def never(*_: object) -> list[bytes]:
    """Take the place of Django's handler where it must not be asked."""
    raise AssertionError("Django's handler was asked.")


def _addresses(files: Files) -> list[str]:
    found = [*files.signed, *files.shared]
    return [*found, *(f"{address}.bak" for address in found), "/files/forged/video.mp4"]


def _of(answer: Answer) -> tuple[str, dict[str, str], bytes]:
    headers = {name: value for name, value in answer.headers.items() if value[:4] != "req_"}
    return answer.status, headers, answer.body()


@pytest.mark.parametrize("question", KINDS_OF_QUESTIONS, ids=str)
def test_an_answer_is_that_of_djangos_handler(files: Files, question: dict[str, object]) -> None:
    django, ours = WSGIHandler(), Shortcut(never)
    for address in _addresses(files):
        if address.endswith(".bak"):
            ours = Shortcut(django)  # they lead to no view for anybody
        asked = [ask(way, address, **question) for way in (django, ours)]  # type: ignore[arg-type]
        assert all("Request-Id" in answer.headers for answer in asked)
        theirs, found = map(_of, asked)
        assert found == theirs
        assert found[0] < "500"


def test_by_http_viewers_are_sent_to_https(files: Files, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 3600
    ours = Shortcut(WSGIHandler())
    for address in (*files.signed, *files.shared):
        by_http = ask(ours, address)
        assert by_http.status == "301 Moved Permanently"
        assert by_http.headers["Location"] == f"https://testserver{address}"
        by_https = ask(ours, address, **{"wsgi.url_scheme": "https"})
        assert by_https.status == "200 OK"
        assert by_https.headers["Strict-Transport-Security"].startswith("max-age=3600")


def test_all_else_is_left_to_django(files: Files) -> None:
    asked = []

    def django(environ: dict[str, object], _: object) -> list[bytes]:
        asked.append(environ)
        return []

    for path in ("/", "/s/one", "/files/", "/filesystem", files.own[0], "/files/é/video.mp4"):
        environ = RequestFactory().get(path).environ
        Shortcut(django)(environ, never)
        assert asked.pop() is environ


def test_the_kernel_is_given_a_large_part_and_it_is_let_go(files: Files, disk: Path) -> None:
    film = Artifact.objects.get(kind="video")
    film.size_bytes = 600_000
    film.save()
    (disk / film.key).write_bytes(bytes(film.size_bytes))
    (address,) = (one for one in files.signed if one.endswith("video.mp4"))
    wrapper = {"wsgi.file_wrapper": FileWrapper}
    answer = ask(Shortcut(never), address, headers={"Range": "bytes=100-"}, **wrapper)
    assert answer.status == "206 Partial Content"
    number = answer.sent.filelike.fileno()
    assert os.lseek(number, 0, os.SEEK_CUR) == 100
    answer.sent.close()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(number)


def test_what_is_refused_and_what_breaks_is_logged_once_with_its_id(
    files: Files, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_key: str) -> None:
        raise ZeroDivisionError

    ours = Shortcut(never)
    with caplog.at_level(logging.WARNING, "django.request"):
        assert ask(ours, "/files/forged/video.mp4").status == "404 Not Found"
        monkeypatch.setattr("videos.storage.handing.in_front", broken)
        answer = ask(ours, files.signed[0])
    assert answer.status == "500 Internal Server Error"
    assert answer.headers["Request-Id"].startswith("req_")
    said = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert said == [
        ("WARNING", "Not Found: /files/forged/video.mp4"),
        ("ERROR", f"Internal Server Error: {files.signed[0]}"),
    ]


def test_below_a_prefix_addresses_have_it(files: Files, settings: Settings) -> None:
    settings.FORCE_SCRIPT_NAME = "/reels"
    page = ask(Shortcut(never), "/files/forged/video.mp4").body().decode()
    assert 'href="/reels/' in page
