"""The vendor of a battery: a process outside the product, which may die as well."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import requests

from tests.booked import Booked
from tests.faults.replicate import BatteryReplicate, read
from tests.product import ROOT, free_port

_READY_SECONDS = 60.0


@dataclass(slots=True)
class Hired:
    """A vendor, its address and its book."""

    book: Path
    seed: int
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self._start()

    @property
    def environment(self) -> dict[str, str]:
        """The variables that point the product to it."""
        key = BatteryReplicate.key
        return {"REPLICATE_API_TOKEN": key, "REPLICATE_BASE_URL": f"{self._url}/v1"}

    @property
    def booked(self) -> list[Booked]:
        """Everything that was ordered from it."""
        return [entry.booked for entry in read(self.book)]

    def die_and_come_back(self) -> None:
        """Kill it, and start it again with its book."""
        self.leave()
        self._start()

    def leave(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait()

    @property
    def _url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _start(self) -> None:
        arguments = [str(self.port), str(self.book), str(self.seed)]
        command = [sys.executable, "-m", "tests.faults.replicate", *arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ))
        deadline = time.monotonic() + _READY_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "the vendor did not start"
            Event().wait(0.1)

    def _answers(self) -> bool:
        try:
            return requests.get(self._url, timeout=2).status_code > 0
        except requests.RequestException:
            return False


@contextmanager
def hired(folder: Path, seed: int) -> Iterator[Hired]:
    """Have a vendor for a while, whose book lies in `folder`."""
    vendor = Hired(folder / "book.json", seed)
    try:
        yield vendor
    finally:
        vendor.leave()
