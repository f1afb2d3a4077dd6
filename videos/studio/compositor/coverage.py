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
        for x in range(width):
            out[x] = np.uint8(np.uint16(value[x] + grain[x]) >> np.uint16(8))
        if 0.0 < place < rows - 1.001:
            for x in range(width):
                value[x] = np.uint16(value[x] + step[x])


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
