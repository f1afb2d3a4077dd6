"""`manage.py worker`: takes jobs from the queue until it is told to stop."""

import os
import signal
from threading import Event
from typing import Any

import dramatiq
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.supervision.leash import lost_parent
from videos import queue
from videos.execution import shutdown
from videos.execution.materials import crew
from videos.studio.lifeline import be_frugal

_STOP_MS = 2500
POLL_MS = 50
"""An idle worker looks for messages this often: so long the first order of a quiet hour waits."""


class Command(BaseCommand):
    """Runs Dramatiq's worker in this process, so that a stop can interrupt running steps."""

    help = "Work on jobs. Needs REDIS_URL; `manage.py up` sets it for the embedded broker."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare how many jobs are worked on at a time."""
        parser.add_argument("--threads", type=int, default=settings.WORKER_THREADS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGTERM or SIGINT; running steps give their lease back."""
        if not settings.REDIS_URL:
            raise CommandError("Set REDIS_URL, or run `manage.py up`, which starts a broker.")
        import videos.actors  # noqa: F401 - registers the actors

        be_frugal()

        stop, parent = Event(), os.getppid()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        worker = dramatiq.Worker(
            queue.broker(), worker_threads=options["threads"], worker_timeout=POLL_MS
        )
        worker.start()
        while not stop.wait(0.5) and not lost_parent(parent):
            pass
        shutdown.request()
        worker.stop(timeout=_STOP_MS)
        crew().close()
