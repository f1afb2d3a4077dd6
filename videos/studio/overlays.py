"""What lies over every scene: the brand, small, and how much of the video has passed."""

from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink
from videos.studio.compositor.canvas import Canvas, Pose
from videos.studio.compositor.sprite import Sprite
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.marks import mark_layers
from videos.studio.layouts.text import Placed, paragraph_layers, set_text
from videos.studio.motion import fade
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette

_MARK = 44
_BAR = 6


def brand_layers(brief: Brief) -> list[Layer]:
    """Return the brand's mark and name at the top, in the colours of the scene."""
    unit, safe = brief.unit, brief.frame.safe
    size = _MARK * unit
    x = safe.right - size if brief.rtl else safe.x
    gap = 16 * unit
    room = Rect(x, safe.y, safe.width * 0.6, size)
    voice = brief.voice(brief.theme.strong)
    block = set_text(brief, brief.brand, voice, area=room, size=30)
    placed = Placed(
        name="brand", block=block, x=x - gap if brief.rtl else x + size + gap,
        y=safe.y + (size - block.height) / 2, align=1 if brief.rtl else -1,
    )  # fmt: skip
    still = fade(-1.0, 0.1)
    layers = mark_layers(brief, (x + size / 2, safe.y + size / 2), size, still)
    layers += paragraph_layers(placed, Ink(colour=brief.palette.ink), still)
    return [_staying(layer) for layer in layers]


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
