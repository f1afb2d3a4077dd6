"""What a video costs. Pure."""

from math import ceil

STANDARD_SECONDS = 60
"""A standard video lasts up to a minute."""


_EXACT = 6
"""Decimals that count; behind them is only what binary fractions add."""


def price(seconds: float, *, standard_cost: int, surcharge: int = 0) -> int:
    """Return the tokens for a video of `seconds`: the standard cost per minute begun.

    `surcharge` is what a vendor's work adds, in tokens.
    """
    return standard_cost * max(1, ceil(seconds / STANDARD_SECONDS)) + surcharge


def surcharge(vendor_cents: float, *, token_cents: int, margin_percent: int) -> int:
    """Return the tokens for what a vendor charges us, in US cents, with our margin on it."""
    cents = vendor_cents * (100 + margin_percent) / 100
    return ceil(round(cents / token_cents, _EXACT))
