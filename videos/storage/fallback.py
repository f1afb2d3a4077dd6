"""Storage while it moves: new files go to the new place, and old ones are still read at the old."""

import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import Storage, storages

from videos.storage import listing
from videos.storage.abilities import Listed
from videos.storage.parts import part_of


class FallbackStorage(Storage):
    """Writes to `new`; reads there, or in `old` what is not there yet; deletes in both.

    It has no ability that only one of the two has, such as signing links: bytes go through the
    product until the move is done.
    """

    def __init__(self, *, new: dict[str, Any], old: dict[str, Any]) -> None:
        """Take the entries of STORAGES for both."""
        self.new, self.old = storages.create_storage(new), storages.create_storage(old)

    @property
    def place(self) -> str:
        """Say where the files are, for people."""
        new, old = (getattr(one, "place", "storage") for one in (self.new, self.old))
        return f"{new}, or still {old}"

    def open_part(
        self, name: str, start: int, length: int
    ) -> io.RawIOBase | IO[bytes] | File[bytes]:
        """Return a file that reads `length` bytes from `start` on."""
        return part_of(self._holder(name), name, start, length)

    def exists(self, name: str) -> bool:
        """Say whether there is a file under `name`."""
        return self.new.exists(name) or self.old.exists(name)

    def size(self, name: str) -> int:
        """Return how many bytes the file under `name` has."""
        return self._holder(name).size(name)

    def get_modified_time(self, name: str) -> datetime:
        """Return when the file under `name` was stored."""
        return self._holder(name).get_modified_time(name)

    def delete(self, name: str) -> None:
        """Delete the file under `name` in both: it must not come back from the old place."""
        self.old.delete(name)
        self.new.delete(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the names of folders and of files in `path`; a missing one is empty."""
        folders: set[str] = set()
        files: set[str] = set()
        for storage in (self.new, self.old):
            with suppress(FileNotFoundError):
                found = storage.listdir(path)
                folders.update(found[0])
                files.update(found[1])
        return sorted(folders), sorted(files)

    def listed(self, folder: str) -> Iterator[Listed]:
        """Yield the files below `folder` in the new place: the old one is given up soon."""
        return listing.files(self.new, folder)

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        return self._holder(name).open(name, mode)

    def _save(self, name: str, content: File[bytes]) -> str:
        return self.new.save(name, content)

    def _holder(self, name: str) -> Storage:
        """Return where the file is; the new place when it is in neither, which then says so."""
        if not self.new.exists(name) and self.old.exists(name):
            return self.old
        return self.new
