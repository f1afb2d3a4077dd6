"""Editorial's decoration: printed matter. Halftone, column rules, a colour plate."""

from videos.studio.art.box import Box
from videos.studio.art.vector import Drawing, hexadecimal
from videos.studio.backgrounds.scatter import ornament
from videos.studio.geometry import Frame
from videos.studio.motion import drift, rest
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette


def halftone(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return dots that grow toward a corner, as a printer shades."""
    fill, cells = hexadecimal(palette.field[0]), 18
    circles = []
    for row in range(cells):
        for column in range(cells):
            away = max(0.0, 1 - ((cells - column) ** 2 + (cells - row) ** 2) ** 0.5 / cells)
            if away > 0:
                centre = (100 / cells * (column + 0.5), 100 / cells * (row + 0.5))
                circles.append(
                    f'<circle cx="{centre[0]:.2f}" cy="{centre[1]:.2f}" '
                    f'r="{2.6 * away:.2f}" fill="{fill}"/>'
                )
    side = round(620 * frame.unit)
    art = Drawing(content="".join(circles), width=side, height=side)
    x = frame.width - side / 2 + (34 if seed % 2 else 14) * frame.unit
    swaying = drift(14 * frame.unit, 8 * frame.unit, 9)
    return [ornament(art, round(x), round(frame.height - side / 2 + 8 * frame.unit), swaying)]


def columns(frame: Frame, palette: Palette, _seed: int) -> list[Layer]:
    """Return the hairlines of a page's grid."""
    count = 6 if frame.is_wide else 4
    safe, width = frame.safe, max(1, round(1.5 * frame.unit))
    rule = Box(width=max(2, width), height=frame.height, colour=palette.ink, alpha=0.09)
    return [
        ornament(
            rule, round(safe.x + safe.width * number / count), 0,
            drift(9 * frame.unit, 0, 8, 0.7 * number),
        )
        for number in range(count + 1)
    ]  # fmt: skip


def plate(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return a spine of flat colour along an edge, with a thin line beside it."""
    unit, spine = frame.unit, round(44 * frame.unit)
    colour = palette.field[1 if seed % 2 else 0]
    block = Box(width=spine, height=frame.height, colour=colour)
    thin = Box(width=max(2, 6 * unit), height=frame.height, colour=palette.accent)
    x = frame.width - spine
    return [
        ornament(block, x, 0, rest),
        ornament(thin, round(x - 18 * unit), 0, drift(7 * unit, 0, 6)),
    ]
