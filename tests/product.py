"""The whole product as processes, in a folder of its own: what browsers and kills meet."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

ROOT = Path(__file__).parents[1]
READY_SECONDS = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A running product."""

    url: str
    var: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def manage(self, *arguments: str) -> str:
        """Run a management command beside it and return what it printed."""
        return manage(self.environment, *arguments)

    @property
    def log(self) -> str:
        """What its processes have printed."""
        return (self.var / "log.txt").read_text(errors="replace")


def environment(var: Path, **changes: str) -> dict[str, str]:
    """Return the environment of a product that lives in `var`."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "REELSMITH_VAR": str(var),
        "SITE_URL": "http://127.0.0.1",
        "DATABASE_URL": "",
        "REDIS_URL": "",
        **changes,
    }


def manage(env: dict[str, str], *arguments: str) -> str:
    """Run a management command and return what it printed."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=env, check=True, capture_output=True, text=True, timeout=120
    )
    return done.stdout


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(env: dict[str, str], *, port: int = 0) -> Product:
    """Start `manage.py up`, on a free port unless one is given, and wait until it answers."""
    var, port = Path(env["REELSMITH_VAR"]), port or free_port()
    url = f"http://127.0.0.1:{port}"
    env = {**env, "SITE_URL": url}
    with (var / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "up", "--port", str(port)],
            cwd=ROOT, env=env, stdout=log, stderr=log,
        )  # fmt: skip
    product = Product(url=url, var=var, environment=env, process=process)
    wait_until_ready(product)
    return product


def wait_until_ready(product: Product) -> None:
    """Wait until the web server answers."""
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            if requests.get(f"{product.url}/healthz", timeout=2).ok:
                return
        except requests.RequestException:
            if product.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"The product did not start:\n{product.log}") from None


@contextmanager
def running(var: Path, **changes: str) -> Iterator[Product]:
    """Run a product for a while."""
    env = environment(var, **changes)
    manage(env, "prepare", "--no-seed")
    product = start(env)
    try:
        yield product
    finally:
        product.process.terminate()
        product.process.wait(15)


def processes(var: Path) -> list[int]:
    """Return every process that lives in `var`, however it came to be."""
    return [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and int(folder.name) != os.getpid() and _lives_in(var, folder)
    ]


def _lives_in(var: Path, process: Path) -> bool:
    """Say so by the folder of /proc of a process: by its environment, or by where it works.

    The broker writes its title where its environment was.
    """
    mark = f"REELSMITH_VAR={var}".encode()
    try:
        if b"\nState:\tZ" in (process / "status").read_bytes():
            return False
        home = (process / "cwd").readlink()
        return home.is_relative_to(var) or mark in (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return False  # it ended while we looked
