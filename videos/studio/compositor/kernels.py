"""Kernels that blend sprite planes into a canvas plane, and one canvas into another.

Every kernel takes one plane (luma or chroma); `clip` is (left, top, right, bottom) in its pixels
and `opacity` is 0..256.
"""

import numpy as np

from videos.studio.compositor.conversion import F32, I16, I32, U8, U16
from videos.studio.compositor.jit import kernel

Clip = tuple[int, int, int, int]
Source = tuple[U16, U16]


@kernel
def blit(
    canvas: U8, source: Source, runs: I32, at: tuple[int, int], opacity: int, clip: Clip
) -> None:
    """Blend at whole pixels."""
    keep, add = source
    left, top, right, bottom = clip
    o = np.uint32(opacity)
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
        q = keep[row, a:b]
        p = add[row, a:b]
        if opacity == 256:
            for i in range(b - a):
                d[i] = np.uint8((np.uint32(d[i]) * q[i] + p[i] + np.uint32(96)) >> np.uint32(8))
        else:
            for i in range(b - a):
                v = np.uint32(256) - (((np.uint32(256) - q[i]) * o) >> np.uint32(8))
                w = (np.uint32(p[i]) * o) >> np.uint32(8)
                d[i] = np.uint8((np.uint32(d[i]) * v + w + np.uint32(96)) >> np.uint32(8))


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
def blit_warped(canvas: U8, source: Source, matrix: F32, opacity: int, clip: Clip) -> None:
    """Blend scaled and turned: `matrix` (2x3) leads from canvas to sprite pixels; bilinear."""
    keep, add = source
    height, width = keep.shape
    o = np.float32(opacity / 256)
    for y in range(clip[1], clip[3]):
        sx = matrix[0, 0] * clip[0] + matrix[0, 1] * y + matrix[0, 2]
        sy = matrix[1, 0] * clip[0] + matrix[1, 1] * y + matrix[1, 2]
        for x in range(clip[0], clip[2]):
            if 0 <= sx < width - 1 and 0 <= sy < height - 1:
                i = int(sx)
                j = int(sy)
                u = np.float32(sx - i)
                v = np.float32(sy - j)
                if not (
                    keep[j, i] == 256
                    and keep[j, i + 1] == 256
                    and keep[j + 1, i] == 256
                    and keep[j + 1, i + 1] == 256
                ):
                    q = (keep[j, i] * (1 - u) + keep[j, i + 1] * u) * (1 - v) + (
                        keep[j + 1, i] * (1 - u) + keep[j + 1, i + 1] * u
                    ) * v
                    p = (add[j, i] * (1 - u) + add[j, i + 1] * u) * (1 - v) + (
                        add[j + 1, i] * (1 - u) + add[j + 1, i + 1] * u
                    ) * v
                    stay = 1 - (1 - q * np.float32(1 / 256)) * o
                    canvas[y, x] = np.uint8(
                        canvas[y, x] * stay + p * o * np.float32(1 / 256) + np.float32(0.4)
                    )
            sx += matrix[0, 0]
            sy += matrix[1, 0]


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


@kernel
def mix(canvas: U8, other: U8, key: F32, progress: float, softness: float) -> None:
    """Let `other` into `canvas` wherever `key` (0..1) has been passed."""
    edge = np.float32(progress * (1 + softness))
    k = np.float32(256 / softness)
    height, width = canvas.shape
    for y in range(height):
        for x in range(width):
            if key[y, x] >= edge:
                continue
            w = min(np.uint32((edge - key[y, x]) * k), np.uint32(256))
            a = np.uint32(canvas[y, x])
            b = np.uint32(other[y, x])
            canvas[y, x] = np.uint8((a * (np.uint32(256) - w) + b * w) >> np.uint32(8))


@kernel
def widen(small: F32, width: int) -> U16:
    """Return a small field stretched to `width` columns, bilinear, in 8.8 fixed point."""
    rows, columns = small.shape
    wide = np.empty((rows, width), np.uint16)
    step = np.float32(columns / width)
    for x in range(width):
        sx = (x + np.float32(0.5)) * step - np.float32(0.5)
        sx = min(max(sx, np.float32(0)), np.float32(columns - 1.001))
        i = int(sx)
        u = sx - i
        for j in range(rows):
            value = small[j, i] + (small[j, i + 1] - small[j, i]) * u
            wide[j, x] = np.uint16(value * 256 + np.float32(0.5))
    return wide


@kernel
def enlarge(canvas: U8, wide: U16, noise: I16) -> None:
    """Fill the canvas from a field of its width, with noise (8.8) so that nothing bands.

    The stretch across was done before, on few rows, so that this inner loop has no look-ups and
    becomes vector instructions.
    """
    height, width = canvas.shape
    rows = wide.shape[0]
    mask = noise.shape[0] - 1
    for y in range(height):
        sy = min(max((y + 0.5) * rows / height - 0.5, 0.0), rows - 1.001)
        j = int(sy)
        v = np.int32((sy - j) * 256 + 0.5)
        above, below = wide[j], wide[j + 1]
        grain = noise[y & mask]
        out = canvas[y]
        for x in range(width):
            value = np.int32(above[x]) * (np.int32(256) - v) + np.int32(below[x]) * v
            out[x] = np.uint8((value + np.int32(grain[x]) * np.int32(256)) >> np.int32(16))


@kernel
def veil(canvas: U8, light: U16, keep: U16, noise: I16) -> None:
    """Lay a field of light over a plane; `keep` (0..256) is what stays of the plane.

    `light` is as wide as the plane and has few rows, in 8.8 fixed point.
    """
    height, width = canvas.shape
    rows = light.shape[0]
    mask = noise.shape[0] - 1
    for y in range(height):
        sy = min(max((y + 0.5) * rows / height - 0.5, 0.0), rows - 1.001)
        j = int(sy)
        v = np.int32((sy - j) * 256 + 0.5)
        above, below = light[j], light[j + 1]
        grain, kept, d = noise[y & mask], keep[y], canvas[y]
        for x in range(width):
            shine = (np.int32(above[x]) * (np.int32(256) - v) + np.int32(below[x]) * v) >> 8
            k = np.int32(kept[x])
            value = (np.int32(d[x]) * k << 8) + shine * (np.int32(256) - k)
            d[x] = np.uint8((value + np.int32(grain[x]) * np.int32(256)) >> 16)
