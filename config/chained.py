"""A change of a row, and what is written because of it.

To PostgreSQL it is one statement, which needs no transaction around it and is one way to go.
SQLite cannot write more than it changes, and takes several; but there is no way to go there.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from config.planned import planned
from config.prepared import Row

Values = Mapping[str, Any]
_UNHURRIED = ", (SELECT set_config('synchronous_commit', 'off', true)) AS unhurried"
"""For the transaction that it is in."""


def chained(change: str, then: Sequence[str], values: Values, *, table: str) -> Row | None:
    """Carry out `change`, and if it changed a row, each of `then`; return the row, or None.

    `change` writes one row of `table` at most, and ends with RETURNING, the key first, which is
    `id`. Those of `then` read `changed`, which is that row as it is afterwards, and not what the
    others write. All texts stay the same, as they are planned once.
    """
    return _carried_out(change, tuple(then), values, table)


def unhurried(change: str, then: Sequence[str], values: Values, *, table: str) -> Row | None:
    """Do as `chained` does, and do not wait until it is on disk.

    It is for what workers do with jobs that they take or have. That is done again if it is lost.
    What comes after it, such as an order to a vendor or a payment, is waited for, and is never
    there without it.

    Raises:
        TransactionManagementError: it is in a transaction of somebody else, who may have a payment
            in it; nothing is written.
    """
    blocks: list[Any] = connection.atomic_blocks  # whose types leave most of it out
    if not all(block.durable or block._from_testcase for block in blocks):
        raise TransactionManagementError("What is not waited for has a transaction of its own.")
    return _carried_out(change, tuple(then), values, table, _UNHURRIED)


def _carried_out(
    change: str, then: tuple[str, ...], values: Values, table: str, beside: str = ""
) -> Row | None:
    if connection.vendor == "postgresql":
        with planned() as cursor:
            cursor.execute(_at_once(change, then, beside), values)
            row: Row | None = cursor.fetchone()
            return row
    if connection.in_atomic_block:
        return _one_by_one(change, then, values, table)
    with transaction.atomic():
        return _one_by_one(change, then, values, table)


def _one_by_one(change: str, then: Sequence[str], values: Values, table: str) -> Row | None:
    with planned() as cursor:
        cursor.execute(change, values)
        row: Row | None = cursor.fetchone()
        if row is not None:
            changed = f"WITH changed AS (SELECT * FROM {table} WHERE id = %(changed)s)"
            for text in then:
                cursor.execute(f"{changed} {text}", {**values, "changed": row[0]})
        return row


@cache
def _at_once(change: str, then: tuple[str, ...], beside: str) -> str:
    parts = [f"changed AS ({change})"]
    parts += [f"then_{number} AS ({text})" for number, text in enumerate(then)]
    return f"WITH {', '.join(parts)} SELECT changed.* FROM changed{beside}"
