"""What vendors may charge us in a day, as the operator set it."""

from decimal import Decimal

from django.conf import settings


def daily_budget(provider: str = "") -> Decimal | None:
    """Return the cap in US cents for one vendor, or for all together; None when there is none."""
    dollars = (
        settings.PROVIDER_DAILY_BUDGETS.get(provider)
        if provider
        else settings.PROVIDER_DAILY_BUDGET
    )
    return None if dollars is None else Decimal(str(dollars)) * 100


def any_is_set() -> bool:
    """Say whether there is a cap at all."""
    return settings.PROVIDER_DAILY_BUDGET is not None or bool(settings.PROVIDER_DAILY_BUDGETS)
