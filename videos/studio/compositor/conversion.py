"""Kernels that turn a drawn sprite (premultiplied RGBA) into BT.709 limited-range planes.

A plane is a pair: `keep` (0..256, how much of the canvas stays) and `add` (8.8 fixed point, what
is laid over it), so that blending is one multiply, one add and one shift.
"""

import numpy as np
import numpy.typing as npt

from videos.studio.compositor.jit import kernel

U8 = npt.NDArray[np.uint8]
U16 = npt.NDArray[np.uint16]
U32 = npt.NDArray[np.uint32]
I32 = npt.NDArray[np.int32]
F32 = npt.NDArray[np.float32]


@kernel
def luma(rgba: U8) -> tuple[U16, U16]:
    """Return (keep, add) of the luma plane."""
    height, width = rgba.shape[:2]
    keep, add = np.empty((height, width), np.uint16), np.empty((height, width), np.uint16)
    half = np.float32(0.5)
    for y in range(height):
        row, whole = rgba[y], rgba[y].view(np.uint32)
        last, stay, lay = np.uint32(0), np.uint16(256), np.uint16(0)
        for x in range(width):
            if whole[x, 0] != last:
                last = whole[x, 0]
                r, g, b = np.float32(row[x, 0]), np.float32(row[x, 1]), np.float32(row[x, 2])
                alpha = np.float32(row[x, 3]) * np.float32(1 / 255)
                light = np.float32(0.2126) * r + np.float32(0.7152) * g + np.float32(0.0722) * b
                level = np.float32(16) * alpha + np.float32(219 / 255) * light
                stay = np.uint16(256 - np.int32(alpha * np.float32(256) + half))
                lay = np.uint16(np.int32(level * np.float32(256) + half))
            keep[y, x], add[y, x] = stay, lay
    return keep, add


@kernel
def chroma(rgba: U8, odd_x: int, odd_y: int) -> tuple[U16, U16, U16]:
    """Return (keep, add U, add V) at half size for a sprite placed at an odd or even pixel.

    Both sides must be even and the outermost pixels empty, so that every sample has all four.
    """
    rows, columns = rgba.shape[0] // 2 + odd_y, rgba.shape[1] // 2 + odd_x
    keep = np.full((rows, columns), np.uint16(256), np.uint16)
    add_u, add_v = np.zeros((rows, columns), np.uint16), np.zeros((rows, columns), np.uint16)
    for j in range(odd_y, rows - odd_y):
        above, below = rgba[2 * j - odd_y], rgba[2 * j - odd_y + 1]
        for i in range(odd_x, columns - odd_x):
            x = 2 * i - odd_x
            alpha = _sum(above, below, x, 3)
            if alpha == 0:
                continue
            k = np.float32(1 / 1020)
            r, g = _sum(above, below, x, 0) * k, _sum(above, below, x, 1) * k
            b, a = _sum(above, below, x, 2) * k, alpha * k
            y = np.float32(0.2126) * r + np.float32(0.7152) * g + np.float32(0.0722) * b
            half = np.float32(0.5)
            u, v = (b - y) * np.float32(224 / 1.8556), (r - y) * np.float32(224 / 1.5748)
            grey = np.float32(128) * a
            keep[j, i] = np.uint16(256 - np.int32(a * np.float32(256) + half))
            add_u[j, i] = np.uint16(np.int32((grey + u) * np.float32(256) + half))
            add_v[j, i] = np.uint16(np.int32((grey + v) * np.float32(256) + half))
    return keep, add_u, add_v


@kernel
def _sum(above: U8, below: U8, x: int, channel: int) -> np.int32:
    """Return the sum of a channel over two by two pixels."""
    return np.int32(
        np.int32(above[x, channel]) + above[x + 1, channel]
        + below[x, channel] + below[x + 1, channel]
    )  # fmt: skip
