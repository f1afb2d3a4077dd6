"""The only writer of accounts and transfers.

Every verb is idempotent by its key: the same call again returns the first transfer, the same key
with another body raises `KeyConflict`. A job is settled under one key, whether by capture or by
release, so it can never be settled twice. All verbs must run inside the caller's transaction,
because a hold and its job, or a capture and its delivery, stand or fall together.

A verb is two steps when all is well: one writes the transfer, one moves the balances. Only when the
first finds nothing to write do others look for the cause. So a refusal leaves nothing behind, even
in a transaction that goes on after it.
"""

from dataclasses import replace

from django.db import connection, transaction

from billing import statements
from billing.exceptions import InsufficientTokens, KeyConflict, NothingHeld
from billing.models import CREATOR_KINDS, SYSTEM_KINDS, Account, AccountKind, Transfer, TransferKind
from billing.statements import Movement
from config.types import UserId


def grant(
    owner: UserId, amount: int, *, key: str, reason: str, by: UserId | None = None
) -> Transfer:
    """Give `amount` tokens to `owner`: from issued to available."""
    return _post(
        Movement(
            key=key,
            kind=TransferKind.GRANT,
            owner=owner,
            amount=amount,
            reason=reason,
            by=by,
        )
    )


def hold(owner: UserId, amount: int, *, job: str, reason: str) -> Transfer:
    """Reserve `amount` tokens of `owner` for `job`: from available to held.

    Raises:
        InsufficientTokens: `owner` has less than `amount` available.
    """
    return _post(
        Movement(
            key=statements.hold_key(job),
            kind=TransferKind.HOLD,
            owner=owner,
            amount=amount,
            reason=reason,
            job=job,
        )
    )


def capture(job: str, *, reason: str) -> Transfer:
    """Spend what `job` holds: from held to revenue.

    Raises:
        NothingHeld: there is no hold for `job`.
        KeyConflict: `job` was released before.
    """
    return _settle(job, TransferKind.CAPTURE, reason)


def release(job: str, *, reason: str) -> Transfer:
    """Give back what `job` holds: from held to available.

    Raises:
        NothingHeld: there is no hold for `job`.
        KeyConflict: `job` was captured before.
    """
    return _settle(job, TransferKind.RELEASE, reason)


def refund(job: str, amount: int, *, key: str, reason: str, by: UserId | None = None) -> Transfer:
    """Give back `amount` tokens of what `job` captured: from revenue to available.

    Raises:
        NothingHeld: `job` captured nothing, or less than all its refunds would come to.
    """
    captures = Transfer.objects.filter(job=job, kind=TransferKind.CAPTURE)
    captured = captures.select_related("debit").first()
    if captured is None:
        raise NothingHeld(f"Job {job} captured nothing that could be refunded.")
    owner = captured.debit.owner_id
    _take_available(owner)  # refunds wait for one another, so that each counts the others
    before = Transfer.objects.filter(job=job, kind=TransferKind.REFUND).exclude(key=key)
    if amount + sum(before.values_list("amount", flat=True)) > captured.amount:
        raise NothingHeld(f"Job {job} captured {captured.amount} tokens; refunds would exceed it.")
    return _post(
        Movement(
            key=key,
            kind=TransferKind.REFUND,
            owner=owner,
            amount=amount,
            reason=reason,
            job=job,
            by=by,
        )
    )


def _settle(job: str, kind: TransferKind, reason: str) -> Transfer:
    return _post(Movement(key=f"job:{job}:settle", kind=kind, reason=reason, job=job))


def _hold_of(job: str) -> Transfer:
    """Return the hold of `job`, with the account that it was taken from.

    Raises:
        NothingHeld: there is none.
    """
    found = Transfer.objects.filter(key=statements.hold_key(job)).select_related("debit").first()
    if found is None:
        raise NothingHeld(f"Nothing is held for job {job}.")
    return found


def _post(move: Movement) -> Transfer:
    """Write the movement once, and move the guarded balances with it."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("The ledger writes only inside a transaction.")
    return statements.post(move) or _known_or_refused(move)


def _known_or_refused(move: Movement) -> Transfer:
    """Find out why nothing was written: it is known, it is refused, or accounts were missing."""
    if move.owner is None:
        held = _hold_of(move.job)
        move = replace(move, owner=held.debit.owner_id, amount=held.amount)
    # The account is taken first: whoever uses the same key at this moment is done with it then.
    available = _take_available(move.owner)
    earlier = Transfer.objects.select_related("debit", "credit").filter(key=move.key).first()
    if earlier is not None:
        return _same(earlier, move)
    if move.kind == TransferKind.HOLD and available < move.amount:
        raise InsufficientTokens(required=move.amount, available=available)
    _open_accounts(move.owner)
    return _post(move)


def _same(earlier: Transfer, move: Movement) -> Transfer:
    owners = (earlier.debit.owner_id, earlier.credit.owner_id)
    then = (earlier.kind, earlier.amount, earlier.job)
    if move.owner not in owners or then != (move.kind, move.amount, move.job):
        raise KeyConflict(f"The key {move.key} was used for another transfer.")
    return earlier


def _take_available(owner: UserId | None) -> int:
    """Return what `owner` has available, and take the account as every statement does."""
    mine = Account.objects.filter(owner_id=owner, kind=AccountKind.AVAILABLE)
    return mine.select_for_update(no_key=True).values_list("balance", flat=True).first() or 0


def _open_accounts(owner: UserId | None) -> None:
    """Make sure that `owner` and the system have their accounts."""
    mine = [Account(owner_id=owner, kind=kind) for kind in CREATOR_KINDS]
    system = [Account(kind=kind) for kind in SYSTEM_KINDS]
    Account.objects.bulk_create([*mine, *system], ignore_conflicts=True)
