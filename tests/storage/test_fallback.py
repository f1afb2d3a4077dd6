"""Storage that moves from the disk to a bucket does what every storage does, and knows both."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage, storages
from pytest_django import Settings

from config import storage_url
from tests.s3 import S3Server
from tests.storage.keeping import Keeping
from videos.storage import listing
from videos.storage.parts import opened


@pytest.mark.django_db
class TestFallback(Keeping):
    """A bucket, with a folder that was in use before."""

    @pytest.fixture(autouse=True)
    def _chosen(self, settings: Settings, s3_server: S3Server, tmp_path: Path) -> None:
        entry = storage_url.with_fallback(
            s3_server.entry(), storage_url.entry(f"file://{tmp_path}/old")
        )
        settings.STORAGES = settings.STORAGES | {"default": entry}

    @pytest.fixture
    def old(self, tmp_path: Path) -> Storage:
        """The folder that was in use before."""
        return storages.create_storage(storage_url.entry(f"file://{tmp_path}/old"))

    def test_what_was_stored_before_is_read(self, old: Storage) -> None:
        key = old.save("before/file.txt", ContentFile(b"from before"))
        assert default_storage.exists(key)
        assert default_storage.size(key) == 11
        assert default_storage.get_modified_time(key) == old.get_modified_time(key)
        with default_storage.open(key) as file:
            assert file.read() == b"from before"
        with opened(key, 5, 6) as part:
            assert part.read(6) == b"before"

    def test_new_files_go_to_the_new_place(self, old: Storage) -> None:
        key = default_storage.save("after/file.txt", ContentFile(b"from now on"))
        assert not old.exists(key)
        assert default_storage.exists(key)

    def test_a_name_that_is_taken_at_the_old_place_is_not_used_again(self, old: Storage) -> None:
        key = old.save("before/taken.txt", ContentFile(b"from before"))
        assert default_storage.save(key, ContentFile(b"from now on")) != key

    def test_what_is_deleted_does_not_come_back(self, old: Storage) -> None:
        key = old.save("before/gone.txt", ContentFile(b"from before"))
        storages["default"].new.save(key, ContentFile(b"from before"))  # type: ignore[attr-defined]
        default_storage.delete(key)
        assert not old.exists(key)
        assert not default_storage.exists(key)

    def test_both_places_are_listed_as_one(self, old: Storage) -> None:
        old.save("both/before.txt", ContentFile(b"1"))
        default_storage.save("both/after.txt", ContentFile(b"2"))
        assert default_storage.listdir("both") == ([], ["after.txt", "before.txt"])
        found = listing.files(storages["default"], "both")
        assert [file.name for file in found] == ["both/after.txt"]

    def test_it_says_where_files_are(self) -> None:
        place: str = storages["default"].place  # type: ignore[attr-defined]
        assert place.startswith("the bucket “films” at 127.0.0.1, or still the folder ")
