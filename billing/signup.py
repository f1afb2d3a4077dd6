"""Tokens that nobody pays for: the welcome gift, and what demo accounts start with."""

from django.conf import settings
from django.db import transaction

from billing import ledger
from config.types import UserId

DEMO_TOKENS = 800
"""On top of the sign-up grant, so that a first evening of trying things out is free."""


def welcome(owner: UserId) -> None:
    """Give a new creator the sign-up grant; safe to call again."""
    if not settings.SIGNUP_TOKEN_GRANT:
        return
    with transaction.atomic():
        ledger.grant(
            owner, settings.SIGNUP_TOKEN_GRANT, key=f"signup:{owner}", reason="Welcome to Reelsmith"
        )


def demo(owner: UserId) -> None:
    """Give a demo account enough to try everything out; safe to call again."""
    with transaction.atomic():
        ledger.grant(owner, DEMO_TOKENS, key=f"demo:{owner}", reason="Tokens to try things out")
