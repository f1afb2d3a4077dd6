"""Kernels that blend sprite planes into a canvas plane.

Every kernel takes one plane (luma or chroma); `clip` is (left, top, right, bottom) in its pixels
and `opacity` is 0..256.
"""

import numpy as np

from videos.studio.compositor.conversion import F32, I32, U8, U16, U64
from videos.studio.compositor.jit import kernel

Clip = tuple[int, int, int, int]
Source = tuple[U16, U16]


@kernel
def _lay(d: U8, keep: U16, add: U16) -> None:
    for i in range(d.shape[0]):
        d[i] = np.uint8((np.uint32(d[i]) * keep[i] + add[i] + np.uint32(96)) >> np.uint32(8))


@kernel
def _fade(stay: U16, lay: U16, keep: U16, add: U16, opacity: int) -> None:
    """Weaken a row of a source. Each loop stays in 16 bits, where a vector holds twice as many."""
    o = np.uint16(opacity)
    for i in range(keep.shape[0]):
        gone = np.uint16(np.uint16(np.uint16(256) - keep[i]) * o)
        stay[i] = np.uint16(np.uint16(256) - (gone >> np.uint16(8)))
    for i in range(keep.shape[0]):
        lay[i] = np.uint16((np.uint32(add[i]) * np.uint32(o)) >> np.uint32(8))


@kernel
def blit(
    canvas: U8, source: Source, runs: I32, at: tuple[int, int], opacity: int, clip: Clip
) -> None:
    """Blend at whole pixels a source that is gathered into its runs."""
    keep, add = source
    left, top, right, bottom = clip
    faded = np.empty((2, canvas.shape[1]), np.uint16)
    for k in range(runs.shape[0]):
        row = runs[k, 0]
        y = at[1] + row
        if y < top or y >= bottom:
            continue
        a = max(runs[k, 1], left - at[0])
        b = min(runs[k, 2], right - at[0])
        if b <= a:
            continue
        d = canvas[y, at[0] + a : at[0] + b]
        first, last = runs[k, 3] + a - runs[k, 1], runs[k, 3] + b - runs[k, 1]
        if opacity == 256:
            _lay(d, keep[first:last], add[first:last])
        else:
            _fade(faded[0], faded[1], keep[first:last], add[first:last], opacity)
            _lay(d, faded[0], faded[1])


