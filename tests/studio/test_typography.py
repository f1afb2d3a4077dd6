"""Text before it is drawn: order of writing directions, and breaking and fitting of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videos.studio.typography.bidi import levels, visual_order
from videos.studio.typography.fitting import Limits, fit
from videos.studio.typography.fonts import Font
from videos.studio.typography.shaping import Voice

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


def test_a_word_keeps_its_hyphen_inside_a_line_while_letters_can_be_smaller() -> None:
    voice = Voice(font=Font("Inter", 700), language="en", rtl=False)
    limits = Limits(width=600, height=500, largest=100, smallest=20)
    roomy = fit("Meet single-origin beans", voice, limits)
    assert "single-origin" in [line.text.split()[-1] for line in roomy.lines]
    chain = fit("state-of-the-art-of-the-arts-of-all", voice, limits)
    assert len(chain.lines) > 1
    assert chain.size >= 40
