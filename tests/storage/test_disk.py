"""Files on the disk of this machine."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from pytest_django import Settings

from config import storage_url
from tests.storage.suite import Storage
from videos.storage import listing
from videos.storage.faults import StorageFault

MEGA = 1_000_000


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Let this process write no file of more bytes, as a disk does that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files(folder: Path) -> list[str]:
    """Return the names of all files below `folder`."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


class TestDisk(Storage):
    """A folder."""

    @pytest.fixture(autouse=True)
    def _chosen(self, settings: Settings, tmp_path: Path) -> None:
        settings.STORAGES = settings.STORAGES | {"default": storage_url.entry("")}
        settings.MEDIA_ROOT = tmp_path / "media"

    def test_a_full_disk_is_said_to_be_full_and_keeps_no_half(self, tmp_path: Path) -> None:
        large = ContentFile(bytes(3 * MEGA))
        with (
            no_file_above(MEGA),
            pytest.raises(StorageFault, match=r"The disk is full\.") as caught,
        ):
            default_storage.save("full/film.mp4", large)
        assert caught.value.remedy == f"Make room for the folder {tmp_path / 'media'}."
        assert files(tmp_path / "media") == []

    def test_what_breaks_off_keeps_no_half(self, tmp_path: Path) -> None:
        class Breaking(ContentFile[bytes]):
            """Breaks off after a part."""

            def chunks(self, _size: int | None = None) -> Iterator[bytes]:
                """Yield a part."""
                yield bytes(MEGA)
                raise ConnectionResetError

        with pytest.raises(ConnectionResetError):
            default_storage.save("broken/film.mp4", Breaking(b""))
        assert files(tmp_path / "media") == []

    def test_a_file_has_its_name_only_once_it_is_whole(self, tmp_path: Path) -> None:
        lying = []

        class Watched(ContentFile[bytes]):
            """Looks at the folder while it is written."""

            def chunks(self, _size: int | None = None) -> Iterator[bytes]:
                """Yield the whole."""
                lying.extend(files(tmp_path / "media"))
                yield b"whole"

        default_storage.save("whole/film.mp4", Watched(b""))
        assert len(lying) == 1
        assert lying[0].endswith(".part")
        assert files(tmp_path / "media") == ["film.mp4"]

    def test_a_listing_has_all_that_is_below(self) -> None:
        names = {default_storage.save(f"list/{n}/deep/{n}", ContentFile(b"1234")) for n in "abc"}
        found = list(listing.files(storages["default"], "list"))
        assert {file.name for file in found} == names
        assert {file.size for file in found} == {4}
        assert found[0].modified_at == default_storage.get_modified_time(found[0].name)
        assert list(listing.files(storages["default"], "nowhere")) == []
