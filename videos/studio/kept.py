"""Finished parts that outlive their video, so that the next one like it need not draw them."""

import os
import shutil
from contextlib import suppress
from pathlib import Path


class Kept:
    """A folder of finished parts, by key, that never grows beyond a limit for long."""

    def __init__(self, folder: Path, limit: int) -> None:
        """`limit` is in bytes; what was used last is kept longest."""
        self._folder, self._limit = folder, limit
        folder.mkdir(parents=True, exist_ok=True)

    def fetch(self, target: Path) -> bool:
        """Put the part with the target's name there, if it is kept; say whether it was."""
        source = self._folder / target.name
        try:
            os.utime(source)
            _share(source, target)
        except FileNotFoundError:
            return False
        return True

    def add(self, source: Path) -> None:
        """Keep a finished part."""
        _share(source, self._folder / source.name)

    def tidy(self) -> None:
        """Delete what was not used for longest, until the rest is within the limit."""
        found = []
        for path in self._folder.glob("*.mp4"):
            with suppress(FileNotFoundError):  # another worker tidies at the same time
                found.append((path.stat().st_mtime, path.stat().st_size, path))
        room = self._limit
        for _, size, path in sorted(found, reverse=True):
            room -= size
            if room < 0:
                path.unlink(missing_ok=True)


def _share(source: Path, target: Path) -> None:
    """Give a finished file a second name, or copy it where that cannot be; it is never changed."""
    draft = target.with_suffix(f".{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        draft.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, draft)
    draft.replace(target)
