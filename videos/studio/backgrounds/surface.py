"""Filling a canvas from a small field of colour, with noise against banding and for paper."""

from collections.abc import Iterator

import numpy as np

from videos.studio.compositor import coverage
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32, U8, U16

CELL = 20
"""Pixels of a full-size picture per cell of the field."""


class Surface:
    """Knows the canvas size; `fill` covers a whole canvas."""

    def __init__(self, width: int, height: int, grain: float = 1.0) -> None:
        """`grain` is the noise's strength in steps of 8-bit luma; 1 is invisible dither."""
        self.columns, self.rows = max(16, width // CELL), max(16, height // CELL)
        rng = np.random.default_rng(7)
        rows = 256 if grain > 1 else 64
        luma = rng.random((rows, width), np.float32)
        # Paper varies about its colour; dither must only ever round up.
        self._luma = _fixed(luma if grain <= 1 else (luma - 0.5) * grain + 0.5)
        self._chroma = _fixed(rng.random((64, width // 2), np.float32))

    def fill(self, canvas: Canvas, field: F32) -> None:
        """Cover the canvas with an (rows, columns, 3) field of RGB 0..255."""
        for plane, wide, noise in self._lit(canvas, field):
            coverage.enlarge(plane, wide, noise)

    def veil(self, canvas: Canvas, field: F32, cover: tuple[U8, U8]) -> None:
        """Lay a field over the canvas; `cover` (0..255) is its density on luma and chroma."""
        covers = (cover[0], cover[1], cover[1])
        for (plane, wide, noise), part in zip(self._lit(canvas, field), covers, strict=True):
            coverage.veil(plane, wide, part, noise)

    def _lit(self, canvas: Canvas, field: F32) -> Iterator[tuple[U8, U16, U16]]:
        """Yield each plane with its part of the field, as wide as the plane, and its noise."""
        red, green, blue = field[..., 0], field[..., 1], field[..., 2]
        luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        planes = (
            16 + (219 / 255) * luma,
            128 + (224 / 255 / 1.8556) * (blue - luma),
            128 + (224 / 255 / 1.5748) * (red - luma),
        )
        noises = (self._luma, self._chroma, self._chroma)
        for plane, part, noise in zip(canvas.planes, planes, noises, strict=True):
            small = np.ascontiguousarray(part, np.float32)
            yield plane, coverage.widen(small, plane.shape[1]), noise


def _fixed(noise: F32) -> U16:
    """Return noise in 8.8 fixed point, rounded down so that 1 is never reached.

    What is below zero wraps around, as the sums that it takes part in do.
    """
    return np.floor(noise * 256).astype(np.int16).view(np.uint16)
