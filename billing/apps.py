"""Django's view of the billing room."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    """Accounts and transfers of tokens."""

    name = "billing"
    verbose_name = "Tokens"
