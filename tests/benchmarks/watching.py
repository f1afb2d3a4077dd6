"""The peak memory of a process and of all that it starts, read from /proc while they run (Linux).

The kernel keeps each process's peak (VmHWM) itself, so looking now and then misses nothing but
growth in the last moments of a process. The peak counts from the start of the program, which
`ru_maxrss` does not: that is at least what the parent had when it forked.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.measuring import ROOT, Cost

_EVERY = 0.1
_PROC = Path("/proc")


class Peaks:
    """Peak resident memory in MB by kind of process: "main", or the module that it runs."""

    def __init__(self, pid: int) -> None:
        self.by_kind: dict[str, float] = {}
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> "Peaks":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            for pid in _family(self._pid):
                try:
                    kind = "main" if pid == self._pid else _module(pid)
                    self.by_kind[kind] = max(self.by_kind.get(kind, 0.0), _peak(pid))
                except (OSError, StopIteration):
                    continue  # it has just ended


def watched(command: Sequence[str]) -> tuple[Cost, dict[str, float]]:
    """Run a command to its end and return what it cost and the peaks of its processes in MB.

    Raises:
        SystemExit: it failed.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    with Peaks(process.pid) as peaks:
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed.")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started), peaks.by_kind


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
