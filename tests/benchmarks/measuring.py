"""What the benchmarks share: a stopwatch, rounds in turning order, medians and plain tables."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import av

T = TypeVar("T")

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took with all that it started, in seconds."""

    cpu: float
    wall: float

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.cpu - other.cpu, self.wall - other.wall)

    def per(self, count: float) -> "Cost":
        """Return the cost of one of `count` equal parts."""
        return Cost(self.cpu / count, self.wall / count)


def cost_of(
    command: Sequence[str], beside: Callable[[int], AbstractContextManager[object]] = nullcontext
) -> Cost:
    """Run a command to its end and return what it cost, start-up and child processes included.

    `beside` is entered with the number of the process while it runs.

    Raises:
        SystemExit: it failed.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    with beside(process.pid):
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed.")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - started)


class Stopwatch:
    """Adds up the CPU time of this process and the wall time spent inside `with`, in seconds."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    def __enter__(self) -> "Stopwatch":
        self._started = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *_: object) -> None:
        # The clock of the CPU is read first and last, so that reading is not counted as waiting.
        self.cpu += time.process_time() - self._started[0]
        self.wall += time.perf_counter() - self._started[1]


def length_of(path: Path) -> float:
    """Return the seconds that a video file lasts."""
    with av.open(str(path)) as container:
        return (container.duration or 0) / av.time_base


def in_turn(ways: Mapping[str, Callable[[], T]], turn: int) -> dict[str, T]:
    """Run every way once. Odd turns go backwards, so that no way is always the first."""
    names = list(ways)[:: -1 if turn % 2 else 1]
    results = {name: ways[name]() for name in names}
    return {name: results[name] for name in ways}


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median, and the lowest and highest when there is more than one value."""
    middle = f"{statistics.median(values):.{digits}f}"
    if len(values) == 1:
        return middle
    return f"{middle} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows in aligned columns, the first row as heads, all but the first column right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(_cells(row, widths)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    first, *rest = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
