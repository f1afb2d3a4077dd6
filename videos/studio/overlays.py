"""What lies over every scene: the brand, small, and how much of the video has passed."""

from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink
from videos.studio.compositor.canvas import Canvas, Pose
from videos.studio.compositor.sprite import Sprite
from videos.studio.geometry import Rect, around
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.logos import badge_for, is_wordmark
from videos.studio.layouts.marks import mark_layers, mark_width
from videos.studio.layouts.panels import paper
from videos.studio.layouts.text import Placed, paragraph_layers, set_text
from videos.studio.motion import fade
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette

_MARK, _LOGO = 44, 56
_BAR = 6


def brand_layers(brief: Brief) -> list[Layer]:
    """Return the brand's mark and name at the top, in the colours of the scene.

    A logo that is as wide as a word stands alone.
    """
    unit, safe = brief.unit, brief.frame.safe
    size = (_LOGO if brief.logo else _MARK) * unit
    width, gap = mark_width(brief, size), 16 * unit
    still = fade(-1.0, 0.1)
    middle = (
        safe.right - width / 2 if brief.rtl else safe.x + width / 2,
        safe.y + _MARK * unit / 2,
    )
    layers = mark_layers(brief, middle, size, still)
    taken = Rect(middle[0] - width / 2, middle[1] - size / 2, width, size)
    alone = brief.logo is not None and is_wordmark(brief.logo)
    if not alone:
        placed = _name(brief, taken, gap)
        layers += paragraph_layers(placed, Ink(colour=brief.palette.ink), still)
        taken = around([taken, placed.box])
    badged = brief.logo is not None and badge_for(brief.logo, brief.palette.base) is not None
    if brief.on_paper and not (alone and badged):
        layers.insert(0, paper(brief, taken.inset(-gap, -gap * 0.6), still))
    return [_staying(layer) for layer in layers]


def _name(brief: Brief, mark: Rect, gap: float) -> Placed:
    room = Rect(mark.x, mark.y, brief.frame.safe.width * 0.6, mark.height)
    block = set_text(brief, brief.brand, brief.voice(brief.theme.strong), area=room, size=30)
    return Placed(
        name="brand", block=block, x=mark.x - gap if brief.rtl else mark.right + gap,
        y=mark.centre[1] - block.height / 2, align=1 if brief.rtl else -1,
    )  # fmt: skip


def _staying(layer: Layer) -> Layer:
    return Layer(
        art=layer.art, x=layer.x, y=layer.y, motion=layer.motion, block=layer.block,
        box=layer.box, leaves=False,
    )  # fmt: skip


class ProgressBar:
    """A thin bar along the bottom edge."""

    def __init__(self, width: int, height: int, unit: float) -> None:
        self._size = (width, max(4, round(_BAR * unit / 2) * 2))
        self._top = height - self._size[1]
        self._sprites: dict[Palette, Sprite] = {}

    def paint(self, canvas: Canvas, palette: Palette, passed: float) -> None:
        """Draw the share of the video that has passed, 0..1."""
        if palette not in self._sprites:
            box = Box(
                width=self._size[0], height=self._size[1], colour=palette.accent,
                second=palette.second, slant=0.0,
            )  # fmt: skip
            self._sprites = {palette: box.draw()}
        edge = round(self._size[0] * passed / 2) * 2
        clip = (0, self._top, edge, canvas.height)
        canvas.draw(self._sprites[palette], Pose(x=0, y=self._top, opacity=0.95, clip=clip))
