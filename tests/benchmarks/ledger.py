"""What the ledger costs: `python -m tests.benchmarks.ledger --database sqlite`.

Several connections at once hold and capture tokens, each verb in a transaction of its own, and in
turn do the least that could move tokens: one UPDATE of one balance, by its primary key, in a
transaction of its own, through the same driver. Both commit durably.

    hot     all connections move tokens of one creator
    spread  every transaction moves tokens of another creator

A ratio of 0.5 is a ledger that does half as many transactions a second as the bare UPDATE. The last
column counts deadlocks and locked databases; any other error ends the run.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from tests.benchmarks.databases import ENGINES, prepared
from tests.benchmarks.measuring import in_turn, spread, table

_HEADS = ("transactions/s", "UPDATE", "hold", "capture", "hold/UPDATE", "capture/UPDATE", "locked")
_CREATORS = 200
_TOKENS = 1_000_000_000
_UPDATE = "UPDATE billing_account SET balance = balance - 1 WHERE id = %s"
Work = Callable[[int], object]
"""Does one transaction, known by its number."""


class Rate:
    """How many transactions a second several connections made, and how many failed on a lock."""

    def __init__(self, work: Work, *, connections: int, each: int) -> None:
        numbers = [range(n * each, (n + 1) * each) for n in range(connections)]
        started = time.perf_counter()
        with ThreadPoolExecutor(connections) as pool:
            self.locked = sum(pool.map(partial(_connection, work), numbers))
        self.a_second = connections * each / (time.perf_counter() - started)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure the ledger.")
    parser.add_argument("--database", default="postgresql", choices=ENGINES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--each", type=int, default=50, help="transactions of a connection (50)")
    options = parser.parse_args()
    with prepared(options.database):
        owners = _owners()
        measure = partial(Rate, connections=options.connections, each=options.each)
        lines = [
            _line("hot", owners[:1], measure, options.rounds),
            _line("spread", owners, measure, options.rounds),
        ]
        print(f"{options.database}, {options.connections} connections\n{table([_HEADS, *lines])}")


def _owners() -> list[int]:
    from django.db import transaction

    from billing import ledger
    from creator.models import User

    users = [User(email=f"{n}@example.com") for n in range(_CREATORS)]
    owners = [user.pk for user in User.objects.bulk_create(users)]
    for owner in owners:
        with transaction.atomic():
            ledger.grant(owner, _TOKENS, key=f"benchmark:{owner}", reason="To try things out")
    return owners


def _line(
    name: str, owners: Sequence[int], measure: Callable[[Work], Rate], rounds: int
) -> list[str]:
    turns = [in_turn(_ways(name, owners, measure, turn), turn) for turn in range(rounds)]
    update = [turn["bare"][0] for turn in turns]
    verbs = [[turn["ledger"][n] for turn in turns] for n in range(2)]
    of_update = [
        [verb.a_second / bare.a_second for verb, bare in zip(v, update, strict=True)] for v in verbs
    ]
    every = [rate for rates in (update, *verbs) for rate in rates]
    return [
        name,
        *(spread([rate.a_second for rate in rates], 0) for rates in (update, *verbs)),
        *(spread(ratios) for ratios in of_update),
        str(sum(rate.locked for rate in every)),
    ]


def _ways(
    name: str, owners: Sequence[int], measure: Callable[[Work], Rate], turn: int
) -> dict[str, Callable[[], list[Rate]]]:
    from billing import ledger
    from billing.models import Account, AccountKind

    mine = Account.objects.filter(kind=AccountKind.AVAILABLE, owner__in=owners)
    accounts = list(mine.values_list("pk", flat=True))

    def update(number: int) -> None:
        _execute(_UPDATE, [accounts[number % len(accounts)]])

    def hold(number: int) -> None:
        job = f"{name}-{turn}-{number}"
        ledger.hold(owners[number % len(owners)], 1, job=job, reason="A video")

    def capture(number: int) -> None:
        ledger.capture(f"{name}-{turn}-{number}", reason="A video")

    return {"bare": lambda: [measure(update)], "ledger": lambda: [measure(hold), measure(capture)]}


def _execute(statement: str, parameters: Sequence[Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _connection(work: Work, numbers: range) -> int:
    """Do transactions one after the other; return how many failed on a lock."""
    from django.db import OperationalError, connection, transaction

    locked = 0
    for number in numbers:
        try:
            with transaction.atomic():
                work(number)
        except OperationalError:
            locked += 1
    connection.close()
    return locked


if __name__ == "__main__":
    main()
