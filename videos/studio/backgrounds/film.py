"""A clip behind a scene: cut to its length, or joined to its own beginning by a soft change."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from av.video.reformatter import Interpolation

from videos.studio.backgrounds import lens, subject
from videos.studio.backgrounds.camera import DRIFT, Camera, Move, Window
from videos.studio.backgrounds.reel import Reel
from videos.studio.compositor import coverage
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32
from videos.studio.geometry import Frame
from videos.studio.lifeline import give_back
from videos.studio.planes import plane_of

_LEAD = 0.3
"""Seconds of the clip that run before the scene's own time, while it comes in."""
_CHANGE = 0.8
"""Seconds in which the end of a clip gives way to its beginning."""
_SAMPLES = 6
_MUCH_LARGER = 1.5
"""A clip so many times larger than the frame is reduced first: bilinear would skip pixels."""
_OPAQUE = 256


@dataclass(frozen=True, slots=True)
class Turn:
    """What is seen of a clip: a frame, and how much (0..256) of another lies over it."""

    number: int
    other: int = 0
    weight: int = 0


class Film:
    """Shows a clip of any length; `cells` is a coarse view of what may be seen of it."""

    def __init__(
        self, path: Path, frame: Frame, seconds: float, blur: float = 0.0, move: Move = DRIFT
    ) -> None:
        """`blur` is a radius in pixels; 0 shows the clip as sharp as it is."""
        most = min(frame.width, frame.height)
        most = round(most / (1 + blur / 2)) if blur else round(most * _MUCH_LARGER)
        self._path, self._most = path, most
        self._reel = self._over = Reel(path, most)
        size = self._reel.size
        views = [_small(self._reel, number) for number in self._samples(seconds)]
        ratio = frame.width / frame.height
        self._area = Window(*subject.crop(np.mean(views, axis=0), size, ratio))
        self.cells: F32 = np.stack([_part(view, self._area, size) for view in views])
        self._camera = Camera(move=move, seconds=seconds)
        self._spare: Canvas | None = None
        give_back()

    def paint(self, canvas: Canvas, now: float) -> None:
        """Cover the canvas."""
        turn = turn_at(now + _LEAD, self._reel.count, self._reel.rate)
        window = self._camera.window(now, self._area)
        _lay(canvas, self._reel, turn.number, window)
        if not turn.weight:
            return
        if self._over is self._reel:
            # Two places in a clip are played at once: each needs its own decoder.
            self._over = Reel(self._path, self._most)
            self._spare = Canvas.blank(canvas.width, canvas.height)
        spare = self._spare or canvas
        _lay(spare, self._over, turn.other, window)
        for a, b in zip(canvas.planes, spare.planes, strict=True):
            coverage.fade(a, b, turn.weight)

    def _samples(self, seconds: float) -> list[int]:
        """Return frames that tell what will be seen."""
        last = min(self._reel.count - 1, round((seconds + 2 * _LEAD) * self._reel.rate))
        return sorted({round(last * share / (_SAMPLES - 1)) for share in range(_SAMPLES)})


def turn_at(second: float, count: int, rate: float) -> Turn:
    """Return what is seen at a second of playing a clip of `count` frames for ever.

    Each round begins while the one before it ends: the first frames come in over the last ones.
    """
    change = min(round(_CHANGE * rate), count // 3)
    around = max(1, count - change)
    place = max(0, int(second * rate))
    rounds, number = divmod(place, around)
    if rounds == 0 or number >= change:
        return Turn(number)
    weight = round(_OPAQUE * (1 - (number + 1) / (change + 1)))
    return Turn(number, around + number, weight)


def _lay(canvas: Canvas, reel: Reel, number: int, window: Window) -> None:
    frame = reel.frame(number)
    half = Window(window.x / 2, window.y / 2, window.width / 2, window.height / 2)
    for index, plane in enumerate(canvas.planes):
        lens.show(plane, plane_of(frame, index), half if index else window)


def _small(reel: Reel, number: int) -> F32:
    """Return a frame as a coarse field, as `subject.cells` does, without a large picture of it."""
    columns, rows = subject.grid(reel.size)
    small = reel.frame(number).reformat(columns, rows, "rgb24", interpolation=Interpolation.AREA)
    return small.to_ndarray().astype(np.float32)


def _part(view: F32, area: Window, size: tuple[int, int]) -> F32:
    """Return the cells that lie in an area of a picture."""
    rows, columns = view.shape[:2]
    x, y = area.x / size[0] * columns, area.y / size[1] * rows
    right, bottom = x + area.width / size[0] * columns, y + area.height / size[1] * rows
    return view[int(y) : max(int(y) + 1, round(bottom)), int(x) : max(int(x) + 1, round(right))]
