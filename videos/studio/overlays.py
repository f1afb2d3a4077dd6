"""What lies over every scene: the brand, small, and how much of the video has passed."""

from videos.studio.art import pixels
from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink
from videos.studio.compositor.canvas import Canvas, Pose
from videos.studio.compositor.sprite import Sprite
from videos.studio.geometry import Frame, Rect, around
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
_BAR_GAP, _FINE = 5, 40
"""Pixels of a 1080-line picture between two pieces; shorter pieces stand without a gap."""


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
    """A thin bar along the bottom edge: a piece for each scene, filled as the scene passes.

    Pieces are equally long, so that how a scene's own piece fills depends on no other scene.
    """

    def __init__(self, frame: Frame, scenes: int, *, rtl: bool) -> None:
        self._width, self._rtl, self._scenes = frame.width, rtl, scenes
        self._height = max(4, round(_BAR * frame.unit / 2) * 2)
        self._gap = _BAR_GAP * frame.unit if frame.width / scenes > _FINE * frame.unit else 0.0
        self._drawn: tuple[Palette, Sprite] | None = None

    def paint(self, canvas: Canvas, palette: Palette, passed: float) -> None:
        """Draw how many scenes have passed, the running one in part."""
        if self._drawn is None or self._drawn[0] != palette:
            self._drawn = (palette, self._sprite(palette))
        edge = round(self._width * passed / self._scenes / 2) * 2
        left, right = (self._width - edge, self._width) if self._rtl else (0, edge)
        top = canvas.height - self._height
        pose = Pose(x=0, y=top, opacity=0.95, clip=(left, top, right, canvas.height))
        canvas.draw(self._drawn[1], pose)

    def _sprite(self, palette: Palette) -> Sprite:
        bar = Box(
            width=self._width, height=self._height, colour=palette.accent,
            second=palette.second, slant=0.0,
        ).layer()  # fmt: skip
        for number in range(1, self._scenes):
            middle = self._width * number / self._scenes
            bar[:, round(middle - self._gap / 2) : round(middle + self._gap / 2)] = 0
        return Sprite(pixels.finish(bar))