@kernel
def blit_planes(
    canvas: tuple[U8, U8, U8], luma: tuple[U16, U16, I32], chroma: tuple[U16, U16, U16, I32],
    at: tuple[int, int, int, int], opacity: int, clip: Clip,
) -> None:  # fmt: skip
    """Blend all three planes; sources end with their runs, `at` is (x, y) in luma, in chroma."""
    half = (clip[0] // 2, clip[1] // 2, (clip[2] + 1) // 2, (clip[3] + 1) // 2)
    blit(canvas[0], (luma[0], luma[1]), luma[2], (at[0], at[1]), opacity, clip)
    blit(canvas[1], (chroma[0], chroma[1]), chroma[3], (at[2], at[3]), opacity, half)
    blit(canvas[2], (chroma[0], chroma[2]), chroma[3], (at[2], at[3]), opacity, half)


@kernel
def moved(plane: U16, nothing: int, by: tuple[int, int]) -> U16:
    """Return a sprite's plane moved right and down by eighths of a pixel (bilinear).

    `nothing` is what the plane holds where the sprite is not.
    """
    height, width = plane.shape
    fx, fy = np.uint32(by[0]), np.uint32(by[1])
    w11 = (np.uint32(8) - fx) * (np.uint32(8) - fy)
    w01 = fx * (np.uint32(8) - fy)
    w10 = (np.uint32(8) - fx) * fy
    w00 = fx * fy
    out = np.full((height, width), np.uint16(nothing), np.uint16)
    for y in range(1, height):
        row, above = plane[y], plane[y - 1]
        for x in range(1, width):
            value = row[x] * w11 + row[x - 1] * w01 + above[x] * w10 + above[x - 1] * w00
            out[y, x] = np.uint16((value + np.uint32(32)) >> np.uint32(6))
    return out


@kernel
def blit_between(
    canvas: U8, source: Source, runs: I32, at: tuple[float, float], opacity: int, clip: Clip
) -> None:
    """Blend at a fraction of a pixel (bilinear), for motion too slow for whole steps."""
    keep, add = source
    left, top, right, bottom = clip
    x0 = int(np.floor(at[0]))
    y0 = int(np.floor(at[1]))
    fx = np.uint32((at[0] - x0) * 64 + 0.5)
    fy = np.uint32((at[1] - y0) * 64 + 0.5)
    w11 = (np.uint32(64) - fx) * (np.uint32(64) - fy)
    w01 = fx * (np.uint32(64) - fy)
    w10 = (np.uint32(64) - fx) * fy
    w00 = fx * fy
    o = np.uint32(opacity)
    for k in range(runs.shape[0]):
        row = runs[k, 0]
        y = y0 + row
        if y < top or y >= bottom or row < 1:
            continue
        a = max(runs[k, 1], left - x0, 1)
        b = min(runs[k, 2], right - x0)
        if b <= a:
            continue
        d = canvas[y, x0 + a : x0 + b]
        q11, q01 = keep[row, a:b], keep[row, a - 1 : b - 1]
        q10, q00 = keep[row - 1, a:b], keep[row - 1, a - 1 : b - 1]
        p11, p01 = add[row, a:b], add[row, a - 1 : b - 1]
        p10, p00 = add[row - 1, a:b], add[row - 1, a - 1 : b - 1]
        for i in range(b - a):
            q = (q11[i] * w11 + q01[i] * w01 + q10[i] * w10 + q00[i] * w00) >> np.uint32(12)
            p = (p11[i] * w11 + p01[i] * w01 + p10[i] * w10 + p00[i] * w00) >> np.uint32(12)
            v = np.uint32(256) - (((np.uint32(256) - q) * o) >> np.uint32(8))
            w = (p * o) >> np.uint32(8)
            d[i] = np.uint8((np.uint32(d[i]) * v + w + np.uint32(96)) >> np.uint32(8))


@kernel
def packed(keep: U16, add: U16) -> U64:
    """Return both planes of a source in one, so that one look-up and one product serve both."""
    height, width = keep.shape
    out = np.empty((height, width), np.uint64)
    for y in range(height):
        for x in range(width):
            out[y, x] = np.uint64(keep[y, x]) | (np.uint64(add[y, x]) << np.uint64(32))
    return out


@kernel
def _mixed(under: int, both: np.uint64, opacity: np.uint64) -> int:
    """Return a canvas pixel under a packed pixel whose parts are 256 times as large."""
    gone = np.uint64(65536) - (both & np.uint64(0xFFFFFFFF))
    lay = (both >> np.uint64(40)) * opacity >> np.uint64(8)
    stay = np.uint64(65536) - ((gone * opacity) >> np.uint64(8))
    mixed = (np.uint64(under) * stay >> np.uint64(8)) + lay + np.uint64(96)
    return np.uint8(mixed >> np.uint64(8))  # type: ignore[return-value]


@kernel
def _warp_row(row: U8, source: U64, matrix: F32, opacity: int, span: tuple[int, int, int]) -> None:
    """Blend the pixels `span` (left, right, y) of one row."""
    height, width = source.shape
    flat = source.reshape(height * width)
    lanes, half = np.uint64(0x00FFFFFF_00FFFFFF), np.uint64(0x00000080_00000080)
    dx, dy = np.int64(matrix[0, 0] * 65536), np.int64(matrix[1, 0] * 65536)
    sx = np.int64((matrix[0, 0] * span[0] + matrix[0, 1] * span[2] + matrix[0, 2]) * 65536)
    sy = np.int64((matrix[1, 0] * span[0] + matrix[1, 1] * span[2] + matrix[1, 2]) * 65536)
    across, down = np.int64((width - 1) << 16), np.int64((height - 1) << 16)
    o = np.uint64(opacity)
    for x in range(span[0], span[1]):
        if 0 <= sx < across and 0 <= sy < down:
            at = np.uint64((sy >> 16) * width + (sx >> 16))
            a, b = flat[at], flat[at + np.uint64(1)]
            c, d = flat[at + np.uint64(width)], flat[at + np.uint64(width + 1)]
            if a == b and a == c and a == d:
                # Inside or outside of what is drawn, where nothing is to be mixed.
                if a != np.uint64(256):
                    row[x] = _mixed(row[x], a << np.uint64(8), o)
            else:
                u = np.uint64((sx >> 8) & 255)
                v = np.uint64((sy >> 8) & 255)
                above = ((a * (np.uint64(256) - u) + b * u + half) >> np.uint64(8)) & lanes
                below = ((c * (np.uint64(256) - u) + d * u + half) >> np.uint64(8)) & lanes
                row[x] = _mixed(row[x], above * (np.uint64(256) - v) + below * v, o)
        sx += dx
        sy += dy


@kernel
def blit_warped(
    canvas: U8, source: U64, matrix: F32, opacity: int, clip: Clip,
    ring: tuple[float, float, float, float],
) -> None:  # fmt: skip
    """Blend scaled and turned: `matrix` (2x3) leads from canvas to sprite pixels; bilinear.

    Nothing is drawn but between two circles: `ring` is (x, y, inner, outer) in canvas pixels.
    """
    for y in range(clip[1], clip[3]):
        down = y - ring[1]
        if abs(down) >= ring[3]:
            continue
        reach = np.sqrt(ring[3] ** 2 - down**2)
        left = max(clip[0], int(ring[0] - reach))
        right = min(clip[2], int(ring[0] + reach) + 2)
        if abs(down) >= ring[2]:
            _warp_row(canvas[y], source, matrix, opacity, (left, right, y))
            continue
        hole = np.sqrt(ring[2] ** 2 - down**2)
        before, after = min(right, int(ring[0] - hole) + 2), max(left, int(ring[0] + hole))
        _warp_row(canvas[y], source, matrix, opacity, (left, before, y))
        _warp_row(canvas[y], source, matrix, opacity, (after, right, y))


@kernel
def blit_revealed(
    canvas: U8,
    source: Source,
    key: F32,
    at: tuple[int, int],
    gate: tuple[float, float, int],
    clip: Clip,
) -> None:
    """Blend only where `key` (0..1) has been passed; `gate` is (progress, softness, opacity)."""
    keep, add = source
    edge = np.float32(gate[0] * (1 + gate[1]))
    k = np.float32(256 / gate[1])
    o = np.uint32(gate[2])
    for y in range(max(clip[1], at[1]), min(clip[3], at[1] + keep.shape[0])):
        j = y - at[1]
        for x in range(max(clip[0], at[0]), min(clip[2], at[0] + keep.shape[1])):
            i = x - at[0]
            if keep[j, i] == 256 or key[j, i] >= edge:
                continue
            shown = min(np.uint32((edge - key[j, i]) * k), np.uint32(256)) * o >> np.uint32(8)
            v = np.uint32(256) - (((np.uint32(256) - keep[j, i]) * shown) >> np.uint32(8))
            w = (np.uint32(add[j, i]) * shown) >> np.uint32(8)
            canvas[y, x] = np.uint8(
                (np.uint32(canvas[y, x]) * v + w + np.uint32(96)) >> np.uint32(8)
            )
