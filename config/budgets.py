"""What vendors may cost in a day, as the operator set it."""

from decimal import Decimal, InvalidOperation

from config import env


def daily_budget(provider: str = "") -> Decimal | None:
    """Return the cap in US cents for one vendor, or for all together; None when there is none.

    Raises:
        BadSetting: the variable holds no amount of US dollars.
    """
    name = "PROVIDER_DAILY_BUDGET" + (f"_{provider.upper()}" if provider else "")
    raw = env.text(name)
    if not raw:
        return None
    cents = _cents(raw)
    if cents is None:
        raise env.BadSetting(f"{name} must be an amount of US dollars, not {raw!r}.")
    return cents


def _cents(raw: str) -> Decimal | None:
    try:
        dollars = Decimal(raw)
    except InvalidOperation:
        return None
    return dollars * 100 if dollars.is_finite() and dollars >= 0 else None
