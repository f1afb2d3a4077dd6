"""A creator's colour: used wherever it can be read, moved as little as needed where not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videos.studio.art.colours import READABLE, contrast
from videos.studio.themes import THEMES, theme
from videos.studio.themes.branding import ON_DARK, parsed

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS, st.sampled_from(sorted(THEMES)))
def test_any_colour_can_be_read_in_any_style(colour: str, style: str) -> None:
    look = theme(style, colour)
    for palette in look.palettes:
        assert contrast(palette.on_accent, palette.accent) >= READABLE
        if look.is_backed:
            assert contrast(palette.ink, palette.accent) >= READABLE
        else:
            assert contrast(palette.accent, palette.base) >= (ON_DARK if palette.dark else READABLE)


@pytest.mark.parametrize(("style", "colour"), [("aurora", "#ffb020"), ("pop", "#ffd60a")])
def test_a_colour_that_can_be_read_is_left_alone(style: str, colour: str) -> None:
    assert {palette.accent for palette in theme(style, colour).palettes} == {parsed(colour)}


def test_without_a_colour_a_style_is_itself() -> None:
    assert theme("aurora") is THEMES["aurora"]
