"""Lists what lies in storage, of whatever kind it is."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TypeVar

from django.core.files.storage import Storage

from videos.storage.abilities import Listed, ListsFiles

_Thing = TypeVar("_Thing")


def files(storage: Storage, folder: str) -> Iterator[Listed]:
    """Yield the files below `folder`.

    Storage that cannot list by itself is walked through, with two questions for each file.
    """
    if isinstance(storage, ListsFiles):
        yield from storage.listed(folder)
        return
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        with suppress(FileNotFoundError):  # deleted meanwhile
            yield _looked_up(storage, f"{folder}/{name}")
    for name in folders:
        yield from files(storage, f"{folder}/{name}")


def _looked_up(storage: Storage, name: str) -> Listed:
    moment = storage.get_modified_time(name)
    return Listed(name=name, size=storage.size(name), modified_at=moment)


def batched(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    """Yield `things` in lists of `size`, the last one of what is left."""
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch
