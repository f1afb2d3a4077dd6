"""Web servers that benchmarks fetch from: the product's own, and one with nothing around it."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress

from tests.benchmarks.measuring import ROOT
from tests.product import free_port

_READY_SECONDS = 60
_BLOCK = 256 * 1024
Span = tuple[int, int]
"""The first byte of a part, and the one after its last."""


@contextmanager
def product(**changes: str) -> Iterator[int]:
    """Yield the port of the product's web server, in the environment of this process."""
    from config.supervision.services import services

    port = free_port()
    (web,) = [one for one in services(host="127.0.0.1", port=port) if one.name == "web"]
    with _running(web.command, port, {**web.environment, **changes}):
        yield port


@contextmanager
def bare(what: str, *, threads: int, **changes: str) -> Iterator[int]:
    """Yield the port of a server that sends one file, with nothing around it."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", f"tests.benchmarks.bare_server:{what}",
        "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "1",
        "--threads", str(threads), "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip
    with _running(command, port, changes):
        yield port


@contextmanager
def _running(command: Sequence[str], port: int, changes: dict[str, str]) -> Iterator[None]:
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **changes}) as process:
        try:
            _wait(port, process)
            yield
        finally:
            process.terminate()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError):
            fetched(port, "/healthz", [(0, 1)])
            return
        time.sleep(0.1)
    raise SystemExit("A server did not start.")


def fetched(port: int, path: str, spans: Sequence[Span]) -> int:
    """Fetch parts of a file over one connection; return how many bytes came."""
    came = 0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        for start, end in spans:
            line.request("GET", path, headers={"Range": f"bytes={start}-{end - 1}"})
            with line.getresponse() as answer:
                while block := answer.read(_BLOCK):
                    came += len(block)
    return came
