"""The price list."""

import pytest

from billing.pricing import price, surcharge


@pytest.mark.parametrize(
    ("seconds", "tokens"), [(1, 50), (30, 50), (60, 50), (60.1, 100), (120, 100), (600, 500)]
)
def test_each_minute_begun_costs_a_standard_video(seconds: float, tokens: int) -> None:
    assert price(seconds, standard_cost=50) == tokens


def test_a_surcharge_comes_on_top() -> None:
    assert price(61, standard_cost=50, surcharge=13) == 113


@pytest.mark.parametrize(
    ("cents", "token_cents", "margin", "tokens"),
    [
        (0, 10, 30, 0),
        (0.01, 10, 30, 1),
        (100, 10, 30, 13),  # 130 cents, of which binary fractions make a little more
        (100.1, 10, 30, 14),
        (640, 10, 0, 64),
        (641, 10, 0, 65),
        (3, 1, 100, 6),
    ],
)
def test_what_a_vendor_charges_becomes_tokens_with_a_margin(
    cents: float, token_cents: int, margin: int, tokens: int
) -> None:
    assert surcharge(cents, token_cents=token_cents, margin_percent=margin) == tokens
