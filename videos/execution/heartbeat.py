"""Keeps a lease while a step works, and notices when it is gone."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Event, Thread
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import OperationalError, connection

from videos import jobs
from videos.exceptions import Interrupted
from videos.execution import shutdown
from videos.execution.later import Later

log = logging.getLogger(__name__)

_LATER = Later()


class Beat:
    """Renews something twice a second, in a thread, until the `with` block ends.

    Renewing raises `Interrupted` once the work is to stop. Most blocks end before the first time,
    and those never have the thread: to start and end one would be a good part of what they cost.
    """

    def __init__(self, name: str, renew: Callable[[], None]) -> None:
        self._name = name
        self._renewing = renew
        self._lost = Event()
        self._done = Event()
        self._thread = Thread(target=self._beat, name=f"heartbeat-{name}", daemon=True)

    def __enter__(self) -> Self:
        _LATER.call(self._thread.start, seconds=settings.JOB_HEARTBEAT_SECONDS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        _LATER.call_off(self._thread.start)
        self._done.set()
        if self._thread.ident is not None:
            self._thread.join()

    def should_stop(self) -> bool:
        """Say whether the step must stop: the lease is lost, or the process is stopping."""
        return self._lost.is_set() or shutdown.is_requested()

    def _beat(self) -> None:
        try:
            while not self._done.is_set() and not self._lost.is_set():
                self._renew()
                self._done.wait(settings.JOB_HEARTBEAT_SECONDS)
        finally:
            connection.close()

    def _renew(self) -> None:
        try:
            self._renewing()
        except Interrupted:
            self._lost.set()
        except OperationalError:
            # The database is away: the lease outlives short outages, and fencing covers long ones.
            log.warning("Could not renew the lease of %s; trying again.", self._name)
            with suppress(OperationalError):
                connection.close()


class Heartbeat(Beat):
    """Keeps the lease of a job.

    A cancel takes the lease away, so the next beat finds it lost: that is how work in progress is
    stopped within a second of a cancel.
    """

    def __init__(self, lease: jobs.Lease) -> None:
        super().__init__(f"job-{lease.job}", partial(jobs.renew, lease))
