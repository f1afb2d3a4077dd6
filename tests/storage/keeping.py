"""What every kind of storage does with files: takes them whole, keeps them apart, gives them up."""

import hashlib
import re
import tracemalloc
from pathlib import Path

import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from creator.models import User
from tests.delivered import CONTENT, FILM, delivered
from tests.material import brought, picture
from videos.exceptions import Interrupted
from videos.models import Artifact
from videos.spec import AssetKind
from videos.states import ArtifactKind
from videos.storage import artifacts, sources

MEGA = 1_000_000
LARGE = 40 * MEGA
"""Bytes; more than storage takes in one request."""


def content(key: str) -> bytes:
    """Return what is stored."""
    with default_storage.open(key) as file:
        return bytes(file.read())


def film(owner: User, folder: Path) -> Artifact:
    """Return a delivered video."""
    return delivered(owner, folder).artifacts.get(kind="video")


def large(folder: Path) -> Path:
    """Return a large file of which no two parts are the same."""
    path = folder / "large.bin"
    with path.open("wb") as file:
        for number in range(LARGE // MEGA):
            file.write(bytes([number]) * MEGA)
    return path


class Keeping:
    """Storing, fetching, listing and deleting."""

    def test_a_stored_file_is_described(self, alice: User, tmp_path: Path) -> None:
        stored = film(alice, tmp_path)
        folder = artifacts.folder(stored.job.public_id)
        assert re.fullmatch(rf"{folder}/video-[0-9a-f]{{8}}\.mp4", stored.key)
        assert stored.size_bytes == default_storage.size(stored.key) == len(FILM)
        assert stored.sha256 == hashlib.sha256(FILM).hexdigest()
        assert content(stored.key) == FILM

    def test_storing_again_leaves_what_was_delivered(self, alice: User, tmp_path: Path) -> None:
        first = film(alice, tmp_path)
        path = tmp_path / "second"
        path.write_bytes(b"second")
        again = artifacts.store(first.job, ArtifactKind.VIDEO, path)
        assert content(again.key) == b"second"
        assert content(first.key) == FILM

    def test_a_key_that_is_taken_is_not_used_again(self) -> None:
        first = default_storage.save("taken/key.txt", ContentFile(b"first"))
        second = default_storage.save(first, ContentFile(b"second"))
        assert second != first
        assert (content(first), content(second)) == (b"first", b"second")

    def test_a_worker_that_comes_too_late_leaves_what_was_delivered(
        self, alice: User, tmp_path: Path
    ) -> None:
        stored = film(alice, tmp_path)
        gone = tmp_path / "removed with the workspace"
        with pytest.raises(FileNotFoundError):
            artifacts.store(stored.job, ArtifactKind.VIDEO, gone)
        assert content(stored.key) == FILM

    @pytest.mark.parametrize(
        "key", ["names/Straße & café +1%.txt", "names/台本/🚀.txt", "names/a  b?#[].txt"]
    )
    def test_names_in_every_script(self, key: str) -> None:
        assert default_storage.save(key, ContentFile(b"words")) == key
        assert content(key) == b"words"
        folder, _, name = key.rpartition("/")
        assert name in default_storage.listdir(folder)[1]
        default_storage.delete(key)
        assert not default_storage.exists(key)

    def test_nothing_at_all_is_a_file(self, tmp_path: Path) -> None:
        key = default_storage.save("empty/nothing", ContentFile(b""))
        sources.fetch(key, tmp_path / "copy", lambda: False)
        assert (tmp_path / "copy").read_bytes() == content(key) == b""
        assert default_storage.exists(key)
        assert default_storage.size(key) == 0

    def test_a_large_file_goes_and_comes_in_little_memory(self, tmp_path: Path) -> None:
        path, copy = large(tmp_path), tmp_path / "copy"
        assert not default_storage.exists("large")  # loads what is loaded once
        tracemalloc.start()
        try:
            with path.open("rb") as file:
                key = default_storage.save("large/film.mp4", File(file))
            sent = tracemalloc.get_traced_memory()[1]
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            sources.fetch(key, copy, lambda: False)
            fetched = tracemalloc.get_traced_memory()[1] - before
        finally:
            tracemalloc.stop()
        assert copy.read_bytes() == path.read_bytes()
        assert sent < LARGE * 0.8
        assert fetched < 2 * MEGA

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        assert not default_storage.exists("nowhere/nothing")
        with pytest.raises(FileNotFoundError):
            sources.fetch("nowhere/nothing", tmp_path / "copy", lambda: False)
        with pytest.raises(FileNotFoundError):
            default_storage.size("nowhere/nothing")
        assert list(tmp_path.glob("copy*")) == []

    def test_fetching_stops_when_it_is_told_to(self, tmp_path: Path) -> None:
        key = default_storage.save("stopped/file", ContentFile(b"words"))
        with pytest.raises(Interrupted):
            sources.fetch(key, tmp_path / "copy", lambda: True)
        assert list(tmp_path.glob("copy*")) == []

    def test_what_creators_bring_is_kept_once(self, alice: User) -> None:
        key = sources.key(alice.pk, AssetKind.IMAGE, f"{'a' * 64}.png")
        for came in (b"half", b"whole file", b"whole file"):
            sources.keep(key, ContentFile(came), "image/png")
            assert content(key) == came
        folder, _, kept = key.rpartition("/")
        lying = default_storage.listdir(folder)[1]
        assert [name for name in lying if name.startswith("a" * 60)] == [kept]
        sources.discard(key)
        sources.discard(key)
        assert not default_storage.exists(key)

    def test_a_file_of_a_request_is_judged_and_kept(self, alice: User) -> None:
        row, is_new = brought(alice, picture())
        assert is_new
        assert content(row.key) == picture()

    def test_a_lost_file_is_told_from_lost_storage(self, alice: User, tmp_path: Path) -> None:
        job = delivered(alice, tmp_path)
        stored, *others = job.artifacts.order_by("-kind")
        default_storage.delete(stored.key)
        assert not artifacts.fetch(stored, tmp_path / "copy")
        artifacts.discard(others)
        with pytest.raises(artifacts.Unreachable):
            artifacts.fetch(stored, tmp_path / "copy")

    def test_tidying_takes_what_no_row_names(self, alice: User, tmp_path: Path) -> None:
        job = delivered(alice, tmp_path)
        stray = artifacts.store(job, ArtifactKind.VIDEO, tmp_path / "video.bin")
        artifacts.tidy(job.public_id)
        assert not default_storage.exists(stray.key)
        assert len(default_storage.listdir(artifacts.folder(job.public_id))[1]) == len(CONTENT)

    def test_tidying_where_nothing_was_stored_is_fine(self) -> None:
        artifacts.tidy("job_that_stored_nothing")

    def test_discarding_twice_is_fine(self, alice: User, tmp_path: Path) -> None:
        files = list(delivered(alice, tmp_path).artifacts.all())
        artifacts.discard(files)
        artifacts.discard(files)
        assert not any(default_storage.exists(file.key) for file in files)
