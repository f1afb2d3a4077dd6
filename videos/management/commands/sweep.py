"""`manage.py sweep`: keeps jobs moving when messages or workers were lost."""

import logging
import os
import signal
from datetime import datetime
from threading import Event, Thread
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from config.supervision.leash import lost_parent
from videos.execution.reaping import reap_in_turn
from videos.execution.sweeper import SweepReport, sweep_once
from videos.execution.waiting import waiting

log = logging.getLogger(__name__)

_EVERY = 0.5
_REAPS_EVERY = 60.0
"""Seconds between two looks at whether it is time to look through storage."""


class Command(BaseCommand):
    """Sweeps twice a second; several sweepers beside each other do no harm."""

    help = "End late jobs, take lost ones back, wake workers, send e-mails, delete stale files."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the single pass, and the one that only looks."""
        parser.add_argument("--once", action="store_true", help="one pass, then print and stop")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="change nothing; say what each live job waits for, since when, and until when",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Sweep until told to stop."""
        if options["explain"]:
            self._explain()
            return
        if options["once"]:
            self.stdout.write(_sentence(sweep_once()))
            return
        stop, parent = Event(), os.getppid()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        # Beside the sweeps, which must not wait for it. It may end at any moment, and so does.
        Thread(target=reap_beside, args=(stop,), daemon=True).start()
        while not stop.wait(_EVERY) and not lost_parent(parent):
            _sweep()

    def _explain(self) -> None:
        live = list(waiting())
        for one in live:
            since, until = _moment(one.since), _moment(one.until)
            self.stdout.write(
                f"{one.job} ({one.status}, {one.stage}) {one.why}, since {since}. "
                f"If it is still {one.status} at {until}, it fails and its tokens return."
            )
        self.stdout.write(f"{len(live)} live {'job' if len(live) == 1 else 'jobs'}.")


def _moment(when: datetime) -> str:
    return f"{timezone.localtime(when):%Y-%m-%d %H:%M:%S}"


def _sweep() -> None:
    try:
        sweep_once()
    except DatabaseError:
        # The next pass does the same work; a database that is away must not end the sweeper.
        log.exception("A sweep could not reach the database.")
        close_old_connections()


def reap_beside(stop: Event) -> None:
    """Look through storage whenever it is time again, until told to stop."""
    while not stop.wait(_REAPS_EVERY):
        try:
            reap_in_turn()
        except (DatabaseError, OSError):
            log.exception("Storage could not be looked through for leftovers.")
        finally:
            connection.close()


def _sentence(report: SweepReport) -> str:
    return (
        f"Ended {report.overdue} overdue, reclaimed {report.reclaimed}, nudged {report.nudged}, "
        f"sent {report.emails} e-mails, deleted {report.folders} folders "
        f"and {report.arrivals} stale uploads, ended {report.departures} departures, "
        f"pruned the files of {report.pruned} jobs and uploads."
    )
