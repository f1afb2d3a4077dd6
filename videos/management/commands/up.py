"""`manage.py up`: the whole product on this machine, under one supervisor."""

import socket
import time
from threading import Thread
from typing import Any

import requests
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.supervision.services import services
from config.supervision.supervisor import GaveUp, Supervisor

_READY_WITHIN = 60.0


class Command(BaseCommand):
    """Starts broker, web server, workers and sweeper; Ctrl-C stops them all."""

    help = "Run web server, workers, sweeper and, without REDIS_URL, an embedded broker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop."""
        host, port = options["host"], options["port"]
        _check_port(host, port)
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        supervisor = Supervisor(services(host=host, port=port))

        def announce() -> None:
            Thread(target=self._announce, args=(supervisor, host, port), daemon=True).start()

        try:
            supervisor.run(announce)
        except GaveUp as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Everything has stopped.")

    def _announce(self, supervisor: Supervisor, host: str, port: int) -> None:
        """Say where the product is, as soon as it answers."""
        url = f"http://{host}:{port}"
        if _answers(f"{url}/healthz", supervisor):
            self.stdout.write(self.style.SUCCESS(f"Reelsmith is ready at {url}"))
            self.stdout.write("Press Ctrl-C to stop.")
        elif not supervisor.stop.is_set():
            self.stderr.write(f"The web server does not answer at {url} yet.")


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Choose another one with --port, for example --port {port + 1}."
            ) from error


def _answers(url: str, supervisor: Supervisor) -> bool:
    deadline = time.monotonic() + _READY_WITHIN
    while time.monotonic() < deadline and not supervisor.stop.wait(0.15):
        try:
            if requests.get(url, timeout=2).status_code == requests.codes.ok:
                return True
        except requests.RequestException:
            continue  # not up yet
    return False
