"""The only writer of accounts and transfers.

Every verb is idempotent by its key: the same call again returns the first transfer, the same key
with another body raises `KeyConflict`. A job is settled under one key, whether by capture or by
release, so it can never be settled twice. All verbs must run inside the caller's transaction,
because a hold and its job, or a capture and its delivery, stand or fall together.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Case, F, When

from billing.exceptions import InsufficientTokens, KeyConflict, NothingHeld
from billing.models import CREATOR_KINDS, Account, AccountKind, Transfer, TransferKind
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
            credit=_accounts(owner)[AccountKind.AVAILABLE],
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
    mine = _accounts(owner)
    return _post(
        _Movement(
            key=f"job:{job}:hold",
            kind=TransferKind.HOLD,
            debit=mine[AccountKind.AVAILABLE],
            credit=mine[AccountKind.HELD],
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
    """Return the hold of `job`, with both accounts as they are now, their rows taken.

    Raises:
        NothingHeld: there is none.
    """
    taken = Transfer.objects.select_for_update(of=("debit", "credit"))
    found = taken.filter(key=f"job:{job}:hold").select_related("debit", "credit").first()
    if found is None:
        raise NothingHeld(f"Nothing is held for job {job}.")
    return found


def _post(move: _Movement) -> Transfer:
    """Write the movement once, and move the guarded balances with it. Its rows are taken."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The ledger writes only inside a transaction.")
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
    if move.debit.owner_id is not None and move.debit.balance < move.amount:
        raise InsufficientTokens(required=move.amount, available=move.debit.balance)
    change = Case(When(pk=move.debit.pk, then=-move.amount), default=move.amount)
    stored = Account.objects.filter(pk__in=[move.debit.pk, move.credit.pk], owner__isnull=False)
    stored.update(balance=F("balance") + change)  # system accounts are summed, never stored


def _accounts(owner: UserId) -> dict[str, Account]:
    """Return the accounts of `owner` by kind, as they are now, their rows taken.

    Everybody takes the available one before the held one, so that two transfers never deadlock.
    SQLite has taken its one write lock at BEGIN already.
    """
    rows = Account.objects.select_for_update().filter(owner_id=owner).order_by("kind")
    found = {account.kind: account for account in rows}
    if len(found) == len(CREATOR_KINDS):
        return found
    new = [Account(owner_id=owner, kind=kind) for kind in CREATOR_KINDS]
    Account.objects.bulk_create(new, ignore_conflicts=True)
    return {account.kind: account for account in rows.all()}


def _system(kind: AccountKind) -> Account:
    return Account.objects.get_or_create(owner=None, kind=kind)[0]
