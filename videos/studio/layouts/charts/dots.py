"""A small count, as so many dots."""

import math

from videos.studio.art.box import Box
from videos.studio.art.shapes import Light
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.motion import pop
from videos.studio.stage import Layer


def dots(brief: Brief, count: int, square: Rect, start: float) -> list[Layer]:
    """Return `count` dots in a block, one after the other."""
    columns = math.ceil(math.sqrt(count))
    rows = math.ceil(count / columns)
    cell = square.width / max(columns, rows)
    x, y = square.centre
    layers = []
    for number in range(count):
        row, column = divmod(number, columns)
        place = (x + (column - (columns - 1) / 2) * cell, y + (row - (rows - 1) / 2) * cell)
        when = start + 1.2 * number / count
        layers.append(
            Layer(
                art=_dot(brief, cell * 0.36, last=number == count - 1), x=round(place[0]),
                y=round(place[1]), motion=pop(when, 0.45, 2.0),
            )
        )  # fmt: skip
    return layers


def _dot(brief: Brief, radius: float, *, last: bool) -> Box | Light:
    palette = brief.palette
    colour = palette.second if last and not brief.theme.is_sharp else palette.accent
    if brief.theme.is_sharp:
        return Box(width=2 * radius, height=2 * radius, colour=colour, centred=True)
    return Light(radius=radius, colour=colour, hardness=1)
