"""A change of a row, and what is inserted because of it.

To PostgreSQL it is one statement, which needs no transaction around it and is one way to go.
SQLite cannot insert what it has changed, and takes several; but there is no way to go there.

It is for what workers do with jobs that they take or have. That is done again if it is lost, so
nobody waits until it is on disk. What comes after it, such as an order to a vendor or a payment, is
waited for, and is never there without it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, transaction

from config.planned import planned
from config.prepared import Row

Values = Mapping[str, Any]
_UNHURRIED = "(SELECT set_config('synchronous_commit', 'off', true)) AS unhurried"
"""For the transaction that it is in."""


def chained(change: str, inserts: Sequence[str], values: Values, *, table: str) -> Row | None:
    """Carry out `change`, and if it changed a row, each of `inserts`; return the row, or None.

    `change` is an UPDATE of `table` that changes one row at most and ends with RETURNING, the key
    first, which is `id`. `inserts` select from `changed`, which is that row as it is afterwards.
    All texts stay the same, as they are planned once.
    """
    if connection.vendor == "postgresql":
        with planned() as cursor:
            cursor.execute(_at_once(change, tuple(inserts)), values)
            row: Row | None = cursor.fetchone()
            return row
    with transaction.atomic(savepoint=False):
        return _one_by_one(change, inserts, values, table)


def _one_by_one(change: str, inserts: Sequence[str], values: Values, table: str) -> Row | None:
    with planned() as cursor:
        cursor.execute(change, values)
        row: Row | None = cursor.fetchone()
        if row is not None:
            changed = f"WITH changed AS (SELECT * FROM {table} WHERE id = %(changed)s)"
            for insert in inserts:
                cursor.execute(f"{changed} {insert}", {**values, "changed": row[0]})
        return row


@cache
def _at_once(change: str, inserts: tuple[str, ...]) -> str:
    parts = [f"changed AS ({change})"]
    parts += [f"insert_{number} AS ({insert})" for number, insert in enumerate(inserts)]
    return f"WITH {', '.join(parts)} SELECT changed.* FROM changed, {_UNHURRIED}"
