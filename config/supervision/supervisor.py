"""Starts processes, starts again those that end, and stops all of them together."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from config.supervision import orphans
from config.supervision.services import Service

log = logging.getLogger(__name__)

GRACE_SECONDS = 3.2
"""How long processes have to stop by themselves; people are promised 5 seconds in all."""
BROKER_GRACE_SECONDS = 1.0
_POLL = 0.2
_SHORT_LIFE = 10.0
_PATIENCE = 5
"""After this many short lives in a row a process is given up, and everything stops."""


class GaveUp(RuntimeError):
    """A process ends again and again."""


@dataclass(slots=True)
class _Running:
    service: Service
    process: subprocess.Popen[bytes]
    started: float
    short_lives: int = 0


@dataclass(slots=True)
class Supervisor:
    """Keeps `services` running until it is told to stop."""

    services: Sequence[Service]
    stop: Event = field(default_factory=Event)
    _running: list[_Running] = field(default_factory=list)

    def run(self, on_started: Callable[[], None]) -> None:
        """Start everything, call `on_started` once, and watch until `stop` is set.

        Raises:
            GaveUp: a process ended too often in a row; everything has been stopped.
        """
        self._listen()
        orphans.adopt()
        try:
            for service in self.services:
                self._running.append(_Running(service, _spawn(service), time.monotonic()))
            on_started()
            while not self.stop.wait(_POLL):
                for running in self._running:
                    self._revive(running)
        finally:
            self._end()

    def _listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stop.set())

    def _revive(self, running: _Running) -> None:
        code = running.process.poll()
        if code is None:
            return
        orphans.end(running.process.pid)
        now = time.monotonic()
        short = now - running.started < _SHORT_LIFE
        running.short_lives = running.short_lives + 1 if short else 0
        name = running.service.name
        if running.short_lives >= _PATIENCE:
            raise GaveUp(f"The {name} process ends again and again (last exit code {code}).")
        log.warning("The %s process ended with %s; starting it again.", name, code)
        self.stop.wait(0.25 * 2**running.short_lives)
        if not self.stop.is_set():
            running.process, running.started = _spawn(running.service), time.monotonic()

    def _end(self) -> None:
        """Stop everything, the broker last: the others still give their work back through it."""
        last = [one for one in self._running if one.service.is_last]
        first = [one for one in self._running if not one.service.is_last]
        _stop(first, GRACE_SECONDS)
        _stop(last, BROKER_GRACE_SECONDS)


def _stop(running: Sequence[_Running], grace: float) -> None:
    """Ask processes to stop, and kill what is left after the grace."""
    for one in running:
        if one.process.poll() is None:
            one.process.terminate()
    deadline = time.monotonic() + grace
    for one in running:
        try:
            one.process.wait(max(0.05, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("The %s process did not stop in time.", one.service.name)
            one.process.kill()
            one.process.wait()
        orphans.end(one.process.pid)


def _spawn(service: Service) -> subprocess.Popen[bytes]:
    leash = [sys.executable, "-m", "config.supervision.leash", str(os.getpid())]
    return subprocess.Popen(  # noqa: S603 - our own commands
        [*leash, *service.command],
        env={**os.environ, **service.environment},
        cwd=Path(__file__).parents[2],
        stdin=subprocess.DEVNULL,
        # Ctrl-C reaches the supervisor alone, which then stops the others in order.
        start_new_session=True,
    )
