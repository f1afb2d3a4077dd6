"""Which processes make up the product."""

import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from config.supervision import valkey


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One process to keep running."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    is_last: bool = False
    """Whether it is stopped after all others, because they need it."""


def services(*, host: str, port: int) -> list[Service]:
    """Return every process, in the order in which they start."""
    found, environment = [], {}
    if not settings.REDIS_URL:
        folder = settings.VAR_DIR / "valkey"
        socket = valkey.socket_path(folder, Path(tempfile.gettempdir()))
        environment = {"REDIS_URL": valkey.url(socket)}
        found.append(Service(name="broker", command=valkey.command(folder, socket), is_last=True))
    found.append(Service(name="web", command=_web(host, port), environment=environment))
    for number in range(1, settings.WORKER_PROCESSES + 1):
        found.append(
            Service(
                name=f"worker {number}",
                command=_manage("worker", "--threads", str(settings.WORKER_THREADS)),
                environment=environment,
            )
        )
    found.append(Service(name="sweeper", command=_manage("sweep"), environment=environment))
    return found


def _manage(*arguments: str) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]


def _web(host: str, port: int) -> list[str]:
    shm = Path("/dev/shm")  # noqa: S108 - gunicorn's heartbeat file: memory never stalls
    heartbeat = ["--worker-tmp-dir", str(shm)] if os.access(shm, os.W_OK) else []
    return [
        sys.executable, "-m", "gunicorn", "config.wsgi:application",
        "--config", "python:config.supervision.web",
        "--bind", f"{host}:{port}", "--worker-class", "gthread", "--workers", "1",
        "--threads", str(settings.WEB_THREADS), "--graceful-timeout", "2", "--timeout", "60",
        "--no-control-socket", "--log-level", "warning", *heartbeat,
    ]  # fmt: skip
