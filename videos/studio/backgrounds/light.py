"""Backdrops of light: wandering glows, curtains, beams, and plain paper."""

import math

import numpy as np

from videos.studio.backgrounds import fields
from videos.studio.backgrounds.surface import PERIOD, Surface, Wide, between
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32
from videos.studio.geometry import Frame
from videos.studio.themes.base import Palette

HORIZON = 0.58
"""How far down a floor begins, in heights of the picture."""


class Glow:
    """Round lights that wander over the base colour; strength 0 leaves the base alone."""

    stride = 0.2
    """Seconds between fields that are computed. Lights wander so slowly that a straight line from
    one to the next is off by less than a step of colour."""

    def __init__(
        self, frame: Frame, palette: Palette, seed: int, *, strength: float, grain: float = 1.0
    ) -> None:
        """`seed` places the lights; `grain` is the surface's noise in steps of 8-bit luma."""
        self._surface = Surface(frame.width, frame.height, grain)
        short = min(frame.width, frame.height)
        self.span = (frame.width / short, frame.height / short)
        self.palette = palette
        self._seed = seed
        self._strength = strength
        self._plain: Canvas | None = None
        """The ground where there are no lights, which is the same in every frame: as many rows of
        it as differ, which stay close at hand."""
        self._lit: dict[int, Wide] = {}
        """The two computed lights that this second lies between, by number."""
        self.field: F32 = np.empty((self._surface.rows, self._surface.columns, 3), np.float32)

    def paint(self, canvas: Canvas, now: float) -> None:
        """Cover the canvas."""
        if self._strength > 0:
            self._surface.fill(canvas, self.lit(now))
            return
        if self._plain is None:
            self._plain = Canvas.blank(canvas.width, PERIOD)
            self._surface.fill(self._plain, self.lit(0))
        canvas.tile(self._plain)

    def lit(self, now: float) -> Wide:
        """Return the light of this second."""
        before = math.floor(now / self.stride)
        kept = self._lit
        self._lit = {n: kept[n] if n in kept else self._computed(n) for n in (before, before + 1)}
        return between(self._lit[before], self._lit[before + 1], now / self.stride - before)

    def _computed(self, number: int) -> Wide:
        self.shade(number * self.stride)
        return self._surface.lit(self.field)

    def shade(self, now: float) -> None:
        """Compute the field of this second."""
        spots = np.array(self._spots(now), np.float32)
        fields.lights(self.field, self.span, np.array(self.palette.base, np.float32), spots)

    def _spots(self, now: float) -> list[tuple[float, ...]]:
        return [self._spot(k, now) for k in range(len(self.palette.field))]

    def _spot(self, index: int, now: float) -> tuple[float, ...]:
        phase = index * 2.1 + self._seed * 1.3
        x = self.span[0] * (0.5 + 0.48 * math.sin(now * 0.34 + phase))
        y = self.span[1] * (0.5 + 0.46 * math.cos(now * 0.29 + phase * 0.8))
        radius = 0.52 + 0.1 * math.sin(now * 0.4 + index)
        return (x, y, radius, self._strength, *self.palette.field[index])


class Horizon(Glow):
    """A light that glimmers low in the middle, besides those that wander."""

    def _spots(self, now: float) -> list[tuple[float, ...]]:
        place = (self.span[0] * 0.5, self.span[1] * HORIZON, self.span[0] * 0.18)
        strength = 0.3 + 0.04 * math.sin(now * 1.26)
        return [*super()._spots(now), (*place, strength, *self.palette.field[0])]


class Ribbons(Glow):
    """Curtains of northern light over the glows."""

    def shade(self, now: float) -> None:
        """Compute the field of this second."""
        super().shade(now)
        veils = [
            (0.16 + 0.13 * k, 0.3 + 0.06 * k, 0.22 + 0.05 * k, 1.9 * k, *colour)
            for k, colour in enumerate((self.palette.field[1], self.palette.field[0]))
        ]
        fields.ribbons(self.field, self.span, now, np.array(veils, np.float32))


class Beams(Glow):
    """Spotlights that sweep from above."""

    stride = 0.1  # their edges are sharper: off by five steps at the worst

    def shade(self, now: float) -> None:
        """Compute the field of this second."""
        super().shade(now)
        rays = [
            (0.75 * math.sin(now * 0.3 + 2.1 * k), 0.16, 0.75, *colour)
            for k, colour in enumerate(self.palette.field)
        ]
        source = (self.span[0] / 2, -0.15)
        fields.beams(self.field, self.span, source, np.array(rays, np.float32))
