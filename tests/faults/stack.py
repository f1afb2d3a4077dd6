"""The running product, its database, and who of it dies."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import requests
from redis import Redis
from redis.exceptions import RedisError

from tests.faults.databases import Database
from tests.faults.vendor import Hired
from tests.product import Product, processes, start

MARKS = {
    "supervisor": b"\0up\0",
    "web": b"\0gunicorn\0",
    "worker": b"\0worker\0",
    "sweeper": b"\0sweep\0",
    "broker": b"valkey-server",
}
"""What tells a process of the product by its command line."""
ANSWER_SECONDS = 10.0
"""How long after a death everything answers again."""
_GONE_SECONDS = 5.0


def stretched(seconds: float) -> float:
    """Return how long something may take that is promised in `seconds` on an idle machine.

    Where several processes wait for each core, as beside other tests, all of them take turns.
    """
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


@dataclass(slots=True)
class Stack:
    """Everything that can be killed."""

    product: Product
    database: Database
    points: Path
    vendor: Hired
    began: float
    """When the present supervisor was started, by the monotonic clock."""

    def pids(self, role: str) -> list[int]:
        """Return the processes of a role that are alive."""
        return [pid for pid in processes(self.product.var) if MARKS[role] in _command(pid)]

    def kill(self, pid: int) -> None:
        """Kill a process of the product and return when it is dead."""
        with suppress(ProcessLookupError):  # it has died by itself, or of another kill
            os.kill(pid, signal.SIGKILL)

    def flush(self) -> None:
        """Lose every message and everything else that the broker keeps."""
        with suppress(RedisError):  # there is no broker just now, and nothing to lose
            self._broker().flushall()

    def start_again(self) -> None:
        """Start the supervisor where it was, as an init system does, and see that it answers."""
        died = time.monotonic()
        self.product.process.wait(_GONE_SECONDS)
        self._await_silence()
        port = int(self.product.url.rpartition(":")[2])
        self.began = time.monotonic()
        self.product = start(self.product.environment, port=port)
        took = time.monotonic() - died
        assert took < stretched(ANSWER_SECONDS), f"it answered after {took:.1f} s"

    def is_whole(self) -> bool:
        """Say whether everything is there and answers."""
        try:
            answers = requests.get(f"{self.product.url}/healthz", timeout=2).ok
            return answers and bool(self._broker().ping()) and all(map(self.pids, MARKS))
        except (requests.RequestException, RedisError):
            return False

    def _broker(self) -> Redis:
        socket = self.product.var / "valkey" / "valkey.sock"
        return Redis(unix_socket_path=str(socket), socket_timeout=2)

    def _await_silence(self) -> None:
        """Wait until nobody is left of those who lost their supervisor."""
        deadline = time.monotonic() + _GONE_SECONDS
        while left := processes(self.product.var):
            commands = [_command(pid) for pid in left]
            assert time.monotonic() < deadline, f"{commands} outlived their supervisor"


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
