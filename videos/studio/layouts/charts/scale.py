"""A large amount, as a column that rises beside a scale of round numbers."""

import math
from dataclasses import replace

from videos.spec import Figure
from videos.studio.art.box import Box
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.charts.labels import height, label
from videos.studio.layouts.counting import written
from videos.studio.motion import fade, rise
from videos.studio.stage import Layer

_TICKS = 5
_COLUMN = 0.3
_MARGIN = 0.12
"""Shares of the region: how wide the column is, and how far from its edge."""
_TICK = 34
_GAP = 20
_ROUND = (1, 2, 2.5, 5, 10, 20)
_HEADROOM = 1.04


def scale(brief: Brief, figure: Figure, square: Rect, start: float) -> list[Layer]:
    """Return the column at its height, the scale's ticks, and labels at both ends of it."""
    pad = height(brief, "0") / 2
    base, crown = round((square.bottom - pad) / 2) * 2, square.y + pad
    width = square.width * _COLUMN
    left = square.x + square.width * _MARGIN
    if brief.rtl:
        left = square.right - square.width * _MARGIN - width
    column = Rect(left, crown, width, base - crown)
    return [
        *_column(brief, min(1.0, figure.value / summit(figure.value)), column, start),
        *_ticks(brief, column, start),
        *_ends(brief, figure, column, square),
    ]


def summit(value: float) -> float:
    """Return the round number at the top of a scale that holds `value`."""
    power = 10 ** math.floor(math.log10(value)) if value > 0 else 1
    return next(step * power for step in _ROUND if step * power >= value * _HEADROOM)


def _column(brief: Brief, share: float, column: Rect, start: float) -> list[Layer]:
    palette, tall = brief.palette, max(2.0, column.height * share)
    radius = 0 if brief.theme.is_sharp else 16 * brief.unit
    track = Box(
        width=column.width, height=column.height, radius=radius, colour=palette.ink, alpha=0.12
    )
    risen = Box(
        width=column.width, height=tall, radius=min(radius, tall / 2), colour=palette.accent,
        second=palette.second if brief.theme.hero == "glass" else None,
    )  # fmt: skip
    base = round(column.bottom)
    return [
        Layer(art=track, x=round(column.x), y=round(column.y), motion=fade(start - 0.1, 0.4)),
        Layer(
            art=risen, x=round(column.x), y=round(base - tall), motion=rise(start, tall, 1.3),
            clip=(0, 0, brief.frame.width, base),
        ),
    ]  # fmt: skip


def _tick_x(brief: Brief, column: Rect) -> float:
    gap = _GAP * brief.unit
    return column.x - gap - _TICK * brief.unit if brief.rtl else column.right + gap


def _ticks(brief: Brief, column: Rect, start: float) -> list[Layer]:
    thick = max(2, 3 * brief.unit)
    tick = Box(width=_TICK * brief.unit, height=thick, colour=brief.palette.ink, alpha=0.45)
    return [
        Layer(
            art=tick, x=round(_tick_x(brief, column)), motion=fade(start + 0.08 * number, 0.3),
            y=round(column.bottom - column.height * number / _TICKS - thick / 2),
        )
        for number in range(_TICKS + 1)
    ]  # fmt: skip


def _ends(brief: Brief, figure: Figure, column: Rect, square: Rect) -> list[Layer]:
    """Return zero and the scale's top, beside the first tick and the last."""
    tick, gap = _tick_x(brief, column), 16 * brief.unit
    left = square.x if brief.rtl else tick + _TICK * brief.unit + gap
    right = tick - gap if brief.rtl else square.right
    layers: list[Layer] = []
    for value, y in ((0.0, column.bottom), (summit(figure.value), column.y)):
        text = written(replace(figure, decimals=0 if value == int(value) else 1), value)
        tall = height(brief, text)
        room = Rect(left, y - tall / 2, max(1.0, right - left), tall)
        layers += label(brief, text, room, 0.4, align=1 if brief.rtl else -1)
    return layers
