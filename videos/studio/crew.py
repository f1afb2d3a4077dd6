"""The processes that draw: started, kept for the next video for a while, and ended.

A renderer takes a second to start: it imports what draws, and loads kernels and fonts. Whoever
makes one video after another keeps a crew, and the next first picture is there that much sooner.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

CORES = os.cpu_count() or 1
_TAIL = 4000
IDLE_SECONDS = 120.0
FRUGAL = {
    "MALLOC_MMAP_THRESHOLD_": "2500000", "MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1",
}  # fmt: skip
"""Makes glibc give large pieces of memory back at once: pictures come and go in them. Not a plane
of one, which is wanted again at once. Linear algebra is not what a renderer does, and threads for
it take a tenth of a second to start."""


class Renderer:
    """One process that draws; see `segment` for what it is told and what it tells."""

    def __init__(self) -> None:
        """Start it. It dies with the thread that starts it."""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        self._process = subprocess.Popen(  # noqa: S603 - our own module, with our own arguments
            [sys.executable, "-m", "videos.studio.segment", "--parent", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            cwd=Path(__file__).parents[2],
            env=os.environ | FRUGAL,
        )
        self._orders = cast("IO[bytes]", self._process.stdin)
        self._reports = cast("IO[bytes]", self._process.stdout)
        self._rest = b""

    def fileno(self) -> int:
        """Return the number of the file at which its reports can be waited for."""
        return self._reports.fileno()

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def tell(self, **order: object) -> None:
        """Send an order; one that has died is noticed where its output ends."""
        with suppress(BrokenPipeError):
            self._orders.write(json.dumps(order).encode() + b"\n")
            self._orders.flush()

    def hear(self) -> list[dict[str, Any]] | None:
        """Return the reports that have come, or None when it has ended."""
        chunk = os.read(self.fileno(), 65536)
        if not chunk:
            return None
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        return [json.loads(line) for line in lines]

    def last_words(self) -> str:
        """Return how it ended: its code, and the end of what it said about errors."""
        code = self._process.wait()
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - _TAIL))
        return f"{code}:\n{self._errors.read().decode('utf-8', 'replace')}"

    def end(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._orders, self._reports, self._errors):
            with suppress(BrokenPipeError):  # what was not read before it ended
                pipe.close()


class Crew(AbstractContextManager["Crew"]):
    """Renderers that wait for work, for two minutes after they were last needed."""

    def __init__(self) -> None:
        self._idle: list[Renderer] = []
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def ready(self, count: int) -> None:
        """Start renderers ahead of their work, until so many wait.

        Call it from a thread that lives as long as they shall.
        """
        with self._lock:
            self._idle = self._living()
            self._idle += [Renderer() for _ in range(count - len(self._idle))]
        self._expire_later()

    @contextmanager
    def hired(self, count: int) -> Iterator[list[Renderer]]:
        """Give so many renderers to one video; unless it fails, they wait for the next one."""
        with self._lock:
            living = self._living()
            hired, self._idle = living[:count], living[count:]
        hired += [Renderer() for _ in range(count - len(hired))]
        with ExitStack() as failing:
            for one in hired:
                failing.callback(one.end)
            yield hired
            failing.pop_all()
        for one in hired:
            one.tell(rest=True)
        with self._lock:
            waiting = self._idle + hired
            self._idle, spare = waiting[:CORES], waiting[CORES:]
        for one in spare:
            one.end()
        self._expire_later()

    def _living(self) -> list[Renderer]:
        """Return those that wait; whoever died while waiting is buried."""
        for one in self._idle:
            if not one.is_alive:
                one.end()
        return [one for one in self._idle if one.is_alive]

    def close(self) -> None:
        """End all that wait."""
        with self._lock:
            waiting, self._idle = self._idle, []
        for one in waiting:
            one.end()

    def __exit__(self, *_exception: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self.close()

    def _expire_later(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE_SECONDS, self.close)
        self._timer.daemon = True
        self._timer.start()
