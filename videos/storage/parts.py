"""Parts of stored files, of which no more is fetched than is asked for."""

import io
from typing import IO, Protocol, runtime_checkable

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages


@runtime_checkable
class GivesParts(Protocol):
    """Storage that is far away, and can send a part of a file."""

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
    # The disk is known by its class: to compare it with a protocol takes as long as to open a file.
    if not isinstance(storage, FileSystemStorage) and isinstance(storage, GivesParts):
        return storage.open_part(name, start, length)
    file = storage.open(name)
    file.seek(start)
    return file
