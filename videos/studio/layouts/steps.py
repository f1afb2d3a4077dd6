"""STEPS: numbered panels in the order of doing, tied by a line."""

from collections.abc import Sequence

from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.cues import cues
from videos.studio.layouts.panels import panel
from videos.studio.layouts.rows import Row, badge_layers, row_layers
from videos.studio.layouts.text import Placed, paragraph_layers, set_text
from videos.studio.motion import slide, sweep
from videos.studio.stage import Layer

_WIDEST = 4
"""More steps than this do not fit side by side."""


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the steps side by side in wide frames, one under the other in others."""
    points = brief.scene.points
    rows = [
        Row(text=text, when=when, number=number)
        for number, (text, when) in enumerate(
            zip(points, cues(brief, points), strict=True), start=1
        )
    ]
    across = brief.frame.is_wide and len(rows) <= _WIDEST
    content = brief.frame.content
    if not brief.scene.headline:
        return tuple(_columns(brief, rows, content) if across
                     else row_layers(brief, rows, content, largest=50))  # fmt: skip
    gap = 50 * brief.unit
    column = Column(
        area=content.top_part(0.38, gap), largest=92, lines=2 if across else 3, anchor=0.4,
        align=0 if brief.theme.centred else -1,
    )  # fmt: skip
    below = content.bottom_part(0.62, gap)
    drawn = _columns(brief, rows, below) if across else row_layers(brief, rows, below, largest=44)
    return (*build(brief, column).layers, *drawn)


def _columns(brief: Brief, rows: Sequence[Row], area: Rect) -> list[Layer]:
    gap = 34 * brief.unit
    width = (area.width - gap * (len(rows) - 1)) / len(rows)
    height = min(area.height, 380 * brief.unit)
    top = area.y + (area.height - height) / 2
    rects = [Rect(area.x + (width + gap) * n, top, width, height) for n in range(len(rows))]
    if brief.rtl:
        rects.reverse()
    size = min(
        set_text(brief, row.text, brief.voice(brief.theme.strong), area=_room(brief, rect),
                 size=46, lines=4).size
        for row, rect in zip(rows, rects, strict=True)
    )  # fmt: skip
    layers: list[Layer] = []
    for row, rect in zip(rows, rects, strict=True):
        layers += _step(brief, row, rect, size / brief.unit)
    return _ties(brief, rows, rects) + layers


def _side(brief: Brief) -> float:
    return 92 * brief.unit


def _room(brief: Brief, rect: Rect) -> Rect:
    pad = 30 * brief.unit
    top = _side(brief) + 2 * pad
    return Rect(rect.x + pad, rect.y + top, rect.width - 2 * pad, rect.height - top - pad)


def _step(brief: Brief, row: Row, rect: Rect, size: float) -> list[Layer]:
    arriving = slide(row.when, 0, 70 * brief.unit)
    room, side, pad = _room(brief, rect), _side(brief), 30 * brief.unit
    block = set_text(
        brief, row.text, brief.voice(brief.theme.strong), area=room, size=size, lines=4
    )
    placed = Placed(
        name=f"step {row.number}", block=block, x=room.right if brief.rtl else room.x, y=room.y,
        align=1 if brief.rtl else -1,
    )  # fmt: skip
    x = rect.right - pad - side / 2 if brief.rtl else rect.x + pad + side / 2
    return [
        panel(brief, rect, arriving),
        *badge_layers(brief, row, (x, rect.y + pad + side / 2), side),
        *paragraph_layers(placed, Ink(colour=brief.palette.ink), arriving),
    ]


def _ties(brief: Brief, rows: Sequence[Row], rects: Sequence[Rect]) -> list[Layer]:
    """Return the lines between neighbouring panels, drawn as the next one arrives."""
    thick = max(2, round(5 * brief.unit))
    ties = []
    for row, first, second in zip(rows[1:], rects, rects[1:], strict=False):
        left, right = sorted((first, second), key=lambda rect: rect.x)
        line = Box(
            width=right.x - left.right, height=thick, colour=brief.palette.accent, sweep=True
        )
        y = first.y + 30 * brief.unit + _side(brief) / 2
        ties.append(
            Layer(art=line, x=round(left.right), y=round(y), motion=sweep(row.when - 0.2, 0.4))
        )
    return ties
