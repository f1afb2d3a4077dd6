"""Files in a store of Vercel Blob: what holds for every storage, and what is its own."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage, storages
from pytest_django import Settings

from tests.product import ROOT
from tests.storage.cases import LARGE, content, part
from tests.storage.severing import Line, severable
from tests.storage.suite import Storage
from tests.vercel import VercelServer
from tests.vercel_store import TOKEN, Refused, Store
from videos.diagnosis import files
from videos.diagnosis.finding import State
from videos.storage import sources
from videos.storage.abilities import SignsLinks
from videos.storage.faults import StorageFault
from videos.storage.vercel import VercelBlobStorage


class TestVercel(Storage):
    """A private store."""

    @pytest.fixture(autouse=True)
    def _chosen(self, settings: Settings, vercel_server: VercelServer) -> None:
        settings.STORAGES = settings.STORAGES | {"default": vercel_server.entry()}

    def test_nobody_reads_without_the_token(self, vercel_server: VercelServer) -> None:
        key = default_storage.save("private/film.mp4", ContentFile(b"words"))
        address = f"http://127.0.0.1:{vercel_server.port}/files/{key}"
        assert requests.get(address, timeout=10).status_code == 403

    def test_a_stored_file_can_be_read_anywhere(self) -> None:
        key = default_storage.save("seek/film.mp4", ContentFile(LARGE))
        with default_storage.open(key) as file:
            assert file.read(10) == LARGE[:10]
            file.seek(4_000_000)
            assert file.read(10) == LARGE[4_000_000:4_000_010]
            file.seek(-5, 2)
            assert file.read() == LARGE[-5:]
            assert file.read(1) == b""

    def test_files_are_not_written_in_pieces(self) -> None:
        with pytest.raises(ValueError, match="written whole"):
            default_storage.open("some/file", "wb")

    def test_it_says_where_files_are(self) -> None:
        (finding,) = files.storage()
        assert finding.state is State.OK
        assert finding.detail.startswith("the store “AbCdEf123” of Vercel Blob: wrote, read")

    def test_it_signs_no_links(self) -> None:
        assert not isinstance(storages["default"], SignsLinks)


@pytest.fixture
def store(vercel_server: VercelServer) -> Iterator[Store]:
    """The store behind a storage, for what only it can show."""
    yield vercel_server.store
    assert vercel_server.store.refusals == []


@pytest.fixture
def blob(vercel_server: VercelServer) -> VercelBlobStorage:
    """A storage that asks as often as in production."""
    return VercelBlobStorage(**vercel_server.entry(attempts=4)["OPTIONS"])


def test_a_list_of_several_pages(
    store: Store, blob: VercelBlobStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{number}.txt" for number in range(5)]
    for name in (*names, "deep/one.txt", "deeper/one.txt"):
        blob.save(f"pages/{name}", ContentFile(b"words"))
    monkeypatch.setattr(store, "page", 2)
    folders, found = blob.listdir("pages")
    assert (sorted(folders), sorted(found)) == (["deep", "deeper"], names)


def test_a_name_that_is_taken_meanwhile_is_not_overwritten(
    blob: VercelBlobStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = blob.save("race/film.mp4", ContentFile(b"first"))
    monkeypatch.setattr(blob, "exists", lambda _: False)
    second = blob.save(first, ContentFile(b"second"))
    large = blob.save(first, ContentFile(LARGE))
    monkeypatch.undo()
    assert len({first, second, large}) == 3
    assert [blob.open(name).read() for name in (first, second, large)] == [
        b"first", b"second", LARGE,
    ]  # fmt: skip


def test_a_large_file_goes_up_in_parts(store: Store, blob: VercelBlobStorage) -> None:
    before = store.parts_taken
    blob.save("parts/film.mp4", ContentFile(LARGE))
    assert store.parts_taken - before == 3


def test_a_busy_service_is_asked_again_when_it_says(
    store: Store, blob: VercelBlobStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("videos.storage.vercel_line.time.sleep", pauses.append)
    busy = [Refused(503, "service_unavailable"), Refused(429, "rate_limited", Retry_After="7")]
    store.refusals += busy
    name = blob.save("busy/film.mp4", ContentFile(b"words"))
    store.refusals += busy
    with blob.open(name) as file:
        assert file.read() == b"words"
    assert pauses == [0.5, 7, 0.5, 7]


def test_a_file_whose_length_is_not_said(
    store: Store, blob: VercelBlobStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = blob.save("unsaid/film.mp4", ContentFile(LARGE))
    monkeypatch.setattr(store, "tells_size", False)
    with blob.open(name) as file:
        assert file.read() == LARGE


def test_a_line_is_used_again(store: Store, blob: VercelBlobStorage) -> None:
    name = blob.save("again/film.mp4", ContentFile(LARGE))
    before = store.lines
    for start in range(0, 3_000_000, 1_000_000):
        with blob.open_part(name, start, 10) as file:
            assert file.read(10) == LARGE[start : start + 10]
    assert store.lines == before


REFUSALS = {
    "limited": (Refused(429, "rate_limited", Retry_After="90"), "requests", "Try again in 90 sec"),
    "limited, unsaid": (Refused(429, "rate_limited"), "requests", "Try again later."),
    "busy": (Refused(503, "service_unavailable"), "busy or broken", "status page"),
    "broken": (Refused(500, "internal_server_error"), "busy or broken", "status page"),
    "suspended": (Refused(403, "store_suspended"), "The store is suspended.", "dashboard"),
    "no store": (Refused(404, "store_not_found"), "There is no such store.", "private store"),
    "forbidden": (Refused(403, "forbidden"), "does not open this store", "BLOB_READ_WRITE_TOKEN"),
    "too large": (Refused(400, "file_too_large"), "larger than the store takes", "Raise"),
    "type": (Refused(400, "content_type_not_allowed"), "files of this type", "not limited"),
    "another": (Refused(400, "bad_request", "Public."), "refused the request", "a private one"),
}


@pytest.mark.parametrize(("refusal", "said", "remedy"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_a_sentence_with_a_remedy(
    vercel_server: VercelServer,
    store: Store,
    caplog: pytest.LogCaptureFixture,
    refusal: Refused,
    said: str,
    remedy: str,
) -> None:
    blob = VercelBlobStorage(**vercel_server.entry()["OPTIONS"])
    store.refusals.append(refusal)
    with caplog.at_level(logging.DEBUG), pytest.raises(StorageFault, match=said) as caught:
        blob.delete("refused/film.mp4")
    assert remedy in caught.value.remedy
    assert TOKEN not in f"{caught.value} {caught.value.remedy} {caplog.text}"


READING = {
    "limited": (Refused(429, "", Retry_After="90"), "requests"),
    "busy": (Refused(503, ""), "busy or broken"),
    "broken": (Refused(502, ""), "busy or broken"),
    "forbidden": (Refused(403, ""), "does not open this store"),
    "another": (Refused(451, ""), "refused the request"),
}


@pytest.mark.parametrize(("refusal", "said"), READING.values(), ids=READING)
def test_a_refusal_to_send_a_file_is_one_too(
    vercel_server: VercelServer, store: Store, tmp_path: Path, refusal: Refused, said: str
) -> None:
    blob = VercelBlobStorage(**vercel_server.entry()["OPTIONS"])
    store.refusals.append(refusal)
    with pytest.raises(StorageFault, match=said):
        blob.open("refused/film.mp4")


def test_another_token_opens_nothing(vercel_server: VercelServer) -> None:
    blob = VercelBlobStorage(**vercel_server.entry(token=f"{TOKEN}x")["OPTIONS"])
    for act in (
        lambda: blob.save("wrong/file", ContentFile(b"words")),
        lambda: blob.exists("wrong/file"),
        lambda: blob.open("wrong/file"),
        lambda: blob.open_part("wrong/file", 0, 1).read(1),
    ):
        with pytest.raises(StorageFault, match="does not open this store"):
            act()


@pytest.fixture
def line(settings: Settings, vercel_server: VercelServer) -> Iterator[Line]:
    """A line to the store that can be cut."""
    with severable(vercel_server.port) as line:
        entry = replace(vercel_server, port=line.port).entry(attempts=2)
        settings.STORAGES = settings.STORAGES | {"default": entry}
        yield line


def test_a_part_brings_only_that_part(line: Line) -> None:
    key = default_storage.save("line/film.mp4", ContentFile(LARGE))
    before = line.brought
    assert part(key, 4_000_000, 100) == LARGE[4_000_000:4_000_100]
    assert line.brought - before < 4_000


def test_a_line_that_breaks_is_taken_up_where_it_broke(line: Line, tmp_path: Path) -> None:
    key = default_storage.save("line/film.mp4", ContentFile(LARGE))
    line.cuts, line.cut_after, before = 3, 4_000_000, line.brought
    sources.fetch(key, tmp_path / "copy", lambda: False)
    assert (tmp_path / "copy").read_bytes() == LARGE
    assert line.cuts == 0
    assert line.brought - before < len(LARGE) * 1.5


def test_a_line_that_breaks_while_a_file_is_stored(line: Line) -> None:
    line.cuts, line.cut_after = 1, 0
    key = default_storage.save("line/stored.mp4", ContentFile(LARGE))
    assert content(key) == LARGE


def test_a_service_that_is_away(vercel_server: VercelServer) -> None:
    blob = VercelBlobStorage(**replace(vercel_server, port=9).entry()["OPTIONS"])
    for act in (lambda: blob.exists("file"), lambda: blob.open("file")):
        with pytest.raises(StorageFault, match="does not answer") as caught:
            act()
        assert "vercel.com" in caught.value.remedy


class _Stream(File[bytes]):
    """A file that can be read once."""

    def seekable(self) -> bool:
        return False


def test_what_can_be_read_once_is_sent_once(
    store: Store, blob: VercelBlobStorage, tmp_path: Path
) -> None:
    (tmp_path / "film").write_bytes(b"words")
    with (tmp_path / "film").open("rb") as file:
        name = blob.save("once/film.mp4", _Stream(file))
        assert blob.open(name).read() == b"words"
    with (tmp_path / "film").open("rb") as file:
        store.refusals.append(Refused(404, "blob_not_found"))  # nothing lies under the name yet
        store.refusals.append(Refused(503, "service_unavailable"))
        with pytest.raises(StorageFault, match="busy"):
            blob.save("once/again.mp4", _Stream(file))


_IMPORTS = """
import sys, django
django.setup()
import config.wsgi, videos.actors
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in ("vercel", "vercel.blob", "videos.storage.vercel") if name in sys.modules])
"""


def test_without_a_store_its_library_is_not_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
