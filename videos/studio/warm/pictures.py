"""Drawing the small video in every style and through every kind of plane."""

from itertools import cycle, product
from pathlib import Path

import numpy as np

from videos.spec import Aspect, CaptionStyle
from videos.studio.backgrounds import lens
from videos.studio.backgrounds.camera import Window
from videos.studio.compositor.conversion import U8
from videos.studio.encoder import SegmentWriter
from videos.studio.frames import Painter
from videos.studio.themes import THEMES
from videos.studio.timeline import Timeline
from videos.studio.warm import scenes

_EVERY = 3
"""Frames from one that is drawn to the next: each motion and each transition is met."""
_ZOOMS = (1.01, 1.9)
"""Enlarged a little, and by so much that the lens works another way."""


def draw(folder: Path) -> None:
    """Draw frames of every style, layout, transition and look of captions.

    An encoder pads the rows of upright pictures but not those of wide ones, and where people read
    from right to left canvases are mirrored: each is another type to a kernel.
    """
    scenes.footage(folder)
    for style, captions in zip(THEMES, cycle(CaptionStyle)):
        _painted(scenes.timeline(style, Aspect.WIDE, captions), folder)
    _painted(scenes.timeline("aurora", Aspect.TALL, CaptionStyle.BOLD), folder)
    _painted(scenes.timeline("aurora", Aspect.TALL, CaptionStyle.PILL, "ar"), folder)
    _looked_through()


def _painted(timeline: Timeline, folder: Path) -> None:
    writer = SegmentWriter(
        folder / "video.mp4", width=timeline.width, height=timeline.height, fps=timeline.fps
    )
    painter = Painter(timeline, folder)
    for number in range(0, timeline.frames, _EVERY):
        painter.paint(number, writer.canvas)
    writer.close()


def _looked_through() -> None:
    """Lay pictures as decoders give them, padded or not, on canvases of both kinds."""
    for out, picture, zoom in product(_planes(), _planes(), _ZOOMS):
        height, width = picture.shape
        lens.show(out, picture, Window(0, 0, width / zoom, height / zoom))


def _planes() -> tuple[U8, U8]:
    return np.zeros((360, 640), np.uint8), np.zeros((360, 704), np.uint8)[:, :640]
