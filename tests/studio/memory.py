"""How much memory the processes take that this one starts, read from the kernel (Linux)."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02


@dataclass(slots=True)
class Peak:
    """The most that any one of them held at once."""

    kilobytes: int = 0


@contextmanager
def watched() -> Iterator[Peak]:
    """Watch the children that are started inside the block."""
    peak, ended = Peak(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(peak, ended))
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread ended while we looked
            found += [int(child) for child in path.read_text().split()]
    return found


def _watch(peak: Peak, ended: threading.Event) -> None:
    while not ended.wait(_EVERY):
        for child in children_of(os.getpid()):
            peak.kilobytes = max(peak.kilobytes, _high_water(child))


def _high_water(pid: int) -> int:
    with suppress(OSError, StopIteration):  # it ended while we looked
        if b"videos.studio" not in Path(f"/proc/{pid}/cmdline").read_bytes():
            return 0  # between fork and exec it still is this process
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    return 0
