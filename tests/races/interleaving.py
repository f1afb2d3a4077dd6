"""Two connections, and every moment at which one can overtake the other.

The first one stops before its n-th statement, or before it commits. Then the second one runs until
it is done or waits for a lock of the first, and then the first one goes on. Played for every n,
this covers each single change of turns that the database allows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, connections

Work = Callable[[], object]
Pair = tuple[Work, Work]
_PATIENCE = 30.0
"""Seconds until somebody who neither ends nor waits for a lock counts as stuck."""
_LOOK = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """How one change of turns ended; an answer is what was returned, or the error raised."""

    moment: int
    first: object
    second: object

    @property
    def answers(self) -> tuple[object, object]:
        """Both answers."""
        return self.first, self.second


class _Racer(Thread):
    """Does its work on a connection of its own."""

    def __init__(self, work: Work, *, stop_at: int = -1) -> None:
        super().__init__(daemon=True)
        self.work, self.stop_at = work, stop_at
        self.answer: object = None
        self.stopped, self.goes_on, self.writes = Event(), Event(), Event()
        self.holds_lock = False
        self.backend = 0
        self._moment = count()

    def run(self) -> None:
        mine = connections["default"]
        mine.ensure_connection()
        if mine.vendor == "postgresql":
            self.backend = mine.connection.info.backend_pid
        try:
            with pytest.MonkeyPatch.context() as patch, mine.execute_wrapper(self._gate):
                patch.setattr(mine, "commit", partial(self._commit, mine.commit))
                self.answer = self.work()
        except Exception as error:  # noqa: BLE001 - refusals are answers, and the test reads them
            self.answer = error
        finally:
            mine.close()
            self.stopped.set()

    def _gate(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self._pass(locked=connection.in_atomic_block)
        if not sql.startswith("SELECT"):
            self.writes.set()
        return execute(sql, *rest)

    def _commit(self, commit: Callable[[], None]) -> None:
        self._pass(locked=True)
        commit()

    def _pass(self, *, locked: bool) -> None:
        if next(self._moment) == self.stop_at:
            self.holds_lock = locked
            self.stopped.set()
            assert self.goes_on.wait(_PATIENCE)


def rounds(prepare: Callable[[], Pair]) -> Iterator[Round]:
    """Yield how it ends for every moment at which the second one can overtake the first.

    `prepare` makes what they fight for anew each time. The last round is the one in which nobody
    was overtaken: the first one was done before the second began.
    """
    for moment in count():
        first_work, second_work = prepare()
        first, second = _Racer(first_work, stop_at=moment), _Racer(second_work)
        first.start()
        assert first.stopped.wait(_PATIENCE)
        was_overtaken = first.is_alive()
        second.start()
        _let_go_as_far_as_possible(second, first)
        first.goes_on.set()
        for racer in (first, second):
            racer.join(_PATIENCE)
            assert not racer.is_alive(), f"stuck at moment {moment}"
        yield Round(moment=moment, first=first.answer, second=second.answer)
        if not was_overtaken:
            return


def _let_go_as_far_as_possible(racer: _Racer, other: _Racer) -> None:
    """Wait until somebody is done or waits for the other's lock."""
    for _ in range(int(_PATIENCE / _LOOK)):
        racer.join(_LOOK)
        if not racer.is_alive() or _waits(racer, other):
            return
    raise AssertionError("the second one neither ends nor waits for the first")


def _waits(racer: _Racer, other: _Racer) -> bool:
    if connection.vendor == "sqlite":  # there is one lock, which a transaction takes as it begins
        return other.holds_lock and racer.writes.is_set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [racer.backend])
        row = cursor.fetchone()
    return bool(row and row[0])
