"""Rows and columns of panels, each with a badge and a text: the shape of lists and steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from videos.studio.art.lettering import Ink, Words
from videos.studio.art.vector import Icon
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.panels import panel
from videos.studio.layouts.solids import solid
from videos.studio.layouts.text import Placed, paragraph_layers, set_text
from videos.studio.motion import Motion, pop, slide
from videos.studio.stage import Layer
from videos.studio.typography.shaping import shape

_PAD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry: its badge is a number, or a tick when there is none."""

    text: str
    when: float
    number: int = 0


def row_layers(brief: Brief, rows: Sequence[Row], area: Rect, *, largest: float) -> list[Layer]:
    """Stack rows in a region, each sliding in when it is mentioned."""
    gap = 22 * brief.unit
    height = min((area.height - gap * (len(rows) - 1)) / len(rows), 168 * brief.unit)
    top = area.y + (area.height - height * len(rows) - gap * (len(rows) - 1)) / 2
    rects = [Rect(area.x, top + (height + gap) * n, area.width, height) for n in range(len(rows))]
    size = _common_size(brief, rows, rects[0], largest)
    layers: list[Layer] = []
    for number, (row, rect) in enumerate(zip(rows, rects, strict=True)):
        layers += _row(brief, row, rect, size, f"row {number}")
    return layers


def _badge_side(brief: Brief, rect: Rect) -> float:
    return min(rect.height - 26 * brief.unit, 92 * brief.unit)


def _room(brief: Brief, rect: Rect) -> Rect:
    """Return where a row's text goes, beside its badge."""
    pad, side = _PAD * brief.unit, _badge_side(brief, rect)
    inset = (rect.height + side) / 2 + 0.8 * pad
    room = Rect(rect.x + inset, rect.y + 6 * brief.unit, rect.width - inset - pad,
                rect.height - 12 * brief.unit)  # fmt: skip
    if not brief.rtl:
        return room
    return Rect(rect.x + pad, room.y, room.width, room.height)


def _common_size(brief: Brief, rows: Sequence[Row], rect: Rect, largest: float) -> float:
    """Return the size, in pixels of a 1080-line picture, at which every row fits."""
    room = _room(brief, rect)
    voice = brief.voice(brief.theme.strong)
    blocks = [set_text(brief, row.text, voice, area=room, size=largest, lines=2) for row in rows]
    return min(block.size for block in blocks) / brief.unit


def _row(brief: Brief, row: Row, rect: Rect, size: float, name: str) -> list[Layer]:
    toward = 90 if brief.rtl else -90
    arriving = slide(row.when, toward * brief.unit)
    room, voice = _room(brief, rect), brief.voice(brief.theme.strong)
    block = set_text(brief, row.text, voice, area=room, size=size, lines=2)
    placed = Placed(
        name=name, block=block, x=room.right if brief.rtl else room.x,
        y=room.y + (room.height - block.height) / 2, align=1 if brief.rtl else -1,
    )  # fmt: skip
    side = _badge_side(brief, rect)
    pad = (rect.height - side) / 2
    x = rect.right - pad - side / 2 if brief.rtl else rect.x + pad + side / 2
    return [
        panel(brief, rect, arriving),
        *badge_layers(brief, row, (x, rect.centre[1]), side),
        *paragraph_layers(placed, Ink(colour=brief.palette.ink), arriving),
    ]


def badge_layers(brief: Brief, row: Row, middle: tuple[float, float], side: float) -> list[Layer]:
    """Return a row's badge: its number, or a tick."""
    motion = pop(row.when + 0.15, 0.5, spring=2.0)
    palette = brief.palette
    box = solid(brief, side, side, brief.theme.badge)
    layers = [Layer(art=box, x=round(middle[0]), y=round(middle[1]), motion=motion)]
    if not row.number:
        tick = Icon(name="check", size=round(side * 0.58), colour=palette.on_accent, stroke=3.2)
        return [*layers, Layer(art=tick, x=middle[0], y=middle[1], motion=motion)]
    return [*layers, _numeral(brief, row.number, middle, side * 0.56, motion)]


def _numeral(
    brief: Brief, number: int, middle: tuple[float, float], size: float, motion: Motion
) -> Layer:
    text, voice = str(number), brief.voice(brief.theme.display)
    art = Words(
        line=text, start=0, end=len(text), voice=voice, size=size,
        ink=Ink(colour=brief.palette.on_accent),
    )  # fmt: skip
    x = middle[0] - shape(text, voice).width * size / 2
    return Layer(art=art, x=x, y=middle[1] + size * 0.355, motion=motion)
