"""The books, to read. Tokens move only through the ledger, never through a form."""

from django.contrib import admin

from billing.models import Account, Transfer
from config.read_only import ReadOnly


@admin.register(Account)
class AccountAdmin(ReadOnly, admin.ModelAdmin[Account]):
    """Accounts and what they carry."""

    list_display = ("owner", "kind", "balance")
    list_filter = ("kind",)
    search_fields = ("owner__email",)
    list_select_related = ("owner",)


@admin.register(Transfer)
class TransferAdmin(ReadOnly, admin.ModelAdmin[Transfer]):
    """Every movement of tokens."""

    list_display = (
        "id",
        "kind",
        "amount",
        "debit",
        "credit",
        "job",
        "reason",
        "created_by",
        "created_at",
    )
    list_filter = ("kind", "created_at")
    search_fields = ("key", "job", "reason", "debit__owner__email", "credit__owner__email")
    list_select_related = ("debit__owner", "credit__owner", "created_by")
    date_hierarchy = "created_at"
