"""Laying a picture's plane on the canvas's, enlarged at fractions of a pixel."""

import numpy as np
import numpy.typing as npt

from videos.studio.backgrounds.camera import Window
from videos.studio.compositor.conversion import I32, U8, U16
from videos.studio.compositor.jit import kernel

U32 = npt.NDArray[np.uint32]

_MANY = 160
"""Runs of neighbouring pixels in a row, above which looking up each pixel is faster."""


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
    shares = ((places - columns) * 256 + 0.5).astype(np.uint32)
    runs = _runs(columns)
    if len(runs) > _MANY:
        _looked_up(out, picture, (columns.astype(np.uint32), shares), (y, step_y))
    else:
        _run_by_run(out, picture, (runs, shares), (y, step_y))


def _runs(columns: I32) -> I32:
    """Return (start, end, column) of each run in which columns go up by one a pixel."""
    ends = np.flatnonzero(np.diff(columns) != 1) + 1
    starts = np.concatenate([[0], ends])
    return np.stack([starts, [*ends, len(columns)], columns[starts]], axis=1).astype(np.int32)


@kernel
def _blended(line: U16, picture: U8, row: float) -> None:
    """Fill a line with a picture's row, which may lie between two; values are times 256."""
    j = int(row)
    v = np.uint16((row - j) * 256 + 0.5)
    u = np.uint16(np.uint16(256) - v)
    above, below = picture[j], picture[j + 1]
    for i in range(line.size):
        line[i] = np.uint16(np.uint16(above[i] * u) + np.uint16(below[i] * v))


@kernel
def _run_by_run(
    out: U8, picture: U8, across: tuple[I32, U32],
    rows: tuple[float, float],
) -> None:  # fmt: skip
    """Enlarge a little: in the inner loop neighbours stay neighbours, so it is vectorised."""
    runs, shares = across
    line = np.empty(picture.shape[1], np.uint16)
    last = picture.shape[0] - 1.001
    for y in range(out.shape[0]):
        _blended(line, picture, min(max(rows[0] + y * rows[1], 0.0), last))
        for k in range(runs.shape[0]):
            a, b, c = runs[k, 0], runs[k, 1], runs[k, 2]
            d, w = out[y, a:b], shares[a:b]
            p, q = line[c : c + b - a], line[c + 1 : c + 1 + b - a]
            for x in range(b - a):
                both = p[x] * (np.uint32(256) - w[x]) + q[x] * w[x] + np.uint32(32768)
                d[x] = np.uint8(np.uint32(both) >> np.uint32(16))


@kernel
def _looked_up(
    out: U8,
    picture: U8,
    across: tuple[U32, U32],
    rows: tuple[float, float],
) -> None:
    """Enlarge or reduce by any factor."""
    columns, shares = across
    line = np.empty(picture.shape[1], np.uint16)
    last = picture.shape[0] - 1.001
    for y in range(out.shape[0]):
        _blended(line, picture, min(max(rows[0] + y * rows[1], 0.0), last))
        d = out[y]
        for x in range(out.shape[1]):
            i = np.uintp(columns[x])
            w = shares[x]
            both = line[i] * (np.uint32(256) - w) + line[i + np.uintp(1)] * w + np.uint32(32768)
            d[x] = np.uint8(np.uint32(both) >> np.uint32(16))
