"""Kernels that turn a drawn sprite (premultiplied RGBA) into BT.709 limited-range planes.

A plane is a pair: `keep` (0..256, how much of the canvas stays) and `add` (8.8 fixed point, what
is laid over it), so that blending is one multiply, one add and one shift.
"""

import numpy as np
import numpy.typing as npt

from videos.studio.compositor.jit import kernel

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U64 = npt.NDArray[np.uint64]
I32 = npt.NDArray[np.int32]
F32 = npt.NDArray[np.float32]


@kernel
def luma(rgba: U8) -> tuple[U16, U16]:
    """Return (keep, add) of the luma plane."""
    height, width = rgba.shape[:2]
    keep = np.empty((height, width), np.uint16)
    add = np.empty((height, width), np.uint16)
    for y in range(height):
        for x in range(width):
            p = rgba[y, x]
            if p[3] == 0:
                keep[y, x] = 256
                add[y, x] = 0
                continue
            alpha = p[3] * np.float32(1 / 255)
            light = (
                np.float32(0.2126) * p[0] + np.float32(0.7152) * p[1] + np.float32(0.0722) * p[2]
            ) * np.float32(1 / 255)
            keep[y, x] = np.uint16(256 - int(alpha * 256 + np.float32(0.5)))
            add[y, x] = np.uint16((16 * alpha + 219 * light) * 256 + np.float32(0.5))
    return keep, add


@kernel
def chroma(rgba: U8, odd_x: int, odd_y: int) -> tuple[U16, U16, U16]:
    """Return (keep, add U, add V) at half size for a sprite placed at an odd or even pixel."""
    height, width = rgba.shape[:2]
    rows = (height + odd_y + 1) // 2
    columns = (width + odd_x + 1) // 2
    keep = np.empty((rows, columns), np.uint16)
    add_u = np.empty((rows, columns), np.uint16)
    add_v = np.empty((rows, columns), np.uint16)
    for j in range(rows):
        for i in range(columns):
            r = g = b = a = np.float32(0)
            for y in range(max(0, 2 * j - odd_y), min(height, 2 * j - odd_y + 2)):
                for x in range(max(0, 2 * i - odd_x), min(width, 2 * i - odd_x + 2)):
                    p = rgba[y, x]
                    r += p[0]
                    g += p[1]
                    b += p[2]
                    a += p[3]
            k = np.float32(1 / 1020)
            r, g, b, a = r * k, g * k, b * k, a * k
            y_ = np.float32(0.2126) * r + np.float32(0.7152) * g + np.float32(0.0722) * b
            keep[j, i] = np.uint16(256 - int(a * 256 + np.float32(0.5)))
            add_u[j, i] = np.uint16((128 * a + (b - y_) * np.float32(224 / 1.8556)) * 256 + 0.5)
            add_v[j, i] = np.uint16((128 * a + (r - y_) * np.float32(224 / 1.5748)) * 256 + 0.5)
    return keep, add_u, add_v


@kernel
def spans(keep: U16, gap: int, reach: int) -> I32:
    """Return the (row, first, past-last, place) runs that hold anything, joined over small gaps.

    `place` is where a run begins when all are laid end to end, as `gathered` does.

    `reach` widens each run to the right, and lets a row inherit the row above it: what a blit at
    a fraction of a pixel needs.
    """
    height, width = keep.shape
    out = np.empty((height * (width // (gap + 1) + 1), 4), np.int32)
    n = place = 0
    for y in range(height):
        start = end = -1
        for x in range(width):
            seen = keep[y, x] < 256
            if reach > 0 and not seen:
                seen = (
                    (y > 0 and keep[y - 1, x] < 256)
                    or (x > 0 and keep[y, x - 1] < 256)
                    or (y > 0 and x > 0 and keep[y - 1, x - 1] < 256)
                )
            if not seen:
                continue
            if start < 0:
                start = x
            elif x - end > gap:
                out[n, 0], out[n, 1], out[n, 2], out[n, 3] = y, start, end, place
                place += end - start
                n += 1
                start = x
            end = x + 1
        if start >= 0:
            out[n, 0], out[n, 1], out[n, 2], out[n, 3] = y, start, end, place
            place += end - start
            n += 1
    return out[:n].copy()


@kernel
def gathered(plane: U16, runs: I32) -> U16:
    """Return what the runs of a plane hold, end to end."""
    count = 0
    if len(runs):
        last = runs[len(runs) - 1]
        count = last[3] + last[2] - last[1]
    out = np.empty(count, np.uint16)
    for k in range(len(runs)):
        length = runs[k, 2] - runs[k, 1]
        out[runs[k, 3] : runs[k, 3] + length] = plane[runs[k, 0], runs[k, 1] : runs[k, 2]]
    return out
