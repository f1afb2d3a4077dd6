"""Kernels that blend a sprite scaled and turned.

Most of a drawing is level: nothing, or one flat colour. A row is therefore laid in leaps, as far
as the drawing is known to be alike, and mixed pixel by pixel only along edges and in shades.
"""

import numpy as np

from videos.studio.compositor.conversion import U8, U16, U32
from videos.studio.compositor.jit import kernel
from videos.studio.compositor.kernels import Clip

Matrix = tuple[float, float, float, float, float, float]
_EMPTY = np.uint32(256)
"""A pixel that leaves the canvas as it is."""


@kernel
def packed(keep: U16, add: U16) -> U32:
    """Return a plane whose pixels hold all that a blit looks up.

    From above: 16 bits of `add`, 7 of how far around it the plane is level, 9 of `keep`.
    """
    height, width = keep.shape
    out = np.empty((height, width), np.uint32)
    for y in range(height):
        for x in range(width):
            out[y, x] = (np.uint32(add[y, x]) << np.uint32(16)) | np.uint32(keep[y, x])
    far = level(out)
    for y in range(height):
        for x in range(width):
            out[y, x] |= np.uint32(min(far[y, x], np.uint8(127))) << np.uint32(9)
    return out


@kernel
def _spread(far: U8, near: U8, done: U8) -> None:
    """Let a row of distances be at most one more than its neighbours in a row that is done."""
    width = far.shape[0]
    for x in range(1, width - 1):
        least = min(done[x - 1], done[x], done[x + 1])
        near[x] = min(np.uint8(254), least) + np.uint8(1)
    near[0] = min(np.uint8(254), done[0], done[1]) + np.uint8(1)
    near[width - 1] = 0
    for x in range(width):
        far[x] = min(far[x], near[x])


@kernel
def level(plane: U32) -> U8:
    """Return for each pixel how far around it the plane is alike, up to 255.

    0: it differs from one of its three neighbours to the right and below, which a blit between
    pixels mixes with it. Else one more than the distance (the larger of across and down) within
    which every pixel is alike in that sense: the chessboard distance, in its two passes.
    """
    height, width = plane.shape
    far, near = np.zeros((height, width), np.uint8), np.empty(width, np.uint8)
    for y in range(height - 1):
        row, below, out = plane[y], plane[y + 1], far[y]
        for x in range(width - 1):
            differs = (row[x] ^ row[x + 1]) | (row[x] ^ below[x]) | (row[x] ^ below[x + 1])
            out[x] = np.uint8(0) if differs else np.uint8(255)
        if y > 0:
            _spread(out, near, far[y - 1])
        for x in range(1, width):
            out[x] = min(np.int64(out[x]), np.int64(out[x - 1]) + 1)
    for y in range(height - 2, -1, -1):
        out = far[y]
        _spread(out, near, far[y + 1])
        for x in range(width - 2, -1, -1):
            out[x] = min(np.int64(out[x]), np.int64(out[x + 1]) + 1)
    return far


@kernel
def _inside(start: int, step: int, size: int, left: int, right: int) -> tuple[int, int]:
    """Return the columns from left to right at which start + step * column is in 0..size."""
    if step == 0:
        return (left, right) if 0 <= start < size else (left, left)
    first, last = -start / step, (size - start) / step
    if step < 0:
        first, last = last, first
    left, right = max(left, int(np.ceil(first))), min(right, int(np.ceil(last)))
    # Division rounds; what is at the very end must not be read.
    while left < right and not 0 <= start + step * left < size:
        left += 1
    while left < right and not 0 <= start + step * (right - 1) < size:
        right -= 1
    return left, right


@kernel
def _lanes(word: np.uint32) -> np.uint64:
    """Return what a pixel holds with room to multiply: `add` in the upper half, `keep` below."""
    w = np.uint64(word)
    return ((w & np.uint64(0xFFFF0000)) << np.uint64(16)) | (w & np.uint64(0x1FF))


@kernel
def _weights(both: np.uint64, opacity: np.uint64) -> tuple[np.uint32, np.uint32]:
    """Return (stay of 65536, what is laid) of lanes that are 256 times as large."""
    gone = np.uint64(65536) - (both & np.uint64(0xFFFFFFFF))
    lay = (both >> np.uint64(40)) * opacity >> np.uint64(8)
    stay = np.uint64(65536) - ((gone * opacity) >> np.uint64(8))
    return np.uint32(stay), np.uint32(lay)


@kernel
def _cover(flat: U8, first: int, past: int, word: np.uint32, opacity: np.uint64) -> None:
    """Blend one pixel of a plane over a stretch."""
    if word == _EMPTY or past <= first:
        return
    stay, lay = _weights(_lanes(word) << np.uint64(8), opacity)
    lift = np.uint32(lay + np.uint32(96))
    for i in range(past - first):
        to = np.uint64(first + i)
        mixed = (np.uint32(np.uint32(flat[to]) * stay) >> np.uint32(8)) + lift
        flat[to] = np.uint8(mixed >> np.uint32(8))


