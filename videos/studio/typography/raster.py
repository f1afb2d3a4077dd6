"""Drawing shaped glyphs: an alpha mask for the letters, and a colour layer for the emoji."""

import ctypes
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import freetype
import numpy as np
import numpy.typing as npt
import resvg_py
from PIL import Image

from videos.studio.typography.fonts import Face
from videos.studio.typography.shaping import Glyph

U8 = npt.NDArray[np.uint8]
F32 = npt.NDArray[np.float32]

_SUBPIXELS = 8
_FLAGS = freetype.FT_LOAD_NO_HINTING | freetype.FT_LOAD_NO_BITMAP
_UPRIGHT = freetype.Matrix(0x10000, 0, 0, 0x10000)
_EMOJI_SIZE = 1.08
_EMOJI_RISE = 0.88
"""Ems from the baseline to the top of an emoji."""


@lru_cache(maxsize=768)
def _bitmap(face: Face, index: int, size: int, shift: int, outline: int) -> tuple[U8, int, int]:
    """Return a glyph's coverage, and the offset of its corner from the pen (x right, y up).

    `size` and `outline` (0: filled) are in 1/64 pixel, `shift` in 1/8 pixel to the right.
    """
    drawn = face.ft_face
    drawn.set_char_size(size)
    drawn.set_transform(_UPRIGHT, freetype.Vector(shift * 64 // _SUBPIXELS, 0))
    drawn.load_glyph(index, _FLAGS)
    glyph = drawn.glyph.get_glyph()
    if outline:
        stroker = freetype.Stroker()
        stroker.set(
            outline, freetype.FT_STROKER_LINECAP_ROUND, freetype.FT_STROKER_LINEJOIN_ROUND, 0
        )
        glyph.stroke(stroker, True)  # noqa: FBT003 - the library's own "destroy" position
    picture = glyph.to_bitmap(freetype.FT_RENDER_MODE_NORMAL, freetype.Vector(0, 0), True)  # noqa: FBT003
    bitmap = picture.bitmap
    # `bitmap.buffer` makes a list of numbers first, which takes longer than drawing the glyph.
    data = ctypes.string_at(bitmap._FT_Bitmap.buffer, bitmap.rows * bitmap.pitch)
    rows = np.frombuffer(data, np.uint8).reshape(bitmap.rows, bitmap.pitch)
    return rows[:, : bitmap.width], picture.left, picture.top


@lru_cache(maxsize=64)
def picture(path: Path, size: int) -> U8:
    """Return an SVG drawing as straight RGBA, `size` pixels square."""
    png = bytes(resvg_py.svg_to_bytes(svg_path=str(path), width=size, height=size))
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


def letters(
    glyphs: Iterable[Glyph],
    size: float,
    canvas: tuple[int, int],
    pen: tuple[float, float],
    outline: float = 0,
) -> F32:
    """Return the coverage (0..1) of all letters on a (height, width) canvas.

    `pen` is the pixel where the line's origin lies, `outline` a stroke's half width in pixels.
    """
    mask = np.zeros(canvas, np.float32)
    for glyph in glyphs:
        if glyph.face is None:
            continue
        x = pen[0] + glyph.x * size
        left = int(np.floor(x))
        shift = int((x - left) * _SUBPIXELS)
        bitmap, bx, by = _bitmap(
            glyph.face, glyph.index, round(size * 64), shift, round(outline * 64)
        )
        _lay(mask, bitmap, left + bx, round(pen[1] - glyph.y * size) - by)
    return mask


def _lay(mask: F32, bitmap: U8, x: int, y: int) -> None:
    height, width = bitmap.shape
    top, left = max(0, y), max(0, x)
    bottom, right = min(mask.shape[0], y + height), min(mask.shape[1], x + width)
    if top >= bottom or left >= right:
        return
    part = bitmap[top - y : bottom - y, left - x : right - x].astype(np.float32) / 255
    area = mask[top:bottom, left:right]
    # Overlapping strokes of joined scripts must not show as seams.
    np.maximum(area, part, out=area)


def pictures(
    glyphs: Iterable[Glyph], size: float, canvas: tuple[int, int], pen: tuple[float, float]
) -> Image.Image | None:
    """Return a layer with the line's emoji on it, or None when it has none."""
    found = [glyph for glyph in glyphs if glyph.picture is not None]
    if not found:
        return None
    layer = Image.new("RGBA", (canvas[1], canvas[0]))
    side = max(2, round(size * _EMOJI_SIZE))
    for glyph in found:
        if glyph.picture is not None:
            drawing = Image.fromarray(picture(glyph.picture, side), "RGBA")
            x = round(pen[0] + (glyph.x + (glyph.advance - _EMOJI_SIZE) / 2) * size)
            layer.alpha_composite(drawing, (max(0, x), max(0, round(pen[1] - size * _EMOJI_RISE))))
    return layer
