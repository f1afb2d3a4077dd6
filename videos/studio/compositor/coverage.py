"""Kernels that cover a whole canvas plane: with another plane, or with a small field of colour.

Every kernel takes one plane (luma or chroma).
"""

import numpy as np

from videos.studio.compositor.conversion import F32, U8, U16
from videos.studio.compositor.jit import kernel


@kernel
def fade(canvas: U8, other: U8, weight: int) -> None:
    """Mix `other` into `canvas`; `weight` is its share, 0..256."""
    height, width = canvas.shape
    w = np.uint16(weight)
    stay = np.uint16(256 - weight)
    for y in range(height):
        a, b = canvas[y], other[y]
        for x in range(width):
            a[x] = np.uint8(np.uint16(np.uint16(a[x] * stay) + np.uint16(b[x] * w)) >> np.uint16(8))


@kernel
def lighten(canvas: U8, level: int, weight: int) -> None:
    """Lead a plane towards one level; `weight` is its share, 0..256."""
    stay, lay = np.uint16(256 - weight), np.uint16(level * weight)
    for y in range(canvas.shape[0]):
        row = canvas[y]
        for x in range(canvas.shape[1]):
            row[x] = np.uint8(np.uint16(np.uint16(row[x] * stay) + lay) >> np.uint16(8))


@kernel
def mix(canvas: U8, other: U8, key: U16, progress: float, softness: float) -> None:
    """Let `other` into `canvas` wherever `key` (0..65535 for 0..1) has been passed."""
    edge = np.float32(progress * (1 + softness) * 65535)
    k = np.float32(256 / softness / 65535)
    weight = np.empty(canvas.shape[1], np.uint16)
    for y in range(canvas.shape[0]):
        a, b, line = canvas[y], other[y], key[y]
        for x in range(canvas.shape[1]):
            passed = (edge - np.float32(line[x])) * k
            weight[x] = np.uint16(min(max(passed, np.float32(0)), np.float32(256)))
        for x in range(canvas.shape[1]):
            stay = np.uint16(np.uint16(256) - weight[x])
            both = np.uint16(np.uint16(a[x] * stay) + np.uint16(b[x] * weight[x]))
            a[x] = np.uint8(both >> np.uint16(8))


@kernel
def widen(small: F32, width: int) -> U16:
    """Return a small field stretched to `width` columns, bilinear, in 8.8 fixed point."""
    rows, columns = small.shape
    wide = np.empty((rows, width), np.uint16)
    left, share = np.empty(width, np.int32), np.empty(width, np.float32)
    for x in range(width):
        place = (x + 0.5) * columns / width - 0.5
        place = min(max(place, 0.0), columns - 1.001)
        left[x] = np.int32(place)
        share[x] = np.float32(place - left[x])
    for j in range(rows):
        row, out = small[j], wide[j]
        for x in range(width):
            i = left[x]
            value = row[i] + (row[i + 1] - row[i]) * share[x]
            out[x] = np.uint16(value * np.float32(256) + np.float32(0.5))
    return wide


@kernel
def between(one: U16, two: U16, share: int) -> U16:
    """Return a field on its way from one to another; `share` is 0..256."""
    out = np.empty(one.shape, np.uint16)
    for y in range(one.shape[0]):
        a, b, c = one[y], two[y], out[y]
        for x in range(one.shape[1]):
            step = (np.int32(b[x]) - np.int32(a[x])) * np.int32(share)
            c[x] = np.uint16(np.int32(a[x]) + (step >> np.int32(8)))
    return out


@kernel
def enlarge(canvas: U8, wide: U16, noise: U16) -> None:
    """Fill the canvas from a field of its width, with noise (8.8) so that nothing bands.

    The stretch across was done before, on few rows. Downwards a row is the one above and a step,
    in 16 bits throughout: sums that go below zero or beyond come out right because they wrap.
    """
    height, width = canvas.shape
    rows = wide.shape[0]
    mask = noise.shape[0] - 1
    down = rows / height
    value = np.empty(width, np.uint16)
    step = np.zeros(width, np.uint16)
    band = -1
    for y in range(height):
        place = min(max((y + 0.5) * down - 0.5, 0.0), rows - 1.001)
        j = int(place)
        if j != band:
            band = j
            above, below = wide[j], wide[j + 1]
            share, share_step = np.int32((place - j) * 256), np.int32(down * 4096)
            for x in range(width):
                rise = np.int32(below[x]) - np.int32(above[x])
                value[x] = np.uint16(np.int32(above[x]) + ((rise * share) >> 8))
                step[x] = np.uint16((rise * share_step) >> 12)
        grain = noise[y & mask]
        out = canvas[y]
        slope = np.uint16(1) if 0.0 < place < rows - 1.001 else np.uint16(0)
        for x in range(width):
            here = value[x]
            out[x] = np.uint8(np.uint16(here + grain[x]) >> np.uint16(8))
            value[x] = np.uint16(here + np.uint16(slope * step[x]))


@kernel
def veil(canvas: U8, wide: U16, cover: U8, noise: U16) -> None:
    """Lay a field over a plane of its width; `cover` (0..255 of 256) says how much of it shows."""
    height, width = canvas.shape
    rows = wide.shape[0]
    mask = noise.shape[0] - 1
    light = np.empty(width, np.uint16)
    for y in range(height):
        place = min(max((y + 0.5) * rows / height - 0.5, 0.0), rows - 1.001)
        j = int(place)
        share = np.uint32((place - j) * 256)
        above, below = wide[j], wide[j + 1]
        grain, c, d = noise[y & mask], cover[y], canvas[y]
        for x in range(width):
            field = above[x] * (np.uint32(256) - share) + below[x] * share
            light[x] = np.uint16(np.uint16(field >> np.uint32(8)) + grain[x]) >> np.uint16(8)
        for x in range(width):
            # Never above 255 * 256: two shares of one whole.
            kept = np.uint16(np.uint16(d[x]) * np.uint16(np.uint16(256) - c[x]))
            shown = np.uint16(light[x] * np.uint16(c[x]))
            d[x] = np.uint8(np.uint16(kept + shown + np.uint16(128)) >> np.uint16(8))
