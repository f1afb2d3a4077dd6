"""The ledger's tables.

Every movement of tokens is one `Transfer` row from one account to another, so the books balance by
construction. Rows are never changed: the database itself refuses UPDATE and DELETE (migration
0002). A creator has two accounts, `available` and `held`:

    grant     issued    -> available   tokens given
    hold      available -> held        a job reserves its price
    capture   held      -> revenue     the job delivered
    release   held      -> available   the job failed or was canceled
    refund    revenue   -> available   given back after capture

A creator's account also carries its balance, guarded by CHECK (balance >= 0). That number is a
fence, not the truth: the transfers are, and `manage.py audit_ledger` compares the two. System
accounts carry no balance, so that no row is hot.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AccountKind(models.TextChoices):
    """What an account is for."""

    AVAILABLE = "available", "Available"  # a creator's tokens, free to spend
    HELD = "held", "Held"  # a creator's tokens, reserved by jobs
    ISSUED = "issued", "Issued"  # system: where granted tokens come from
    REVENUE = "revenue", "Revenue"  # system: where spent tokens go


CREATOR_KINDS = (AccountKind.AVAILABLE, AccountKind.HELD)
SYSTEM_KINDS = (AccountKind.ISSUED, AccountKind.REVENUE)


class Account(models.Model):
    """One side of transfers: a creator's, or the system's (no owner, no stored balance)."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="token_accounts",
    )
    kind = models.CharField(max_length=12, choices=AccountKind.choices)
    balance = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind"], name="account_once_per_owner"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(owner=None), name="account_once_per_system"
            ),
            models.CheckConstraint(condition=Q(balance__gte=0), name="account_not_negative"),
            models.CheckConstraint(
                condition=Q(owner=None, balance=0, kind__in=["issued", "revenue"])
                | Q(owner__isnull=False, kind__in=["available", "held"]),
                name="account_kind_fits_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner or 'system'} · {self.get_kind_display()}"


class TransferKind(models.TextChoices):
    """Why tokens moved."""

    GRANT = "grant", "Grant"
    HOLD = "hold", "Hold"
    CAPTURE = "capture", "Capture"
    RELEASE = "release", "Release"
    REFUND = "refund", "Refund"


class Transfer(models.Model):
    """One movement of tokens. Append-only."""

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=TransferKind.choices)
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits")
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits")
    amount = models.BigIntegerField()
    job = models.CharField(max_length=40, blank=True)
    """Public id of the job, in words of another room; empty when there is none."""
    reason = models.CharField(max_length=200)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        # Each index is written with every transfer. So none is for searches that nobody makes: by
        # the beginning of a key or of a job's id, or for transfers that nobody asked for by hand.
        indexes = [
            models.Index(fields=["job"], name="transfer_job"),
            models.Index(
                fields=["created_by"], name="transfer_by", condition=Q(created_by__isnull=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="transfer_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_moves"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.amount}"
