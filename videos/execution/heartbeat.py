"""Keeps a lease while work goes on, and notices when it is gone."""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType

from django.conf import settings
from django.db import OperationalError, connection

from videos.exceptions import Interrupted
from videos.execution import shutdown

log = logging.getLogger(__name__)


class Heartbeat:
    """A thread that renews a lease twice a second until the `with` block ends.

    A cancel takes the lease away, so the next beat finds it lost: that is how work in progress is
    stopped within a second of a cancel.
    """

    def __init__(self, renew: Callable[[], None], of: str) -> None:
        """`renew` raises Interrupted once the lease is lost; `of` says in the log whose it is."""
        self._renewing = renew
        self._of = of
        self._lost = Event()
        self._done = Event()
        self._thread = Thread(target=self._beat, name=f"heartbeat of {of}", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def should_stop(self) -> bool:
        """Say whether the work must stop: the lease is lost, or the process is stopping."""
        return self._lost.is_set() or shutdown.is_requested()

    def _beat(self) -> None:
        try:
            while not self._done.wait(settings.JOB_HEARTBEAT_SECONDS) and not self._lost.is_set():
                self._renew()
        finally:
            connection.close()

    def _renew(self) -> None:
        try:
            self._renewing()
        except Interrupted:
            self._lost.set()
        except OperationalError:
            # The database is away: the lease outlives short outages, and fencing covers long ones.
            log.warning("Could not renew the lease of %s; trying again.", self._of)
            with suppress(OperationalError):
                connection.close()
