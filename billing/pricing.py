"""What a video costs. Pure."""

from math import ceil

STANDARD_SECONDS = 60
"""A standard video lasts up to a minute."""


def price(seconds: float, *, standard_cost: int) -> int:
    """Return the tokens for a video of `seconds`: the standard cost per minute begun."""
    return standard_cost * max(1, ceil(seconds / STANDARD_SECONDS))
