"""The only writer of accounts and transfers.

Every verb is idempotent by its key: the same call again returns the first transfer, the same key
with another body raises `KeyConflict`. A job is settled under one key, whether by capture or by
release, so it can never be settled twice. All verbs must run inside the caller's transaction,
because a hold and its job, or a capture and its delivery, stand or fall together.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from billing.exceptions import InsufficientTokens, KeyConflict, NothingHeld
from billing.models import Account, AccountKind, Transfer, TransferKind
from config.types import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Movement:
    """A transfer that is to be written."""

    key: str
    kind: TransferKind
    debit: Account
    credit: Account
    amount: int
    reason: str
    job: str = ""
    by: UserId | None = None


def grant(
    owner: UserId, amount: int, *, key: str, reason: str, by: UserId | None = None
) -> Transfer:
    """Give `amount` tokens to `owner`."""
    return _post(
        _Movement(
            key=key,
            kind=TransferKind.GRANT,
            debit=_system(AccountKind.ISSUED),
            credit=_account(owner, AccountKind.AVAILABLE),
            amount=amount,
            reason=reason,
            by=by,
        )
    )


def hold(owner: UserId, amount: int, *, job: str, reason: str) -> Transfer:
    """Reserve `amount` tokens of `owner` for `job`.

    Raises:
        InsufficientTokens: `owner` has less than `amount` available.
    """
    return _post(
        _Movement(
            key=f"job:{job}:hold",
            kind=TransferKind.HOLD,
            debit=_account(owner, AccountKind.AVAILABLE),
            credit=_account(owner, AccountKind.HELD),
            amount=amount,
            reason=reason,
            job=job,
        )
    )


def capture(job: str, *, reason: str) -> Transfer:
    """Spend what `job` holds.

    Raises:
        NothingHeld: there is no hold for `job`.
        KeyConflict: `job` was released before.
    """
    held = _hold_of(job)
    return _settle(held, TransferKind.CAPTURE, _system(AccountKind.REVENUE), reason)


def release(job: str, *, reason: str) -> Transfer:
    """Give back what `job` holds.

    Raises:
        NothingHeld: there is no hold for `job`.
        KeyConflict: `job` was captured before.
    """
    held = _hold_of(job)
    return _settle(held, TransferKind.RELEASE, held.debit, reason)


def refund(job: str, amount: int, *, key: str, reason: str, by: UserId | None = None) -> Transfer:
    """Give back `amount` tokens of what `job` captured.

    Raises:
        NothingHeld: `job` captured nothing, or less than all its refunds would come to.
    """
    captured = Transfer.objects.filter(job=job, kind=TransferKind.CAPTURE).first()
    if captured is None:
        raise NothingHeld(f"Job {job} captured nothing that could be refunded.")
    home = _hold_of(job).debit
    _lock(home)
    before = Transfer.objects.filter(job=job, kind=TransferKind.REFUND).exclude(key=key)
    if amount + sum(before.values_list("amount", flat=True)) > captured.amount:
        raise NothingHeld(f"Job {job} captured {captured.amount} tokens; refunds would exceed it.")
    return _post(
        _Movement(
            key=key,
            kind=TransferKind.REFUND,
            debit=_system(AccountKind.REVENUE),
            credit=home,
            amount=amount,
            reason=reason,
            job=job,
            by=by,
        )
    )


def _settle(held: Transfer, kind: TransferKind, credit: Account, reason: str) -> Transfer:
    return _post(
        _Movement(
            key=f"job:{held.job}:settle",
            kind=kind,
            debit=held.credit,
            credit=credit,
            amount=held.amount,
            reason=reason,
            job=held.job,
        )
    )


def _hold_of(job: str) -> Transfer:
    found = Transfer.objects.filter(key=f"job:{job}:hold").select_related("debit", "credit").first()
    if found is None:
        raise NothingHeld(f"Nothing is held for job {job}.")
    return found


def _post(move: _Movement) -> Transfer:
    """Write the movement once, and move the guarded balances with it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The ledger writes only inside a transaction.")
    _lock(move.debit, move.credit)
    earlier = Transfer.objects.filter(key=move.key).first()
    if earlier is not None:
        return _same(earlier, move)
    _move_balances(move)
    return Transfer.objects.create(
        key=move.key,
        kind=move.kind,
        debit=move.debit,
        credit=move.credit,
        amount=move.amount,
        job=move.job,
        reason=move.reason,
        created_by_id=move.by,
    )


def _same(earlier: Transfer, move: _Movement) -> Transfer:
    then = (earlier.kind, earlier.debit_id, earlier.credit_id, earlier.amount, earlier.job)
    if then != (move.kind, move.debit.pk, move.credit.pk, move.amount, move.job):
        raise KeyConflict(f"The key {move.key} was used for another transfer.")
    return earlier


def _move_balances(move: _Movement) -> None:
    changes = [(move.debit, -move.amount), (move.credit, move.amount)]
    for account, change in sorted(changes, key=lambda entry: entry[0].pk):
        if account.owner_id is None:
            continue  # system accounts are summed, never stored
        rows = Account.objects.filter(pk=account.pk, balance__gte=max(0, -change))
        if not rows.update(balance=F("balance") + change):
            account.refresh_from_db(fields=["balance"])
            raise InsufficientTokens(required=move.amount, available=account.balance)


def _lock(*accounts: Account) -> None:
    """Take the creators' account rows in id order, so that two transfers never deadlock.

    SQLite has taken its one write lock at BEGIN already and ignores this.
    """
    if connection.features.has_select_for_update:
        keys = sorted(account.pk for account in accounts if account.owner_id is not None)
        list(Account.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _account(owner: UserId, kind: AccountKind) -> Account:
    return Account.objects.get_or_create(owner_id=owner, kind=kind)[0]


def _system(kind: AccountKind) -> Account:
    return Account.objects.get_or_create(owner=None, kind=kind)[0]
