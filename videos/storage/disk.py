"""Storage in a folder: a file is there whole or not at all, and a full disk is said to be full."""

import errno
import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from videos.storage.abilities import Listed
from videos.storage.faults import StorageFault

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SHUT = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


class DiskStorage(FileSystemStorage):
    """Keeps files in a folder. What breaks off while it is written leaves nothing."""

    @property
    def place(self) -> str:
        """Say where the files are, for people."""
        return f"the folder {self.location}"

    def open_part(self, name: str, start: int, length: int) -> io.FileIO:  # noqa: ARG002 - all of it
        """Return a file that reads from `start` on, by itself: the kernel sends most of them."""
        file = io.FileIO(self.path(name))
        file.seek(start)
        return file

    def listed(self, folder: str) -> Iterator[Listed]:
        """Yield the files below `folder`; a missing one is empty."""
        for entry in _entries(Path(self.path(folder))):
            try:
                found = entry.stat()
            except FileNotFoundError:  # deleted meanwhile
                continue
            name = Path(entry.path).relative_to(self.location).as_posix()
            moment = datetime.fromtimestamp(found.st_mtime, UTC)
            yield Listed(name=name, size=found.st_size, modified_at=moment)

    def _save(self, name: str, content: File[bytes]) -> str:
        draft = f"{name}.{secrets.token_hex(4)}.part"
        try:
            with _told(self.place):
                super()._save(draft, content)  # type: ignore[misc]  # its types leave it out
                name = self._claimed(name)
                Path(self.path(draft)).replace(self.path(name))
        except BaseException:
            with suppress(OSError):
                self.delete(draft)
            raise
        return name

    def _claimed(self, name: str) -> str:
        """Take `name`, or one like it that is free, by an empty file; return which.

        Links would do so too, and there are disks that have none.
        """
        while True:
            try:
                os.close(os.open(self.path(name), os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Turn what the operating system says into sentences, where there is something to be done."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            told = ("The disk is full.", f"Make room for {place}.")
        elif error.errno in _SHUT:
            told = ("The disk does not let us write.", f"Let us write to {place}.")
        else:
            raise
        raise StorageFault(*told) from error


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield the files below `folder` as they are read, never a whole folder at once."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _entries(Path(entry.path))
                else:
                    yield entry
    except FileNotFoundError:
        return
