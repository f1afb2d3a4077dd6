"""The price list."""

import pytest

from billing.pricing import price


@pytest.mark.parametrize(
    ("seconds", "tokens"), [(1, 50), (30, 50), (60, 50), (60.1, 100), (120, 100), (600, 500)]
)
def test_each_minute_begun_costs_a_standard_video(seconds: float, tokens: int) -> None:
    assert price(seconds, standard_cost=50) == tokens
