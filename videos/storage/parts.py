"""Parts of stored files, of which no more is fetched than is asked for."""

import io
from typing import IO, Protocol, runtime_checkable

from django.core.files import File
from django.core.files.storage import Storage, storages

from videos.storage.disk import DiskStorage


@runtime_checkable
class GivesParts(Protocol):
    """Storage that knows how to read no more of a file than a part."""

    def open_part(self, name: str, start: int, length: int) -> io.RawIOBase:
        """Return a file that reads `length` bytes from `start` on."""


def opened(name: str, start: int, length: int) -> io.RawIOBase | IO[bytes] | File[bytes]:
    """Return the file under the key `name`, ready to read `length` bytes from `start` on.

    Raises:
        FileNotFoundError: nothing is kept there; some storage says so when it is read.
    """
    # Not `default_storage`, a proxy that would say yes to any protocol.
    return part_of(storages["default"], name, start, length)


def part_of(
    storage: Storage, name: str, start: int, length: int
) -> io.RawIOBase | IO[bytes] | File[bytes]:
    """Return the file under the key `name` of `storage`, as `opened` does."""
    # The disk comes first, by its class: a protocol takes as long to look at as a file to open.
    if isinstance(storage, (DiskStorage, GivesParts)):
        return storage.open_part(name, start, length)
    file = storage.open(name)
    file.seek(start)
    return file
