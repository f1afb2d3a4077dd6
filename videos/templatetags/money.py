"""How amounts of money are written."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def dollars(cents: Decimal) -> str:
    """Write US cents as dollars: "$1,234.50", "−$0.20"."""
    amount = round(cents / 100, 2)
    sign = "−" if amount < 0 else ""
    return f"{sign}${abs(amount):,}"
