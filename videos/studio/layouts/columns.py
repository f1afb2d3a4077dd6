"""Stacking a kicker, a headline and what follows in one region, aligned as the theme wants."""

from dataclasses import dataclass

from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.text import (
    Placed,
    headline_layers,
    label_height,
    paragraph_layers,
    set_headline,
    set_text,
)
from videos.studio.motion import pop, slide, sweep
from videos.studio.stage import Layer

_KICKER = 26
_KICKER_GAP = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A region for a headline; `align` is -1 start, 0 middle; `anchor` 0 top, 0.5, 1 bottom."""

    area: Rect
    largest: float = 120
    lines: int = 4
    align: int = -1
    anchor: float = 0.5
    reserve: float = 0.0
    """Pixels kept free under the headline for what follows."""


@dataclass(frozen=True, slots=True)
class Built:
    """A column's layers and where the space under its headline begins."""

    layers: tuple[Layer, ...]
    headline: Placed
    below: float


def edge(brief: Brief, area: Rect, align: int) -> tuple[float, int]:
    """Return the x that lines hang from, and the absolute alignment, for a relative one."""
    if align == 0:
        return area.centre[0], 0
    return (area.right, 1) if brief.rtl else (area.x, -1)


def build(brief: Brief, column: Column) -> Built:
    """Set the scene's kicker and headline in a region."""
    kicker = brief.scene.kicker
    above = (_KICKER_GAP * brief.unit + _kicker_height(brief)) if kicker else 0.0
    room = Rect(
        column.area.x, column.area.y, column.area.width,
        max(column.area.height - above - column.reserve, 30 * brief.unit),
    )  # fmt: skip
    block = set_headline(brief, room, column.largest, column.lines)
    used = above + block.height + column.reserve
    top = column.area.y + max(0.0, column.area.height - used) * column.anchor
    x, align = edge(brief, column.area, column.align)
    headline = Placed(name="headline", block=block, x=x, y=top + above, align=align)
    layers = headline_layers(brief, headline)
    if kicker:
        layers = [*kicker_layers(brief, column.area, top, column.align), *layers]
    return Built(tuple(layers), headline, top + above + block.height)


def _kicker_height(brief: Brief) -> float:
    pad = 18 * brief.unit if brief.theme.kicker == "pill" else 0.0
    return label_height(brief, _KICKER, brief.scene.kicker) + pad


def kicker_layers(brief: Brief, area: Rect, top: float, align: int) -> list[Layer]:
    """Return the short label above a headline, in the theme's manner."""
    unit, palette, style = brief.unit, brief.palette, brief.theme.kicker
    tracking = 0.12 if style in {"rule", "folio", "slash"} else 0.01
    text = brief.scene.kicker.upper() if tracking > 0.1 else brief.scene.kicker  # noqa: PLR2004
    text = f"/// {text}" if style == "slash" else text
    lead = {"rule": 66, "folio": 0, "slash": 0, "pill": 22}[style] * unit
    inner = Rect(area.x, top, area.width - 2 * lead, label_height(brief, _KICKER, text))
    voice = brief.voice(brief.theme.strong, tracking)
    block = set_text(brief, text, voice, area=inner, size=_KICKER)
    x, side = edge(brief, area, align)
    height = _kicker_height(brief)
    whole = block.width + (2 * lead if style == "pill" else lead)
    left = x - whole * (side + 1) / 2
    text_x = left + (0 if style == "rule" and brief.rtl else lead)
    y = top + (height - block.height) / 2
    placed = Placed(name="kicker", block=block, x=text_x, y=y, align=-1)
    ink = Ink(colour=palette.on_accent if style == "pill" else palette.accent)
    if style == "folio":
        ink = Ink(colour=palette.muted)
    direction = 1 if brief.rtl else -1
    words = paragraph_layers(placed, ink, slide(0.05, direction * 24 * unit))
    if style == "rule":
        rule_x = left + whole - 46 * unit if brief.rtl else left
        rule = Box(width=46 * unit, height=max(2, 3 * unit), colour=palette.accent, sweep=True)
        words.append(
            Layer(art=rule, x=round(rule_x), y=round(top + height / 2), motion=sweep(0.05, 0.5))
        )
    elif style == "pill":
        pill = Box(
            width=whole, height=height, radius=height / 2, colour=palette.accent, centred=True
        )
        middle = (left + whole / 2, top + height / 2)
        words = [Layer(art=pill, x=middle[0], y=middle[1], motion=pop(0.02, 0.5)), *words]
    return words
