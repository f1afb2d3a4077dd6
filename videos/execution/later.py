"""What is to be done after a while, unless it is called off before."""

import logging
import math
import time
from collections.abc import Callable
from threading import Condition, Thread

log = logging.getLogger(__name__)


class Later:
    """Calls functions after a while, in a thread of its own.

    To call one off wakes nobody, so what is called off before its time costs next to nothing. A
    `threading.Timer` would be a thread for each.
    """

    def __init__(self) -> None:
        self._due: dict[Callable[[], None], float] = {}
        self._wakes_at = math.inf
        self._changed = Condition()
        self._thread: Thread | None = None

    def call(self, function: Callable[[], None], *, seconds: float) -> None:
        """Call `function` once, after `seconds`. The others wait for it, so it must be quick."""
        due = time.monotonic() + seconds
        with self._changed:
            self._due[function] = due
            if self._thread is None or not self._thread.is_alive():  # as it is after a fork
                self._thread = Thread(target=self._run, name="later", daemon=True)
                self._thread.start()
            elif due < self._wakes_at:
                self._changed.notify()

    def call_off(self, function: Callable[[], None]) -> None:
        """Do not call `function`; when this returns, it was called or never will be."""
        with self._changed:
            self._due.pop(function, None)

    def _run(self) -> None:
        with self._changed:
            while True:
                self._call_due()
                self._wakes_at = min(self._due.values(), default=math.inf)
                self._changed.wait(self._pause())

    def _call_due(self) -> None:
        now = time.monotonic()
        for function in [one for one, due in self._due.items() if due <= now]:
            del self._due[function]
            try:
                function()
            except Exception:
                # The boundary of the thread: what else is due does not suffer from it.
                log.exception("What was to be called later failed.")

    def _pause(self) -> float | None:
        """Return for how many seconds nothing is due; None: for ever."""
        if self._wakes_at == math.inf:
            return None
        return max(0.0, self._wakes_at - time.monotonic())
