"""Finished parts that outlive their video, so that the next one like it need not draw them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from videos.studio.parts import record_of


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
            _share_both(source, target)
        except FileNotFoundError:
            return False
        return True

    def add(self, source: Path) -> None:
        """Keep a finished part, with what was seen in it."""
        _share_both(source, self._folder / source.name)

    def tidy(self) -> None:
        """Delete what was not used for longest, until the rest is within the limit."""
        room = self._limit
        for _, size, part in sorted(self._found(), reverse=True):
            room -= size
            if room < 0:
                part.unlink(missing_ok=True)
                record_of(part).unlink(missing_ok=True)

    def _found(self) -> Iterator[tuple[float, int, Path]]:
        """Yield when each part was last used, how large it is with its record, and the part.

        A record may lie there alone: its part is about to come, or a tidying was cut short.
        """
        lying = (*self._folder.glob("*.mp4"), *self._folder.glob("*.json"))
        for part in {path.with_suffix(".mp4") for path in lying}:
            facts = []
            for path in (part, record_of(part)):
                with suppress(FileNotFoundError):  # another worker tidies at the same time
                    facts.append(path.stat())
            if facts:
                yield max(one.st_mtime for one in facts), sum(one.st_size for one in facts), part


def _share_both(source: Path, target: Path) -> None:
    """Share a part; its record goes first, so that no part lies there without."""
    with suppress(FileNotFoundError):  # it is examined again by who needs it
        _share(record_of(source), record_of(target))
    _share(source, target)


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
