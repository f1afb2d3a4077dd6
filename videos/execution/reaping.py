"""Deletes what lies in storage without a row that names it: what crashes and broken lines leave.

Whoever stores writes the row a moment after the file, so a file may lie for `STORAGE_GRACE` before
anybody takes it for a leftover; and what belongs to a job that is not over is left alone, however
old it is. Folders that the product does not write to are never looked at.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import Storage, storages
from django.utils import timezone

from videos.execution.shelves import SHELVES, Shelf
from videos.storage.abilities import AbortsUploads, Listed, Unfinished
from videos.storage.faults import StorageFault
from videos.storage.listing import batched, files

log = logging.getLogger(__name__)

_PAGE = 500
_TURN = "videos.execution.reaping"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaped:
    """What one pass found; sizes are in bytes."""

    seen: int = 0
    deleted: int = 0
    freed: int = 0
    uploads: int = 0
    """Uploads in parts that nobody had ended."""
    strangers: int = 0
    """Files of jobs and people that the database does not know, which are left alone."""

    def __str__(self) -> str:
        return (
            f"{self.seen} files: {self.deleted} leftovers with {self.freed} bytes and "
            f"{self.uploads} unfinished uploads deleted, {self.strangers} of others left alone."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaper:
    """How to go about it: what is looked for, and whom to tell of each find."""

    before: datetime
    """Only what was stored earlier is looked at."""
    writes: bool = True
    takes_strangers: bool = False
    """Whether files of unknown jobs and people go too; never with the wrong database."""
    tell: Callable[[str], None] = log.info

    def run(self) -> Reaped:
        """Look through all of storage once.

        Raises:
            OSError: storage does not answer, or refuses; what was deleted until then is.
        """
        storage = storages["default"]
        total = Reaped()
        for shelf in SHELVES:
            for page in batched(files(storage, shelf.folder), _PAGE):
                total = self._reaped(storage, shelf, page, total)
        return replace(total, uploads=self._aborted(storage))

    def _reaped(self, storage: Storage, shelf: Shelf, page: list[Listed], so_far: Reaped) -> Reaped:
        old = [file for file in page if file.modified_at <= self.before]
        found, strangers = shelf.leftovers(old)
        if self.takes_strangers:
            found, strangers = [*found, *strangers], []
        gone = [file for file in found if self._is_deleted(storage, shelf, file)]
        return replace(
            so_far,
            seen=so_far.seen + len(page),
            deleted=so_far.deleted + len(gone),
            freed=so_far.freed + sum(file.size for file in gone),
            strangers=so_far.strangers + len(strangers),
        )

    def _is_deleted(self, storage: Storage, shelf: Shelf, file: Listed) -> bool:
        # Asked again for this one: the same file may have come anew since its page was judged.
        if shelf.named([file.name]):
            return False
        self.tell(f"{file.name}, {file.size} bytes")
        if self.writes:
            storage.delete(file.name)
        return True

    def _aborted(self, storage: Storage) -> int:
        if not isinstance(storage, AbortsUploads):
            return 0
        try:
            return sum(self._is_aborted(storage, upload) for upload in _unfinished(storage))
        except StorageFault as fault:
            # Not every service can say, nor every key may ask; the rest is done by then.
            self.tell(f"Unfinished uploads stay where they are. {fault} {fault.remedy}")
            return 0

    def _is_aborted(self, storage: AbortsUploads, upload: Unfinished) -> bool:
        if upload.begun_at > self.before:
            return False
        self.tell(f"{upload.name}, an upload that was not ended")
        if self.writes:
            storage.abort_upload(upload)
        return True


def _unfinished(storage: AbortsUploads) -> Iterator[Unfinished]:
    for shelf in SHELVES:
        yield from storage.unfinished_uploads(shelf.folder)


def reap_in_turn() -> Reaped | None:
    """Look through storage if it is time again; None when it is not.

    Raises:
        OSError: storage does not answer, or refuses.
    """
    seconds = settings.STORAGE_REAP_SECONDS
    if not seconds or not cache.add(_TURN, value=True, timeout=seconds):
        return None
    found = Reaper(before=timezone.now() - settings.STORAGE_GRACE).run()
    log.info("Storage was looked through. %s", found)
    return found
