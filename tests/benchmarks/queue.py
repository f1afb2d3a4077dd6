"""How fast jobs pass: `python -m tests.benchmarks.queue --database sqlite`.

Throughput: one process with the product's two worker threads, its own embedded Valkey and a real
database. It passes jobs through claim, all six steps and settlement, with stages that draw nothing,
and in turn messages of a bare Dramatiq actor that does nothing, through the same broker with the
same threads. Everything is queued before the clock starts. A job is six steps; "steps/messages"
compares a step of a job with a message, "jobs/messages" a whole job.

Latency: a worker process of its own that has nothing to do gets one order at a time. Counted is
the time from the order's row to the claim, in ms.

"locked" counts deadlocks and locked databases of the whole run.
"""

import argparse
import itertools
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from tests.benchmarks.databases import ENGINES, prepared
from tests.benchmarks.light_worker import lighten
from tests.benchmarks.measuring import ROOT, in_turn, spread, table

if TYPE_CHECKING:
    import dramatiq

    from videos.models import Job

_THREADS = 2
_CREATORS = 20
_TOKENS = 1_000_000
_STEPS = 6
_PATIENCE = 120
"""Seconds after which a run has failed."""
_HEADS = ("per second", "messages", "jobs", "steps", "jobs/messages", "steps/messages", "locked")


class Countdown:
    """Counts work that was done, in any thread, and tells when it was the last."""

    def __init__(self) -> None:
        self._event, self._done, self._wanted = Event(), itertools.count(1), 0

    def expect(self, count: int) -> None:
        """Start anew, for `count` pieces of work."""
        self._event, self._done, self._wanted = Event(), itertools.count(1), count

    def tick(self) -> None:
        """Count one."""
        if next(self._done) == self._wanted:
            self._event.set()

    def wait(self) -> None:
        """Wait for the last.

        Raises:
            SystemExit: it did not come.
        """
        if not self._event.wait(_PATIENCE):
            raise SystemExit("The work was not done in time.")


class Locked(logging.Handler):
    """Counts the errors of the database that were logged."""

    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record that tells of one."""
        from django.db import OperationalError

        self.count += bool(record.exc_info and isinstance(record.exc_info[1], OperationalError))


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure how fast jobs pass.")
    parser.add_argument("--database", default="postgresql", choices=ENGINES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=100, help="jobs of a round (100)")
    parser.add_argument("--orders", type=int, default=40, help="orders of an idle worker (40)")
    options = parser.parse_args()
    with broker() as url, prepared(options.database, REDIS_URL=url):
        _open_accounts()
        locked = Locked()
        logging.getLogger().addHandler(locked)
        latencies = sorted(_latencies(options.orders))
        turns = _turns(options.rounds, options.jobs)
        print(f"{options.database}\n{table([_HEADS, _row(turns, locked.count)])}")
        middle, late = statistics.median(latencies), latencies[int(len(latencies) * 0.95)]
        print(f"idle: order to claim, median {middle:.0f} ms, p95 {late:.0f} ms")


@contextmanager
def broker() -> Iterator[str]:
    """Run the product's embedded broker and yield its REDIS_URL."""
    from config.supervision import valkey

    with tempfile.TemporaryDirectory(prefix="reelsmith-broker-") as name:
        socket = valkey.socket_path(Path(name), Path(name))
        process = subprocess.Popen(valkey.command(Path(name), socket), stdout=subprocess.DEVNULL)
        while not socket.exists():
            time.sleep(0.05)
        try:
            yield valkey.url(socket)
        finally:
            process.terminate()
            process.wait()


def _open_accounts() -> None:
    from django.db import transaction

    from billing import ledger
    from creator.models import User

    for user in User.objects.bulk_create(
        User(email=f"{number}@example.com") for number in range(_CREATORS)
    ):
        with transaction.atomic():
            ledger.grant(user.pk, _TOKENS, key=f"benchmark:{user.pk}", reason="To try things out")


def _latencies(orders: int) -> Iterator[float]:
    """Yield the ms from order to claim, for one order after the other to an idle worker."""
    command = [sys.executable, "-m", "tests.benchmarks.light_worker"]
    worker = subprocess.Popen(command, cwd=ROOT)
    try:
        _pass_one("warm")
        for number in range(orders):
            yield _pass_one(f"idle-{number}")
    finally:
        worker.terminate()
        worker.wait()


def _pass_one(key: str) -> float:
    job = _order(0, key)
    deadline = time.monotonic() + _PATIENCE
    while job.is_live and time.monotonic() < deadline:
        time.sleep(0.1)
        job.refresh_from_db()
    if job.started_at is None:
        raise SystemExit("The worker did not begin in time.")
    return (job.started_at - job.created_at).total_seconds() * 1_000


def _order(number: int, key: str) -> "Job":
    from creator.models import User
    from tests.orders import submit

    users = User.objects.order_by("pk")
    return submit(users[number % _CREATORS], key)


def _turns(rounds: int, count: int) -> list[dict[str, float]]:
    import dramatiq

    import videos.actors  # noqa: F401 - registers the product's actor
    from videos import queue
    from videos.management.commands.worker import POLL_MS

    done = Countdown()
    lighten(done.tick)
    nothing = dramatiq.actor(actor_name="nothing", queue_name=queue.QUEUE)(done.tick)
    orders = (_order(number, f"queued-{number}") for number in itertools.count())
    worker = dramatiq.Worker(queue.broker(), worker_threads=_THREADS, worker_timeout=POLL_MS)
    worker.start()
    ways = {
        "messages": partial(_a_second, worker, done, nothing.send, count * _STEPS),
        "jobs": partial(_a_second, worker, done, partial(next, orders), count),
    }
    turns = [in_turn(ways, turn) for turn in range(rounds)]
    worker.stop()
    return turns


def _a_second(
    worker: "dramatiq.Worker", done: Countdown, enqueue: Callable[[], object], count: int
) -> float:
    """Enqueue work while the worker rests; return how much of it is then done in a second."""
    done.expect(count)
    worker.pause()
    for _ in range(count):
        enqueue()
    started = time.perf_counter()
    worker.resume()
    done.wait()
    return count / (time.perf_counter() - started)


def _row(turns: list[dict[str, float]], locked: int) -> list[str]:
    messages, jobs = ([turn[way] for turn in turns] for way in ("messages", "jobs"))
    ratios = [job / message for job, message in zip(jobs, messages, strict=True)]
    return [
        f"{_THREADS} threads",
        spread(messages, 0),
        spread(jobs, 1),
        spread([job * _STEPS for job in jobs], 0),
        spread(ratios, 3),
        spread([ratio * _STEPS for ratio in ratios], 3),
        str(locked),
    ]


if __name__ == "__main__":
    main()
