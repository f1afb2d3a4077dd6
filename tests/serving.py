"""The web server alone, as a process, with a finished video: what a browser meets in production."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.product import ROOT, environment, free_port, manage

READY_SECONDS = 60.0
_DELIVER = """
import sys, django
from pathlib import Path
django.setup()
from tests.conftest import make_creator
from tests.delivered import delivered
film = Path(sys.argv[1])
job = delivered(make_creator("alice"), film.parent, film=film.read_bytes())
print(job.video.public_id, job.artifacts.get(kind="video").key)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running web server, and the video that alice@example.com has there."""

    url: str
    var: Path
    video: str
    """Its id."""
    key: str
    """Where its film is stored."""

    @property
    def page(self) -> str:
        """The path of its page."""
        return f"/videos/{self.video}/"


def prepare(var: Path) -> Path:
    """Prepare `var` for a product, which takes seconds; return it."""
    manage(environment(var), "prepare", "--no-seed")
    return var


@contextmanager
def serving(var: Path, prepared: Path, film: Path, **changes: str) -> Iterator[Site]:
    """Run a web server that lives in `var`, a copy of `prepared`, where alice's video is `film`."""
    shutil.copytree(prepared, var, dirs_exist_ok=True)
    port = free_port()
    env = environment(var, **changes) | {"SITE_URL": f"http://127.0.0.1:{port}"}
    deliver = [sys.executable, "-c", _DELIVER, str(film)]
    said = subprocess.run(deliver, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    video, key = said.stdout.split()[-2:]
    command = [
        sys.executable, "-m", "gunicorn", "config.wsgi:application", "--no-control-socket",
        "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "8",
    ]  # fmt: skip
    with (var / "log.txt").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    site = Site(url=env["SITE_URL"], var=var, video=video, key=key)
    try:
        _wait(site, process)
        yield site
    finally:
        process.terminate()
        process.wait(15)


def _wait(site: Site, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            requests.get(f"{site.url}/healthz", timeout=2)
        except requests.RequestException:
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError((site.var / "log.txt").read_text()) from None
            time.sleep(0.05)
        else:
            return
