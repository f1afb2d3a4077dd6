"""Kernels that lay a picture on the canvas: enlarged, at fractions of a pixel."""

import numpy as np

from videos.studio.backgrounds.camera import Window
from videos.studio.compositor.conversion import I32, U8
from videos.studio.compositor.jit import kernel


def show(out: U8, picture: U8, window: Window) -> None:
    """Fill a plane with the window of a picture's plane, bilinear; whole pixels are copied."""
    height, width = out.shape
    step_x, step_y = window.width / width, window.height / height
    # Samples lie in the middle of pixels.
    x = window.x + 0.5 * step_x - 0.5
    y = window.y + 0.5 * step_y - 0.5
    if step_x == step_y == 1 and x == int(x) and y == int(y):
        out[:] = picture[int(y) : int(y) + height, int(x) : int(x) + width]
        return
    places = np.clip(x + step_x * np.arange(width), 0, picture.shape[1] - 1.001)
    columns = places.astype(np.int32)
    weights = ((places - columns) * 256 + 0.5).astype(np.int32)
    _enlarge(out, picture, columns, weights, (y, step_y))


@kernel
def _enlarge(out: U8, picture: U8, columns: I32, weights: I32, rows: tuple[float, float]) -> None:
    height, width = out.shape
    last = picture.shape[0] - 1.001
    first, past = columns[0], columns[width - 1] + 2
    line = np.empty(picture.shape[1], np.uint32)
    for y in range(height):
        sy = min(max(rows[0] + y * rows[1], 0.0), last)
        j = int(sy)
        v = np.uint32((sy - j) * 256 + 0.5)
        above, below = picture[j], picture[j + 1]
        # Blended down first: this loop has no look-ups and becomes vector instructions.
        for i in range(first, past):
            line[i] = above[i] * (np.uint32(256) - v) + below[i] * v
        d = out[y]
        for x in range(width):
            i = columns[x]
            w = np.uint32(weights[x])
            d[x] = np.uint8(
                (line[i] * (np.uint32(256) - w) + line[i + 1] * w + np.uint32(32768))
                >> np.uint32(16)
            )


@kernel
def blend(canvas: U8, other: U8, weight: int) -> None:
    """Mix another plane in, by 0..256."""
    height, width = canvas.shape
    w = np.uint32(weight)
    for y in range(height):
        a, b = canvas[y], other[y]
        for x in range(width):
            a[x] = np.uint8(
                (np.uint32(a[x]) * (np.uint32(256) - w) + np.uint32(b[x]) * w + np.uint32(128))
                >> np.uint32(8)
            )
