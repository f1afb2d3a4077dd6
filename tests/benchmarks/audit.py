"""What it costs to verify the books: `python -m tests.benchmarks.audit --database sqlite`.

Books are loaded by SQL: a creator for every ten transfers, who was given tokens twice and ordered
four videos, three delivered and one failed. `manage.py audit_ledger` verifies them, first with a
hundredth of the transfers and then with all. Memory is flat when the peak of the command does not
grow with them. At the end a balance, an amount and a hold are falsified, and the command is run
once more, to see that it finds just these among all.
"""

import argparse
import subprocess
import sys

from tests.benchmarks import loading
from tests.benchmarks.databases import ENGINES, execute, prepared
from tests.benchmarks.measuring import ROOT, table
from tests.benchmarks.watching import watched

_AUDIT = [sys.executable, "manage.py", "audit_ledger"]
_TRANSFERS_EACH = 10
_HEADS = ("transfers", "wall, s", "CPU, s", "µs for a transfer", "peak, MB")
_ACCOUNTS = """INSERT INTO billing_account (id, owner_id, kind, balance)
    {numbers} SELECT 10 * i, i, 'available', 250 FROM n UNION ALL
    SELECT 10 * i + 1, i, 'held', 0 FROM n"""
_MOVES = """INSERT INTO billing_transfer (key, kind, debit_id, credit_id, amount, job, reason,
    created_at)
    {numbers} SELECT {key}, '{kind}', {debit}, {credit}, {amount}, {job}, '', CURRENT_TIMESTAMP
    FROM n"""
_SYSTEM = "(SELECT id FROM billing_account WHERE owner_id IS NULL AND kind = '{kind}')"
_FALSIFICATIONS = {
    "sqlite": ["DROP TRIGGER billing_transfer_no_update"],
    "postgresql": ["ALTER TABLE billing_transfer DISABLE TRIGGER USER"],
}
_FALSE = (
    "UPDATE billing_account SET balance = balance + 1 WHERE owner_id = 1007",
    "UPDATE billing_transfer SET amount = 49 WHERE key = 'job:1008-2:settle'",
    "UPDATE billing_transfer SET job = 'elsewhere' WHERE key = 'job:1009-3:hold'",
)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure verifying the books.")
    parser.add_argument("--database", default="postgresql", choices=ENGINES)
    parser.add_argument("--transfers", type=int, default=1_000_000)
    options = parser.parse_args()
    few, many = options.transfers // 100, options.transfers
    with prepared(options.database):
        lines, loaded = [], 0
        for count in (few, many):
            _load(loaded + 1, count // _TRANSFERS_EACH)
            loaded = count // _TRANSFERS_EACH
            lines.append(_line(count))
        print(f"\n{options.database}\n{table([_HEADS, *lines])}\n", flush=True)
        execute(*_FALSIFICATIONS[options.database], *_FALSE)
        subprocess.run(_AUDIT, cwd=ROOT, check=False)


def _line(transfers: int) -> list[str]:
    cost, peaks = watched(_AUDIT)
    each = f"{cost.wall / transfers * 1e6:.1f}"
    return [f"{transfers:,}", f"{cost.wall:.1f}", f"{cost.cpu:.1f}", each, f"{peaks['main']:.0f}"]


def _load(first: int, last: int) -> None:
    """Write what the creators with these numbers did."""
    numbers = loading.NUMBERS.format(first=first, last=last)
    available, held = "10 * i", "10 * i + 1"
    issued, revenue = (_SYSTEM.format(kind=kind) for kind in ("issued", "revenue"))
    moves = [(f"'gift:{n}:' || i", "grant", issued, available, 200, "''") for n in range(2)]
    for n in range(4):
        job, (kind, home) = f"i || '-{n}'", ("capture", revenue) if n else ("release", available)
        moves += [
            (f"'job:' || {job} || ':hold'", "hold", available, held, 50, job),
            (f"'job:' || {job} || ':settle'", kind, held, home, 50, job),
        ]
    names = ("key", "kind", "debit", "credit", "amount", "job")
    execute(
        loading.creators(first, last),
        _ACCOUNTS.format(numbers=numbers),
        *(_MOVES.format(numbers=numbers, **dict(zip(names, m, strict=True))) for m in moves),
        "ANALYZE",
    )


if __name__ == "__main__":
    main()
