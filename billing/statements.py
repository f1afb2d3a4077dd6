"""The two steps of a transfer: one takes, looks and writes, one moves the balances.

They are SQL because the ORM cannot insert what it selects, and statements are what the ledger costs
(docs/decisions/0023-take-then-move.md). PostgreSQL and SQLite read the same text, as one statement
and as two.

The first takes the creator's `available` account, even to capture, which changes only `held`. So
the transfers of one creator wait for each other at one row, in no order that could be the wrong
one, and nobody changes what was seen of the balances before they are moved.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from billing.models import Transfer, TransferKind
from config.chained import chained
from config.planned import moment
from config.types import UserId

_TAKE = "FOR NO KEY UPDATE OF available"
"""PostgreSQL waits for the row and then asks the statement's conditions of it anew. Foreign keys of
other transfers need not wait. SQLite has no such words: it took its one write lock at BEGIN."""

_WRITE = """
INSERT INTO billing_transfer
    (key, kind, debit_id, credit_id, amount, job, reason, created_by_id, created_at)
SELECT %(key)s, %(kind)s, {movement}, %(job)s, %(reason)s, %(by)s, %(now)s
{accounts}
{take}
ON CONFLICT (key) DO NOTHING
RETURNING id, debit_id, credit_id, amount
"""
_GIVE = """
FROM billing_account available CROSS JOIN billing_account {source}
WHERE available.owner_id = %(owner)s AND available.kind = 'available'
    AND {source}.owner_id IS NULL AND {source}.kind = '{source}'
"""
_HOLD = """
FROM billing_account available CROSS JOIN billing_account held
WHERE available.owner_id = %(owner)s AND available.kind = 'available'
    AND held.owner_id = %(owner)s AND held.kind = 'held'
    AND available.balance >= %(amount)s
"""
# LIMIT tells the planner to begin with the hold, whatever it believes of the size of the table.
_RELEASE = """
FROM (
    SELECT debit_id, credit_id, amount FROM billing_transfer WHERE key = %(hold)s LIMIT 1
) hold
CROSS JOIN billing_account available
WHERE available.id = hold.debit_id
"""
_CAPTURE = """
FROM (
    SELECT debit_id, credit_id, amount FROM billing_transfer WHERE key = %(hold)s LIMIT 1
) hold
CROSS JOIN billing_account available CROSS JOIN billing_account revenue
WHERE available.id = hold.debit_id AND revenue.owner_id IS NULL AND revenue.kind = 'revenue'
"""
_MOVEMENTS = {
    TransferKind.GRANT: ("issued.id, available.id, %(amount)s", _GIVE.format(source="issued")),
    TransferKind.HOLD: ("available.id, held.id, %(amount)s", _HOLD),
    TransferKind.CAPTURE: ("hold.credit_id, revenue.id, hold.amount", _CAPTURE),
    TransferKind.RELEASE: ("hold.credit_id, available.id, hold.amount", _RELEASE),
    TransferKind.REFUND: ("revenue.id, available.id, %(amount)s", _GIVE.format(source="revenue")),
}
"""From where to where, and how much; and where that is found."""

_MOVE = """
UPDATE billing_account
SET balance = balance + CASE billing_account.id WHEN debit_id THEN -1 ELSE 1 END * amount
FROM changed
WHERE billing_account.id IN (debit_id, credit_id) AND owner_id IS NOT NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A transfer that is to be written."""

    key: str
    kind: TransferKind
    reason: str
    job: str = ""
    owner: UserId | None = None
    """Whose accounts; None in a settlement, which finds them and the amount by its job's hold."""
    amount: int = 0
    by: UserId | None = None


def hold_key(job: str) -> str:
    """Return the key of the transfer that holds the price of `job`."""
    return f"job:{job}:hold"


def post(move: Movement) -> Transfer | None:
    """Write the movement and move the balances with it.

    Returns None, and has written nothing, when the key is taken, an account or the hold is
    missing, or there is less available than is to be held.
    """
    now = timezone.now()
    written = chained(_write(move.kind), (_MOVE,), _values(move, now), table="billing_transfer")
    if written is None:
        return None
    pk, debit, credit, amount = written
    return Transfer(
        pk=pk,
        key=move.key,
        kind=move.kind,
        debit_id=debit,
        credit_id=credit,
        amount=amount,
        job=move.job,
        reason=move.reason,
        created_by_id=move.by,
        created_at=now,
    )


@cache
def _write(kind: TransferKind) -> str:
    movement, accounts = _MOVEMENTS[kind]
    take = _TAKE if connection.features.has_select_for_update else ""
    return _WRITE.format(movement=movement, accounts=accounts, take=take)


def _values(move: Movement, now: datetime) -> dict[str, Any]:
    return {
        "key": move.key,
        "kind": move.kind.value,
        "owner": move.owner,
        "amount": move.amount,
        "job": move.job,
        "hold": hold_key(move.job),
        "reason": move.reason,
        "by": move.by,
        "now": moment(now),
    }
