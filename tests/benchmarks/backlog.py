"""What a long history costs: `python -m tests.benchmarks.backlog`, on PostgreSQL.

Two databases hold the same 10,000 live jobs, one beside 1,000 finished ones and one beside a
million. In turn, jobs are claimed in both (`jobs.claim`, whole, with its commit) and the status of
a live job is read from both (all queries of the API's status view), while the live jobs are

    waiting   of 1,000 creators, none of whom has one running
    begun     of 1,000 creators, each with one begun and given back, nine waiting
    alone     of 10,000 creators, each one begun and given back
    crowds    of 100 creators, each with one in work: somebody's second is next
    full      of 100 creators, each with two in work: nothing may be taken

Creators are as far from each other as can be among 10,000: neighbours would be found sooner.
Figures are in ms, the best of the calls of a round, and over all rounds the median. "commit" is an
UPDATE of one row: so much of a claim is the disk's and the driver's.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial

from tests.benchmarks import loading
from tests.benchmarks.databases import execute, prepared, use
from tests.benchmarks.measuring import in_turn, spread, table

_LIVE = 10_000
_FROM = 10_000_001
"""The first live job: after all finished ones, as in life."""
_LAST = _FROM + _LIVE - 1
_MIXES = {
    "waiting": (1_000, 0, False),
    "begun": (1_000, 1_000, False),
    "alone": (10_000, 10_000, False),
    "crowds": (100, 100, True),
    "full": (100, 200, True),
}
"""How many creators there are, how many jobs have begun, and whether those are in work."""
_DATABASES = {"few": "postgres", "many": "many"}
_HEADS = ("live jobs", "ms", "beside few", "beside many", "many/few", "commit")
_MIX = """UPDATE videos_job SET
    owner_id = 1 + id % {creators} * {apart}, status = 'queued', lease_owner = '',
    lease_expires_at = NULL, started_at = NULL,
    available_at = now() - ({last} - id) * interval '1 second'
    WHERE id BETWEEN {first} AND {last}"""
_BEGIN = """UPDATE videos_job SET status = 'running', started_at = now()
    WHERE id BETWEEN {first} AND {last}"""
_LEASE = """UPDATE videos_job SET lease_owner = 'elsewhere', lease_expires_at = '2100-01-01'
    WHERE status = 'running'"""


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure what a long history costs.")
    parser.add_argument("--finished", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--calls", type=int, default=30, help="calls in a round (30)")
    parser.add_argument("--mixes", nargs="+", default=list(_MIXES), choices=list(_MIXES))
    options = parser.parse_args()
    with prepared("postgresql"):
        _load(options.finished)
        lines = [line for m in options.mixes for line in _lines(m, options.rounds, options.calls)]
        print(table([_HEADS, *lines]))


def _load(finished: int) -> None:
    execute(
        loading.creators(1, _LIVE),
        *loading.jobs(_FROM, _LAST, creators=_LIVE, live=True),
        *loading.jobs(1, 1_000, creators=_LIVE, live=False),
    )
    use("template1")  # a database is copied only while nobody uses it
    execute("CREATE DATABASE many TEMPLATE postgres")
    use("many")
    execute(*loading.jobs(1_001, finished, creators=_LIVE, live=False))


def _lines(mix: str, rounds: int, calls: int) -> list[list[str]]:
    for name in _DATABASES.values():
        use(name)
        _mix(mix)
    work: dict[str, Callable[[int], object]] = {
        "claim": lambda _: _claim(), "status": _status, "commit": _commit,
    }  # fmt: skip
    found: dict[str, dict[str, list[float]]] = {what: {} for what in work}
    for turn in range(rounds):
        for what, call in work.items():
            ways = {name: partial(_best, name, call, calls, turn) for name in _DATABASES}
            for name, taken in in_turn(ways, turn).items():
                found[what].setdefault(name, []).append(taken)
    commit = f"{statistics.median(found['commit']['few']):.2f}"
    return [
        [
            mix, what, *(spread(found[what][name]) for name in _DATABASES),
            spread([m / f for f, m in zip(*found[what].values(), strict=True)]), commit,
        ]
        for what in ("claim", "status")
    ]  # fmt: skip


def _mix(name: str) -> None:
    creators, begun, leased = _MIXES[name]
    execute(
        _MIX.format(creators=creators, apart=_LIVE // creators, first=_FROM, last=_LAST),
        _BEGIN.format(first=_FROM, last=_FROM + begun - 1),
    )
    execute(*[_LEASE] if leased else [])
    # PostgreSQL would pass over the indexes where little of a table has changed, which is so in the
    # large one alone: all live jobs have, at once, as they never do in life.
    execute("VACUUM (INDEX_CLEANUP ON, ANALYZE)")


def _best(name: str, call: Callable[[int], object], calls: int, turn: int) -> float:
    """Return the ms of the quickest call in a database, after one that makes the connection."""
    use(_DATABASES[name])
    call(0)
    taken = []
    for number in range(calls):
        started = time.perf_counter()
        call(1 + number + turn * calls)
        taken.append(time.perf_counter() - started)
    return min(taken) * 1_000


def _claim() -> None:
    from videos import jobs

    jobs.claim("benchmark")


def _status(number: int) -> None:
    from videos import progress, queries

    last = _LAST - number  # before whom most others are in line
    job = queries.watched_job(1 + last % _LIVE, f"vid_{last}")
    progress.snapshot(job)
    queries.artifacts(job)


def _commit(number: int) -> None:
    from videos.models import Video

    Video.objects.filter(pk=_FROM + number).update(is_shared=True)


if __name__ == "__main__":
    main()
