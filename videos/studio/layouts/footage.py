"""FOOTAGE: words low on an image or a clip, as on a film poster."""

from videos.studio.geometry import Rect, around
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.panels import paper
from videos.studio.motion import slide
from videos.studio.stage import Layer

_SHARE = 0.66
_PAD = 44
"""Pixels of a 1080-line picture between a card's edge and its words."""


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the headline at the bottom of the picture: over its veil, or on a card of paper."""
    content = brief.frame.content
    area = brief.flipped(content.left_part(_SHARE)) if brief.frame.is_wide else content
    if not brief.on_paper:
        return build(brief, Column(area=area, largest=112, lines=3, anchor=1.0)).layers
    pad = _PAD * brief.unit
    built = build(brief, Column(area=area.inset(pad, pad), largest=96, lines=3, anchor=1.0))
    boxes = [layer.box for layer in built.layers if layer.box]
    return (_card(brief, boxes, pad), *built.layers) if boxes else built.layers


def _card(brief: Brief, boxes: list[Rect], pad: float) -> Layer:
    words = around(boxes)
    rect = words.inset(-pad, -0.8 * pad)
    return paper(brief, rect, slide(0.0, 0, 40 * brief.unit, 0.6))
