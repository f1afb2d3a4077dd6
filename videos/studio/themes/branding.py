"""A creator's own colour in place of a theme's accents, always readable."""

from dataclasses import replace

from videos.studio.art import RGB
from videos.studio.art.colours import READABLE, contrast
from videos.studio.themes.base import Palette, Theme

ON_DARK = 5.5
"""More than the 4.5 of WCAG 2.2, because lights brighten a dark ground."""
_STEPS = 20
_WHITE: RGB = (255, 255, 255)
_BLACK: RGB = (0, 0, 0)
"""One of the two has a contrast of at least 4.58 with any colour; a softer black would not."""


def branded(theme: Theme, colour: str) -> Theme:
    """Return the theme with `colour` ("#4a3aff") as its accent in every palette."""
    own = parsed(colour)
    return replace(theme, palettes=tuple(_with(palette, own, theme) for palette in theme.palettes))


def parsed(colour: str) -> RGB:
    """Return "#4a3aff" as (74, 58, 255)."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _with(palette: Palette, own: RGB, theme: Theme) -> Palette:
    if theme.is_backed:
        accent = _moved(own, _WHITE, palette.ink, READABLE)
    else:
        wanted = ON_DARK if palette.dark else READABLE
        accent = _moved(own, palette.ink, palette.base, wanted)
    on_accent = max((_WHITE, _BLACK), key=lambda ink: contrast(ink, accent))
    return replace(
        palette,
        accent=accent,
        second=_mixed(accent, palette.ink, 0.3) if theme.hero == "glass" else palette.second,
        on_accent=palette.ink if theme.is_backed else on_accent,
        field=(
            _mixed(palette.field[0], own, 0.5 if palette.dark else 0.15),
            *palette.field[1:],
        ),
    )


def _moved(colour: RGB, toward: RGB, other: RGB, wanted: float) -> RGB:
    """Return the nearest mix with `toward` that has the wanted contrast with `other`."""
    for step in range(_STEPS + 1):
        mix = _mixed(colour, toward, step / _STEPS)
        if contrast(mix, other) >= wanted:
            return mix
    return toward


def _mixed(one: RGB, two: RGB, share: float) -> RGB:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue
