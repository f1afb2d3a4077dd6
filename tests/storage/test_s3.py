"""Files in a bucket of a real S3 server."""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from config import storage_url
from tests.product import ROOT
from tests.s3 import SECRET, S3Server
from tests.storage.severing import Line, severable
from tests.storage.signing import Signing
from tests.storage.suite import Storage
from videos.storage import delivery, sources
from videos.storage.faults import StorageFault

FILM = hashlib.shake_256(b"film").digest(5_000_000)


class TestS3(Storage, Signing):
    """A bucket."""

    @pytest.fixture(autouse=True)
    def _chosen(self, settings: Settings, s3_server: S3Server) -> None:
        settings.STORAGES = settings.STORAGES | {"default": s3_server.entry()}

    def test_nobody_reads_without_a_key(self, s3_server: S3Server) -> None:
        key = default_storage.save("private/film.mp4", ContentFile(b"words"))
        address = f"{s3_server.endpoint}/films/{key}"
        assert requests.get(address, timeout=10).status_code == 403
        signed = default_storage.url(key)
        assert requests.get(signed, timeout=10).content == b"words"
        assert requests.get(signed.replace("private", "privata"), timeout=10).status_code == 403

    def test_a_stored_file_can_be_read_anywhere(self) -> None:
        key = default_storage.save("seek/film.mp4", ContentFile(FILM))
        with default_storage.open(key) as file:
            assert file.read(10) == FILM[:10]
            file.seek(4_000_000)
            assert file.read(10) == FILM[4_000_000:4_000_010]
            file.seek(-5, 2)
            assert file.read() == FILM[-5:]
            assert file.read(1) == b""
            file.seek(100)
            assert (file.read(3), file.tell()) == (FILM[100:103], 103)

    def test_files_are_not_written_in_pieces(self) -> None:
        with pytest.raises(ValueError, match="written whole"):
            default_storage.open("some/file", "wb")

    def test_it_says_where_files_are(self) -> None:
        assert storages["default"].place == "the bucket “films” at 127.0.0.1"  # type: ignore[attr-defined]


@pytest.fixture
def line(settings: Settings, s3_server: S3Server) -> Iterator[Line]:
    """A line to the bucket that can be cut; requests are tried as often as in production."""
    with severable(s3_server.port) as line:
        entry = storage_url.entry(S3Server(line.port).url())
        settings.STORAGES = settings.STORAGES | {"default": entry}
        yield line


@pytest.fixture
def film(line: Line) -> str:
    """The key of a stored film."""
    return default_storage.save("line/film.mp4", ContentFile(FILM))


def test_a_part_brings_only_that_part(line: Line, film: str) -> None:
    stored = SimpleNamespace(
        key=film, sha256="0" * 64, size_bytes=len(FILM), content_type="video/mp4"
    )
    request = RequestFactory().get("/", headers={"Range": "bytes=4000000-4000099"})
    before = line.brought
    answer = delivery.serve(request, stored)
    assert isinstance(answer, StreamingHttpResponse)
    assert b"".join(answer) == FILM[4_000_000:4_000_100]
    assert line.brought - before < 4_000


def test_a_line_that_breaks_is_taken_up_where_it_broke(
    line: Line, film: str, tmp_path: Path
) -> None:
    line.cuts, line.cut_after, before = 3, 1_000_000, line.brought
    sources.fetch(film, tmp_path / "copy", lambda: False)
    assert (tmp_path / "copy").read_bytes() == FILM
    assert line.cuts == 0
    assert line.brought - before < len(FILM) * 1.5


def test_a_line_that_always_breaks_leaves_nothing(line: Line, film: str, tmp_path: Path) -> None:
    line.cuts, line.cut_after = 1_000, 0
    with pytest.raises(StorageFault, match="does not answer"):
        sources.fetch(film, tmp_path / "copy", lambda: False)
    assert list(tmp_path.glob("copy*")) == []


def test_a_line_that_breaks_while_a_file_is_stored(line: Line) -> None:
    line.cuts, line.cut_after = 2, 0
    key = default_storage.save("line/stored.mp4", ContentFile(FILM))
    with default_storage.open(key) as file:
        assert file.read() == FILM


WRONG = {
    "key": ({"key": "NOBODY"}, "The access key is not known there."),
    "secret": ({"secret": "a-wrong-one"}, "The secret does not belong to the access key."),
    "bucket": ({"bucket": "no-such-bucket"}, "There is no such bucket."),
}


@pytest.mark.parametrize(("changes", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_configuration_is_told_and_loses_no_file(
    settings: Settings, s3_server: S3Server, tmp_path: Path, changes: dict[str, str], said: str
) -> None:
    settings.STORAGES = settings.STORAGES | {"default": s3_server.entry(**changes)}
    with pytest.raises(StorageFault, match=said) as caught:
        default_storage.save("wrong/file", ContentFile(b"words"))
    assert SECRET not in f"{caught.value} {caught.value.remedy}"
    for act in (
        lambda: default_storage.listdir("wrong"),
        lambda: default_storage.delete("wrong/file"),
        lambda: sources.fetch("wrong/file", tmp_path / "copy", lambda: False),
    ):
        with pytest.raises(StorageFault, match=said):
            act()


_IMPORTS = """
import sys, django
django.setup()
import config.wsgi, videos.actors
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in ("boto3", "botocore", "storages") if name in sys.modules])
"""


def test_without_a_bucket_its_library_is_not_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
