"""Filling a canvas from a small field of colour, with noise against banding and for paper."""

import numpy as np
import numpy.typing as npt

from videos.studio.compositor import coverage
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32, U8, U16

CELL, FULL = 20, 1080
"""Pixels per cell of the field in a picture with so many on its shorter side: previews get as many
cells, or beams would be seen to step."""
PERIOD = 256
"""Rows after which noise repeats at the latest."""
Wide = tuple[U16, U16, U16]
"""Y, U and V of a field in 8.8 fixed point: as wide as the canvas, as few rows as the field."""


class Surface:
    """Knows the canvas size; `fill` covers a whole canvas."""

    def __init__(self, width: int, height: int, grain: float = 1.0) -> None:
        """`grain` is the noise's strength in steps of 8-bit luma; 1 is invisible dither."""
        self._width = width
        cell = CELL * min(width, height) / FULL
        self.columns, self.rows = max(16, int(width / cell)), max(16, int(height / cell))
        rng = np.random.default_rng(7)
        rows = PERIOD if grain > 1 else 64
        luma = rng.random((rows, width), np.float32)
        # Paper varies about its colour; dither must only ever round up.
        fine = _fixed(luma if grain <= 1 else (luma - 0.5) * grain + 0.5)
        chroma = _fixed(rng.random((64, width // 2), np.float32))
        self._noises = (fine, chroma, chroma)

    def lit(self, field: F32) -> Wide:
        """Return an (rows, columns, 3) field of RGB 0..255 as `fill` and `veil` take it."""
        red, green, blue = field[..., 0], field[..., 1], field[..., 2]
        luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        return (
            _wide(16 + (219 / 255) * luma, self._width),
            _wide(128 + (224 / 255 / 1.8556) * (blue - luma), self._width // 2),
            _wide(128 + (224 / 255 / 1.5748) * (red - luma), self._width // 2),
        )

    def fill(self, canvas: Canvas, light: Wide) -> None:
        """Cover the canvas."""
        for plane, wide, noise in zip(canvas.planes, light, self._noises, strict=True):
            coverage.enlarge(plane, wide, noise)

    def veil(self, canvas: Canvas, light: Wide, cover: tuple[U8, U8]) -> None:
        """Lay light over the canvas; `cover` (0..255) is its density on luma and chroma."""
        covers = (cover[0], cover[1], cover[1])
        for plane, wide, part, noise in zip(
            canvas.planes, light, covers, self._noises, strict=True
        ):
            coverage.veil(plane, wide, part, noise)


def between(one: Wide, two: Wide, share: float) -> Wide:
    """Return light that is on its way from one to another, 0..1."""
    y, u, v = (coverage.between(a, b, round(share * 256)) for a, b in zip(one, two, strict=True))
    return y, u, v


def _wide(part: npt.NDArray[np.floating], width: int) -> U16:
    return coverage.widen(np.ascontiguousarray(part, np.float32), width)


def _fixed(noise: F32) -> U16:
    """Return noise in 8.8 fixed point, rounded down so that 1 is never reached.

    What is below zero wraps around, as the sums that it takes part in do.
    """
    return np.floor(noise * 256).astype(np.int16).view(np.uint16)
