"""Kernels that blend sprite planes into a canvas plane.

Every kernel takes one plane (luma or chroma) as a sheet: rows that follow each other in memory,
of which `clip`, (left, top, right, bottom) in its pixels, says what may be drawn on. `opacity` is
0..256.
"""

import numpy as np

from videos.studio.compositor.conversion import F32, I32, U8, U16
from videos.studio.compositor.jit import kernel

Clip = tuple[int, int, int, int]
Source = tuple[U16, U16]


@kernel
def _lay(flat: U8, at: int, keep: U16, add: U16, begin: int, count: int) -> None:
    """Blend pixels. Places that cannot be negative are what lets a vector hold the loop."""
    for i in range(count):
        to, of = np.uint64(at + i), np.uint64(begin + i)
        mixed = np.uint32(flat[to]) * keep[of] + add[of] + np.uint32(96)
        flat[to] = np.uint8(mixed >> np.uint32(8))


@kernel
def _lay_level(flat: U8, at: int, keep: int, add: int, count: int) -> None:
    """Blend one value: in 16 bits, where a vector holds twice as many, when that is enough."""
    k, lift = np.uint16(keep), np.uint32(add) + np.uint32(96)
    if k == 0:
        for i in range(count):
            flat[np.uint64(at + i)] = np.uint8(lift >> np.uint32(8))
    elif 255 * k + lift < 65536:
        low = np.uint16(lift)
        for i in range(count):
            to = np.uint64(at + i)
            flat[to] = np.uint8(np.uint16(np.uint16(flat[to] * k) + low) >> np.uint16(8))
    else:
        for i in range(count):
            to = np.uint64(at + i)
            flat[to] = np.uint8((np.uint32(flat[to]) * np.uint32(k) + lift) >> np.uint32(8))


@kernel
def _fade(stay: U16, lay: U16, keep: U16, add: U16, span: tuple[int, int], opacity: int) -> None:
    """Weaken a span (first, count) of a source. Both loops stay in 16 bits, for wide vectors."""
    begin, count = span
    o, high = np.uint16(opacity), np.uint32(opacity << 8)
    for i in range(count):
        gone = np.uint16(np.uint16(np.uint16(256) - keep[np.uint64(begin + i)]) * o)
        stay[np.uint64(i)] = np.uint16(np.uint16(256) - (gone >> np.uint16(8)))
    for i in range(count):
        part = np.uint32(add[np.uint64(begin + i)]) * high
        lay[np.uint64(i)] = np.uint16(part >> np.uint32(16))


@kernel
def blit(
    canvas: U8, source: Source, runs: I32, at: tuple[int, int], opacity: int, clip: Clip
) -> None:
    """Blend at whole pixels a source that is gathered into its runs."""
    keep, add = source
    left, top, right, bottom = clip
    stride, flat = canvas.shape[1], canvas.reshape(canvas.size)
    stay, lay = np.empty(stride, np.uint16), np.empty(stride, np.uint16)
    for k in range(runs.shape[0]):
        y = at[1] + runs[k, 0]
        a, b = max(runs[k, 1], left - at[0]), min(runs[k, 2], right - at[0])
        if y < top or y >= bottom or b <= a:
            continue
        to = y * stride + at[0] + a
        if runs[k, 4] == 1:
            place = np.uint64(runs[k, 3])
            if opacity < 256:
                _fade(stay, lay, keep, add, (runs[k, 3], 1), opacity)
                _lay_level(flat, to, stay[0], lay[0], b - a)
            else:
                _lay_level(flat, to, keep[place], add[place], b - a)
            continue
        begin = runs[k, 3] + a - runs[k, 1]
        if opacity < 256:
            _fade(stay, lay, keep, add, (begin, b - a), opacity)
            _lay(flat, to, stay, lay, 0, b - a)
        else:
            _lay(flat, to, keep, add, begin, b - a)


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
