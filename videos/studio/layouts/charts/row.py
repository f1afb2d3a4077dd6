"""A part of a small whole: people of whom some are lit, or stars that are filled."""

import math

from videos.spec import Figure
from videos.studio.art.vector import Drawing, hexadecimal
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.motion import pop
from videos.studio.stage import Layer

_PERSON = (
    '<circle cx="50" cy="26" r="19"/><path d="M16 96 V78 a34 28 0 0 1 68 0 V96 a4 4 0 0 1 -4 4 '
    'H20 a4 4 0 0 1 -4 -4 Z"/>'
)
_POINTS = 5
_MOST_IN_A_ROW = 5
_LARGEST = 170
_LINE = 1.12
_FADED = 0.2


def row(brief: Brief, figure: Figure, area: Rect, start: float) -> list[Layer]:
    """Return `whole` pictures in rows of five at most, `value` of them lit."""
    columns = min(figure.whole, _MOST_IN_A_ROW)
    rows = math.ceil(figure.whole / columns)
    cell = min(area.width / columns, area.height / rows / _LINE, _LARGEST * brief.unit)
    rated = figure.suffix.startswith("/")
    x, y = area.centre
    layers = []
    for number in range(figure.whole):
        line, column = divmod(number, columns)
        across = column - (columns - 1) / 2
        lit = min(1.0, max(0.0, figure.value - number))
        side = round(cell * 0.86)
        art = Drawing(content=_picture(brief, lit, stars=rated), width=side, height=side)
        layers.append(
            Layer(
                art=art, x=round(x + (-across if brief.rtl else across) * cell),
                y=round(y + (line - (rows - 1) / 2) * cell * _LINE),
                motion=pop(start + 1.1 * number / figure.whole, 0.45, 1.8),
            )
        )  # fmt: skip
    return layers


def _picture(brief: Brief, lit: float, *, stars: bool) -> str:
    """Return a person or a star whose first `lit` is in the accent, and the rest faded."""
    ink, accent = hexadecimal(brief.palette.ink), hexadecimal(brief.palette.accent)
    share = f"{100 * lit:.1f}%"
    ends = "x1='1' x2='0'" if brief.rtl else "x1='0' x2='1'"
    return (
        f"<defs><linearGradient id='f' {ends} y1='0' y2='0'>"
        f"<stop offset='{share}' stop-color='{accent}'/>"
        f"<stop offset='{share}' stop-color='{ink}' stop-opacity='{_FADED}'/>"
        f"</linearGradient></defs><g fill='url(#f)'{_outline(brief, lit)}>"
        f"{_star() if stars else _PERSON}</g>"
    )


def _outline(brief: Brief, lit: float) -> str:
    if not brief.theme.outline or not lit:
        return ""
    return f" stroke='{hexadecimal(brief.palette.ink)}' stroke-width='4' stroke-linejoin='round'"


def _star() -> str:
    points = []
    for number in range(2 * _POINTS):
        reach = 48 if number % 2 == 0 else 21
        angle = math.pi * number / _POINTS
        points.append(f"{50 + reach * math.sin(angle):.2f},{53 - reach * math.cos(angle):.2f}")
    return f'<polygon points="{" ".join(points)}"/>'
