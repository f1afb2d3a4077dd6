"""Charts for one figure: a ring for shares, dots for small counts, a rising row for the rest.

Only the figure itself is data. Nothing else in a chart carries a number, because the script gave
none.
"""

import math

from videos.spec import Figure
from videos.studio.art.box import Box
from videos.studio.art.shapes import Light, Ring
from videos.studio.art.vector import Icon
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.regions import middle_square
from videos.studio.motion import fade, pop, rise, sweep
from videos.studio.stage import Layer

_COUNTABLE = range(2, 31)
_BARS = (0.24, 0.36, 0.5, 0.7, 1.0)
_ICONS = {"$": "wallet", "€": "wallet", "£": "wallet", "¥": "wallet", "₹": "wallet"}


def chart(brief: Brief, figure: Figure, area: Rect, start: float) -> list[Layer]:
    """Return the chart that suits a figure, growing from `start`."""
    square = middle_square(area, 560 * brief.unit)
    if figure.is_share:
        return _ring(brief, figure.value / 100, square, start)
    whole = figure.decimals == 0 and int(figure.value) in _COUNTABLE
    if whole and not figure.prefix:
        return _dots(brief, int(figure.value), square, start)
    return _bars(brief, square, start)


def _ring(brief: Brief, share: float, square: Rect, start: float) -> list[Layer]:
    palette, hero = brief.palette, brief.theme.hero
    thickness = square.width * (0.12 if not brief.theme.is_sharp else 0.07)
    radius = (square.width - thickness) / 2
    x, y = square.centre
    track = Ring(radius=radius, thickness=thickness, colour=palette.ink, alpha=0.13, sweeps=False)
    arc = Ring(
        radius=radius, thickness=thickness, share=max(share, 0.005), colour=palette.accent,
        second=palette.second if hero == "glass" else None,
        glow=14 * brief.unit if hero == "neon" else 0.0,
    )  # fmt: skip
    icon = Icon(name="trending-up", size=round(radius * 0.8), colour=palette.ink, stroke=1.6)
    return [
        Layer(art=track, x=round(x), y=round(y), motion=fade(start - 0.1, 0.4)),
        Layer(art=arc, x=round(x), y=round(y), motion=sweep(start, 1.3)),
        Layer(art=icon, x=round(x), y=round(y), motion=pop(start + 0.9, 0.5)),
    ]


def _dots(brief: Brief, count: int, square: Rect, start: float) -> list[Layer]:
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


def _bars(brief: Brief, square: Rect, start: float) -> list[Layer]:
    unit, palette = brief.unit, brief.palette
    gap = square.width * 0.055
    width = (square.width - gap * (len(_BARS) - 1)) / len(_BARS)
    base, layers = round(square.bottom / 2) * 2, []
    for number, share in enumerate(_BARS):
        lit = number == len(_BARS) - 1
        height = (square.height - 90 * unit) * share
        bar = Box(
            width=width, height=height, radius=0 if brief.theme.is_sharp else 14 * unit,
            colour=palette.accent if lit else palette.ink, alpha=1.0 if lit else 0.2,
            border=0 if lit else max(1.0, 1.5 * unit), border_colour=palette.ink,
        )  # fmt: skip
        x = square.x + (width + gap) * (len(_BARS) - 1 - number if brief.rtl else number)
        layers.append(
            Layer(
                art=bar, x=round(x), y=round(base - height), clip=(0, 0, brief.frame.width, base),
                motion=rise(start + 0.16 * number, height, 0.9),
            )
        )  # fmt: skip
    line = Box(width=square.width, height=max(2, 3 * unit), colour=palette.ink, alpha=0.5)
    layers.append(Layer(art=line, x=round(square.x), y=base, motion=fade(start - 0.1, 0.4)))
    return [*layers, _icon(brief, square, start + 0.9)]


def _icon(brief: Brief, square: Rect, when: float) -> Layer:
    figure = brief.scene.figure
    name = _ICONS.get(figure.prefix, "trending-up") if figure else "trending-up"
    size = round(110 * brief.unit)
    icon = Icon(name=name, size=size, colour=brief.palette.accent, stroke=1.8)
    x = square.right - size * 0.7 if brief.rtl else square.x + size * 0.7
    return Layer(art=icon, x=round(x), y=round(square.y + size * 1.3), motion=pop(when, 0.6, 1.8))
