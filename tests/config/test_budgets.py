"""What the operator allows vendors to cost in a day."""

from decimal import Decimal

import pytest

from config.budgets import daily_budget
from config.env import BadSetting


def test_nothing_set_is_no_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROVIDER_DAILY_BUDGET", raising=False)
    monkeypatch.setenv("PROVIDER_DAILY_BUDGET_RUNWAY", " ")
    assert daily_budget() is None
    assert daily_budget("runway") is None


def test_each_vendor_has_its_own_and_all_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVIDER_DAILY_BUDGET", "20")
    monkeypatch.setenv("PROVIDER_DAILY_BUDGET_RUNWAY", "0.50")
    monkeypatch.setenv("PROVIDER_DAILY_BUDGET_DID", "0")
    found = [daily_budget(name) for name in ("", "runway", "did")]
    assert found == [Decimal(2000), Decimal(50), Decimal(0)]


@pytest.mark.parametrize("value", ["ten", "-1", "nan", "Infinity", "$5"])
def test_what_is_no_amount_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PROVIDER_DAILY_BUDGET_RUNWAY", value)
    with pytest.raises(BadSetting, match="PROVIDER_DAILY_BUDGET_RUNWAY must be an amount"):
        daily_budget("runway")
