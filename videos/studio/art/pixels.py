"""Arrays of colour that the drawings share: gradients, layers, premultiplication."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from videos.studio.art import RGB
from videos.studio.compositor.jit import kernel

U8 = npt.NDArray[np.uint8]
F32 = npt.NDArray[np.float32]

_SMALLEST_RADIUS = 3.0
"""Pixels of blur that a reduced picture must be left with, or its cells would show."""


def ink(field: F32, colour: RGB, cover: F32) -> None:
    """Lay one colour under a coverage of 0..1 over a premultiplied layer, in place."""
    red, green, blue = colour
    _ink(field, np.array((red, green, blue, 255), np.float32), cover)


@kernel
def _ink(field: F32, colour: F32, cover: F32) -> None:
    height, width = cover.shape
    for y in range(height):
        for x in range(width):
            alpha = cover[y, x]
            if alpha > 0:
                for c in range(4):
                    below = field[y, x, c]
                    field[y, x, c] = below + (colour[c] - below) * alpha


@kernel
def over(below: F32, above: F32) -> F32:
    """Lay one premultiplied layer over another."""
    height, width = below.shape[:2]
    out = np.empty((height, width, 4), np.float32)
    for y in range(height):
        for x in range(width):
            stay = np.float32(1) - above[y, x, 3] * np.float32(1 / 255)
            for c in range(4):
                out[y, x, c] = above[y, x, c] + below[y, x, c] * stay
    return out


@kernel
def finish(field: F32) -> U8:
    """Round a premultiplied layer to bytes, never brighter than its alpha."""
    height, width = field.shape[:2]
    out = np.empty((height, width, 4), np.uint8)
    for y in range(height):
        for x in range(width):
            top = min(field[y, x, 3] + np.float32(0.5), np.float32(255))
            if top < 1:
                out[y, x] = 0
                continue
            for c in range(4):
                value = min(max(field[y, x, c] + np.float32(0.5), np.float32(0)), top)
                out[y, x, c] = np.uint8(value)
    return out


def blurred(mask: F32, radius: float) -> F32:
    """Return a coverage blurred by a Gaussian of `radius` pixels.

    Wide blurs are made on a reduced picture: they hold no detail that it could lose.
    """
    picture = Image.fromarray((mask * 255).astype(np.uint8), "L")
    step = max(1, min(8, int(radius / _SMALLEST_RADIUS)))
    soft = picture.reduce(step).filter(ImageFilter.GaussianBlur(radius / step))
    if step > 1:
        soft = soft.resize(picture.size, Image.Resampling.BILINEAR, _reduced(picture.size, step))
    return np.asarray(soft, np.float32) / np.float32(255)


def _reduced(size: tuple[int, int], step: int) -> tuple[float, float, float, float]:
    """Return what a picture covers of its reduction, whose last cells may reach beyond it."""
    return 0, 0, size[0] / step, size[1] / step


def trimmed(mask: F32, reach: int) -> tuple[F32, tuple[int, int]]:
    """Return a coverage without its empty rows beyond `reach` pixels, and its new (x, y) corner.

    Columns stay: colours run across the whole width.
    """
    rows = np.flatnonzero(mask.any(axis=1))
    if not len(rows):
        return mask[:1], (0, 0)
    top, bottom = max(0, int(rows[0]) - reach), int(rows[-1]) + reach + 1
    return np.ascontiguousarray(mask[top:bottom]), (0, top)


def premultiplied(picture: Image.Image) -> U8:
    """Return a straight RGBA picture as premultiplied bytes."""
    return _premultiplied(np.asarray(picture.convert("RGBA")))


@kernel
def _premultiplied(straight: U8) -> U8:
    height, width = straight.shape[:2]
    out = np.empty((height, width, 4), np.uint8)
    for y in range(height):
        for x in range(width):
            alpha = np.uint32(straight[y, x, 3])
            for c in range(3):
                out[y, x, c] = np.uint8((np.uint32(straight[y, x, c]) * alpha + 127) // 255)
            out[y, x, 3] = np.uint8(alpha)
    return out


def stencil(colour: RGB, cover: F32) -> U8:
    """Return premultiplied bytes of one colour under a coverage of 0..1."""
    return _stencil(np.array(colour, np.float32), cover)


@kernel
def _stencil(colour: F32, cover: F32) -> U8:
    height, width = cover.shape
    out = np.empty((height, width, 4), np.uint8)
    for y in range(height):
        for x in range(width):
            alpha = cover[y, x]
            for c in range(3):
                out[y, x, c] = np.uint8(colour[c] * alpha + np.float32(0.5))
            out[y, x, 3] = np.uint8(np.float32(255) * alpha + np.float32(0.5))
    return out
