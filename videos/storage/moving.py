"""Moves files from one storage to another, one by one, and can be taken up at any time."""

import logging
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from videos.storage.content import Content, holds, stored_content
from videos.storage.faults import StorageFault
from videos.storage.listing import batched
from videos.storage.named import Named, everything

log = logging.getLogger(__name__)

_BATCH = 64


class Task(StrEnum):
    """What is to be done with every file."""

    MOVE = "move"
    VERIFY = "verify"  # read what is there, and write nothing
    REHEARSE = "rehearse"  # compare sizes, and write nothing


class Fate(StrEnum):
    """What became of a file."""

    THERE = "there"
    COPIED = "copied"
    WANTED = "to be copied"
    FAILED = "not right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the file under `key`, of `size` bytes; `problem` says why when it failed."""

    key: str
    fate: Fate
    size: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From where to where, and what is to be done."""

    source: Storage
    target: Storage
    task: Task = Task.MOVE

    def run(self, *, at_once: int) -> Iterator[Outcome]:
        """Move every file that a row names, `at_once` of them at a time.

        A file that is there and right is left alone, so a move that was stopped goes on where it
        was, and one that is done shows that it is. What is wrong with a file stops no other.
        """
        with ThreadPoolExecutor(at_once) as pool:
            try:
                for batch in batched(everything(), _BATCH):
                    yield from pool.map(self._treated, batch)
            finally:
                pool.shutdown(cancel_futures=True)

    def _treated(self, one: Named) -> Outcome:
        try:
            return self._rehearsed(one) if self.task is Task.REHEARSE else self._moved(one)
        except FileNotFoundError:
            problem = "It is not there to be copied."
        except OSError as error:
            log.warning("%s does not move: %s", one.key, error)
            problem = str(error)
        return Outcome(key=one.key, fate=Fate.FAILED, problem=problem)

    def _rehearsed(self, one: Named) -> Outcome:
        size = one.content.size if one.content else self.source.size(one.key)
        there = self.target.exists(one.key) and self.target.size(one.key) == size
        return Outcome(key=one.key, fate=Fate.THERE if there else Fate.WANTED, size=size)

    def _moved(self, one: Named) -> Outcome:
        # Only the file itself tells what is in a clip.
        content = one.content or stored_content(self.source, one.key)
        if holds(self.target, one.key, content):
            return Outcome(key=one.key, fate=Fate.THERE, size=content.size)
        if self.task is Task.VERIFY:
            there = self.target.exists(one.key)
            problem = "It has other content." if there else "It is not there."
            return Outcome(key=one.key, fate=Fate.FAILED, problem=problem)
        self._copy(one, content)
        return Outcome(key=one.key, fate=Fate.COPIED, size=content.size)

    def _copy(self, one: Named, content: Content) -> None:
        """Copy a file over whatever lies in its place, and read it back.

        Raises:
            StorageFault: it did not come across as its row describes it; the copy is deleted.
        """
        with self.source.open(one.key) as file:
            file.content_type = one.content_type  # type: ignore[attr-defined]
            self.target.delete(one.key)
            kept = self.target.save(one.key, file)
        if kept == one.key and holds(self.target, kept, content):
            return
        self.target.delete(kept)
        raise self._blamed(one, content)

    def _blamed(self, one: Named, content: Content) -> StorageFault:
        if holds(self.source, one.key, content):
            return StorageFault("The copy was not the same.", "Run this again.")
        return StorageFault(
            "The file itself is not what its row says, where it was.",
            "Bring it back from a backup; `manage.py recheck` gives back what its video cost.",
        )


def are_one(source: Storage, target: Storage) -> bool:
    """Say whether two storages are the same place, by leaving a note in one for a moment."""
    name = f"doctor/move-{secrets.token_hex(8)}"
    kept = target.save(name, ContentFile(b"Which storage is this?"))
    try:
        return source.exists(kept)
    finally:
        target.delete(kept)
