"""Small text on charts."""

from videos.studio.art.lettering import Ink
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.text import Placed, label_height, paragraph_layers, set_text
from videos.studio.motion import fade
from videos.studio.stage import Layer

SIZE = 34
"""The largest, in pixels of a 1080-line picture."""


def height(brief: Brief, text: str) -> float:
    """Return the height of a label in pixels."""
    return label_height(brief, SIZE, text)


def label(
    brief: Brief, text: str, room: Rect, when: float, *, lit: bool = False, align: int = 0
) -> list[Layer]:
    """Return a text of one line in a region; `align` is -1 left, 0 middle, 1 right."""
    if not text.strip():
        return []
    block = set_text(brief, text, brief.voice(brief.theme.strong), area=room, size=SIZE)
    placed = Placed(
        name=f"label {text}", block=block, x=room.x + room.width * (align + 1) / 2,
        y=room.y + (room.height - block.height) / 2, align=align,
    )  # fmt: skip
    colour = brief.palette.ink if lit else brief.palette.muted
    return paragraph_layers(placed, Ink(colour=colour), fade(when, 0.4))
