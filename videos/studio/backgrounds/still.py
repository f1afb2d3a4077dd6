"""An image behind a scene: cut to the frame's shape, held as planes, seen by a slow camera."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image, ImageFilter

from videos.studio.art import RGB
from videos.studio.backgrounds import lens, subject
from videos.studio.backgrounds.camera import SPARE, Camera, Window
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32, U8
from videos.studio.geometry import Frame
from videos.studio.lifeline import give_back
from videos.studio.planes import plane_of


class Still:
    """Shows an image of any size; `cells` is a coarse view of what may be seen of it."""

    def __init__(
        self, path: Path, frame: Frame, camera: Camera, *, ground: RGB, blur: float = 0.0
    ) -> None:
        """`ground` is the colour behind what the image lets through, `blur` a radius in pixels."""
        picture = _cut(path, frame, ground)
        if blur:
            picture = picture.filter(ImageFilter.GaussianBlur(blur))
        self.cells: F32 = subject.cells(picture)
        self._planes = _planes(picture)
        self._camera = replace(camera, focus=subject.focus(self.cells))
        self._area = Window(0, 0, *picture.size)
        give_back()

    def paint(self, canvas: Canvas, now: float) -> None:
        """Cover the canvas."""
        seen = self._camera.window(now, self._area)
        half = Window(seen.x / 2, seen.y / 2, seen.width / 2, seen.height / 2)
        for number, plane in enumerate(canvas.planes):
            lens.show(plane, self._planes[number], half if number else seen)


def _cut(path: Path, frame: Frame, ground: RGB) -> Image.Image:
    """Return the best part of an image, a little larger than the frame."""
    size = tuple(round(side * SPARE / 2) * 2 for side in (frame.width, frame.height))
    with Image.open(path) as picture:
        whole = picture if picture.mode == "RGB" else _flat(picture, ground)
        cells = subject.cells(whole)
        x, y, width, height = subject.crop(cells, whole.size, frame.width / frame.height)
        box = (x, y, x + width, y + height)
        return whole.resize((size[0], size[1]), Image.Resampling.BICUBIC, box)


def _flat(picture: Image.Image, ground: RGB) -> Image.Image:
    """Return a picture on a ground of one colour."""
    above = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", above.size, (*ground, 255)), above).convert(
        "RGB"
    )


def _planes(picture: Image.Image) -> tuple[U8, U8, U8]:
    frame = av.VideoFrame.from_ndarray(np.asarray(picture), "rgb24").reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    return plane_of(frame, 0).copy(), plane_of(frame, 1).copy(), plane_of(frame, 2).copy()