@kernel
def _warp_row(
    flat: U8, plane: U32, start: tuple[float, float], step: tuple[float, float],
    opacity: int, span: tuple[int, int, int],
) -> None:  # fmt: skip
    """Blend a row whose column 0 lies at `start` in the source; in 16.16 fixed point.

    `span` is (left, right, where the row begins).
    """
    height, width = plane.shape
    lanes, half = np.uint64(0x00FFFFFF_00FFFFFF), np.uint64(0x00000080_00000080)
    cells = plane.reshape(plane.size)
    dx, dy = int(step[0] * 65536), int(step[1] * 65536)
    sx, sy = int(start[0] * 65536), int(start[1] * 65536)
    leap = 65536 / max(abs(dx), abs(dy))
    left, right = _inside(sx, dx, (width - 1) << 16, span[0], span[1])
    left, right = _inside(sy, dy, (height - 1) << 16, left, right)
    sx, sy, row = sx + dx * left, sy + dy * left, span[2]
    o, held = np.uint64(opacity), _EMPTY
    x = first = left
    while x < right:
        at = np.uint64((sy >> 16) * width + (sx >> 16))
        word, run = cells[at], 1
        far = np.int64((word >> np.uint32(9)) & np.uint32(127))
        if far > 0:
            run = min(1 + int((far - 1) * leap), right - x)
            word &= np.uint32(0xFFFF01FF)
            if word != held:
                _cover(flat, row + first, row + x, held, o)
                first, held = x, word
        else:
            _cover(flat, row + first, row + x, held, o)
            first, held = x + 1, _EMPTY
            below, to = at + np.uint64(width), np.uint64(row + x)
            p, q = _lanes(word), _lanes(cells[at + np.uint64(1)])
            r, s = _lanes(cells[below]), _lanes(cells[below + np.uint64(1)])
            u, v = np.uint64((sx >> 8) & 255), np.uint64((sy >> 8) & 255)
            upper = ((p * (np.uint64(256) - u) + q * u + half) >> np.uint64(8)) & lanes
            lower = ((r * (np.uint64(256) - u) + s * u + half) >> np.uint64(8)) & lanes
            stay, lay = _weights(upper * (np.uint64(256) - v) + lower * v, o)
            mixed = (np.uint32(np.uint32(flat[to]) * stay) >> np.uint32(8)) + lay + np.uint32(96)
            flat[to] = np.uint8(mixed >> np.uint32(8))
        x += run
        sx += dx * run
        sy += dy * run
    _cover(flat, row + first, row + right, held, o)


@kernel
def _warp(canvas: U8, plane: U32, matrix: Matrix, opacity: int, clip: Clip) -> None:
    a, b, c, d, e, f = matrix
    flat = canvas.reshape(canvas.size)
    for y in range(clip[1], clip[3]):
        span = (clip[0], clip[2], y * canvas.shape[1])
        _warp_row(flat, plane, (b * y + c, e * y + f), (a, d), opacity, span)


@kernel
def _covered(size: tuple[int, int], matrix: Matrix, clip: Clip) -> Clip:
    """Return the part of a clip into which a source of (height, width) is led."""
    a, b, c, d, e, f = matrix
    whole = a * e - b * d
    left = top = 1e9
    right = bottom = -1e9
    for corner in range(4):
        u, v = (corner % 2) * size[1] - c, (corner // 2) * size[0] - f
        x, y = (e * u - b * v) / whole, (a * v - d * u) / whole
        left, right = min(left, x), max(right, x)
        top, bottom = min(top, y), max(bottom, y)
    return (
        max(clip[0], int(np.floor(left))), max(clip[1], int(np.floor(top))),
        min(clip[2], int(np.ceil(right)) + 1), min(clip[3], int(np.ceil(bottom)) + 1),
    )  # fmt: skip


@kernel
def blit_warped(
    canvas: tuple[U8, U8, U8], source: tuple[U32, U32, U32], matrix: Matrix,
    opacity: int, clip: Clip,
) -> None:  # fmt: skip
    """Blend all three planes, bilinear; `matrix` (2 rows of 3) leads from luma to sprite pixels."""
    a, b, c, d, e, f = matrix
    area = _covered(source[0].shape, matrix, clip)
    _warp(canvas[0], source[0], matrix, opacity, area)
    # A chroma sample sits between two luma samples, on both sides of the mapping.
    halved = (a, b, (c + 0.5 * (a + b) - 0.5) / 2, d, e, (f + 0.5 * (d + e) - 0.5) / 2)
    half = (area[0] // 2, area[1] // 2, (area[2] + 1) // 2, (area[3] + 1) // 2)
    _warp(canvas[1], source[1], halved, opacity, half)
    _warp(canvas[2], source[2], halved, opacity, half)
