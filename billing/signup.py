"""The welcome gift of tokens."""

from django.conf import settings
from django.db import transaction

from billing import ledger
from config.types import UserId


def welcome(owner: UserId) -> None:
    """Give a new creator the sign-up grant; safe to call again."""
    if not settings.SIGNUP_TOKEN_GRANT:
        return
    with transaction.atomic():
        ledger.grant(
            owner, settings.SIGNUP_TOKEN_GRANT, key=f"signup:{owner}", reason="Welcome to Reelsmith"
        )
