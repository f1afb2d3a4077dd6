"""The peak memory of a process and of all that it starts, read from /proc while they run (Linux).

The kernel keeps each process's peak (VmHWM) itself, so looking now and then misses nothing but
growth in the last moments of a process. The peak counts from the start of the program, which
`ru_maxrss` does not: that is at least what the parent had when it forked.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measuring import Cost, cost_of

_EVERY = 0.1
_PROC = Path("/proc")


def watched(command: Sequence[str]) -> tuple[Cost, dict[str, float]]:
    """Run a command to its end and return its cost, and the peaks of its processes in MB by kind.

    A kind is "main", or the module that a process runs.

    Raises:
        SystemExit: it failed.
    """
    seen: dict[int, tuple[str, float]] = {}

    @contextmanager
    def looking(pid: int) -> Iterator[None]:
        over = threading.Event()
        thread = threading.Thread(target=_look, args=(pid, seen, over))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    cost = cost_of(command, looking)
    peaks: dict[str, float] = {}
    for kind, peak in seen.values():
        peaks[kind] = max(peaks.get(kind, 0.0), peak)
    return cost, peaks


def _look(main: int, seen: dict[int, tuple[str, float]], over: threading.Event) -> None:
    while not over.wait(_EVERY):
        for pid in _family(main):
            try:
                # The last look counts: until its program starts, a child shows its parent's peak.
                seen[pid] = "main" if pid == main else _module(pid), _peak(pid)
            except (OSError, StopIteration):
                continue  # it has just ended


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = (_PROC / f"{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _module(pid: int) -> str:
    """Return the last part of the module that a Python process runs, or its program's name."""
    arguments = (_PROC / str(pid) / "cmdline").read_bytes().decode().split("\0")
    name = arguments[arguments.index("-m") + 1] if "-m" in arguments else arguments[0]
    return name.replace("/", ".").rsplit(".", 1)[-1]


def _peak(pid: int) -> float:
    lines = (_PROC / str(pid) / "status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
