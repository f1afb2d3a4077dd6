"""Blueprint's decoration: squared paper, contour lines, registration crosses."""

import math

from videos.studio.art.squares import Squares
from videos.studio.art.vector import Drawing, hexadecimal
from videos.studio.backgrounds.scatter import ornament, scattered
from videos.studio.geometry import Frame
from videos.studio.motion import glimmer, rest
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette

_CELL = 40
_CONTOURS = 7
_STEEP = 110
"""Pixels of a 1080-line picture between two height lines."""


def paper(frame: Frame, palette: Palette, _seed: int) -> list[Layer]:
    """Return squared paper with every fifth line stronger, and a scale along the bottom."""
    sheet = Squares(
        width=frame.width, height=frame.height, cell=_CELL * frame.unit, every=5,
        line=max(1.0, 1.2 * frame.unit), colour=palette.ink, alphas=(0.05, 0.11),
    )  # fmt: skip
    return [ornament(sheet, 0, 0, rest), *crosses(frame, palette, 3)[:4]]


def contours(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return the height lines of a hill beyond a corner, every other one lit in turn."""
    unit, reach = frame.unit, _STEEP * (_CONTOURS + 1)
    x, y = round(frame.width * (0.94 if seed % 2 else 0.06)), round(frame.height * 0.98)
    left, top = max(0, round(x - reach * unit)), max(0, round(y - reach * unit))
    width, height = min(frame.width, round(x + reach * unit)) - left, frame.height - top
    stroke = f'stroke="{hexadecimal(palette.second)}" stroke-width="{max(1.5, 2 * unit):.1f}"'
    layers = []
    for half in range(2):
        lines = "".join(
            f'<circle cx="{x - left}" cy="{y - top}" r="{_STEEP * (n + 1.5) * unit:.1f}" '
            f'fill="none" stroke-opacity="0.5" {stroke}/>'
            for n in range(half, _CONTOURS, 2)
        )
        art = Drawing(content=lines, width=width, height=height, view=f"0 0 {width} {height}")
        place = (left + width / 2, top + height / 2)
        layers.append(ornament(art, *place, glimmer(0.2, 0.7, 6.0, half / 2)))
    return layers


def crosses(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return small registration marks spread over the sheet."""
    side = round(26 * frame.unit) * 2
    ink = hexadecimal(palette.ink)
    mark = Drawing(
        content=f'<path d="M50 20 V80 M20 50 H80" stroke="{ink}" stroke-width="4" fill="none"/>',
        width=side, height=side,
    )  # fmt: skip
    return [
        ornament(mark, round(x), round(y), glimmer(0.12, 0.4, 5.0, math.fmod(x, 5)))
        for x, y, _ in scattered(frame, seed, 10)
    ]
