"""Blueprint's decoration: squared paper, contour lines, registration crosses."""

import math

from videos.studio.art.shapes import Ring
from videos.studio.art.vector import Drawing, hexadecimal
from videos.studio.backgrounds.scatter import ornament, scattered
from videos.studio.geometry import Frame
from videos.studio.motion import drift, glimmer
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette

_STILL = drift(0, 0, 1)
_CELL = 40
_CONTOURS = 7


def paper(frame: Frame, palette: Palette, _seed: int) -> list[Layer]:
    """Return squared paper with every fifth line stronger, and a scale along the bottom."""
    cell = _CELL * frame.unit
    fine: list[str] = []
    strong: list[str] = []
    for number in range(1, int(frame.width / cell) + 1):
        (strong if number % 5 == 0 else fine).append(f"M{number * cell:.1f} 0 V{frame.height}")
    for number in range(1, int(frame.height / cell) + 1):
        (strong if number % 5 == 0 else fine).append(f"M0 {number * cell:.1f} H{frame.width}")
    ink, width = hexadecimal(palette.ink), max(1.0, 1.2 * frame.unit)
    content = "".join(
        f'<path d="{" ".join(lines)}" stroke="{ink}" stroke-opacity="{alpha}" '
        f'stroke-width="{width}" fill="none"/>'
        for lines, alpha in ((fine, 0.05), (strong, 0.11))
    )
    return [_whole(frame, content), *crosses(frame, palette, 3)[:4]]


def contours(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return the height lines of a hill beyond a corner, lighting up one after another."""
    unit = frame.unit
    x = frame.width * (0.94 if seed % 2 else 0.06)
    return [
        ornament(
            Ring(
                radius=(160 + 110 * number) * unit, thickness=max(1.5, 2 * unit),
                colour=palette.second, alpha=0.5,
            ),
            round(x), round(frame.height * 0.98),
            glimmer(0.15, 0.6, 6.0, -number / _CONTOURS),
        )
        for number in range(_CONTOURS)
    ]  # fmt: skip


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


def _whole(frame: Frame, content: str) -> Layer:
    art = Drawing(
        content=content, width=frame.width, height=frame.height,
        view=f"0 0 {frame.width} {frame.height}",
    )  # fmt: skip
    return ornament(art, round(frame.width / 2), round(frame.height / 2), _STILL)
