"""Text before it is drawn: order of writing directions, and breaking and fitting of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videos.studio.typography.bidi import levels, visual_order

UNKNOWN = "\U00018cd6"
"""A character newer than Python 3.11's tables."""


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("plain", False, [0, 0, 0, 0, 0]),
        ("aא", False, [0, 1]),
        ("אa", True, [1, 2]),
        ("א12", True, [1, 2, 2]),
        ("א" + UNKNOWN, False, [1, 0]),
    ],
)
def test_levels(text: str, rtl: bool, expected: list[int]) -> None:  # noqa: FBT001
    assert levels(text, rtl=rtl) == expected


@given(st.text(max_size=60), st.booleans())
def test_every_character_has_a_level(text: str, rtl: bool) -> None:  # noqa: FBT001
    found = levels(text, rtl=rtl)
    assert len(found) == len(text)
    assert sorted(visual_order(found)) == list(range(len(text)))
