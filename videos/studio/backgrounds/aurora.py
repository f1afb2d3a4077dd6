"""Aurora's backdrops: drifting light, curtains, soft bokeh, orbits."""

import math

import numpy as np

from videos.studio.backgrounds import fields
from videos.studio.backgrounds.surface import Surface
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32
from videos.studio.geometry import Frame
from videos.studio.themes.base import Palette


class Glow:
    """Round lights that wander over a dark base."""

    def __init__(self, frame: Frame, palette: Palette, seed: int) -> None:
        self._surface = Surface(frame.width, frame.height)
        short = min(frame.width, frame.height)
        self.span = (frame.width / short, frame.height / short)
        self._palette = palette
        self._seed = seed
        self.field: F32 = np.empty((self._surface.rows, self._surface.columns, 3), np.float32)

    def paint(self, canvas: Canvas, now: float) -> None:
        """Cover the canvas."""
        self.shade(now)
        self._surface.fill(canvas, self.field)

    def shade(self, now: float) -> None:
        """Compute the field of this second."""
        spots = np.array([self._spot(k, now) for k in range(len(self._palette.field))], np.float32)
        fields.lights(self.field, self.span, np.array(self._palette.base, np.float32), spots)

    def _spot(self, index: int, now: float) -> tuple[float, ...]:
        phase = index * 2.1 + self._seed * 1.3
        x = self.span[0] * (0.5 + 0.48 * math.sin(now * 0.34 + phase))
        y = self.span[1] * (0.5 + 0.46 * math.cos(now * 0.29 + phase * 0.8))
        radius = 0.52 + 0.1 * math.sin(now * 0.4 + index)
        return (x, y, radius, 0.78, *self._palette.field[index])
