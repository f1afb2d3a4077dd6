"""Dynamic time warping: which moment of one recording says what a moment of another one says.

A whole table for ten minutes would take gigabytes. So a coarse picture is warped first, and the
finer ones only near the path that it took.
"""

import numpy as np
from numpy.typing import NDArray

from videos.studio.compositor.jit import kernel
from videos.studio.narration.features import Frames

Path = NDArray[np.int32]
"""Pairs (row of the first, row of the second), in order; shape (steps, 2)."""

_LEVELS = ((8, 0), (2, 24), (1, 10))
"""(frames averaged into one, how many such frames around the coarser path are looked at)."""
_CHUNK = 2_000
"""Coarse frames that are warped freely; longer recordings are held near the diagonal."""
_FREE = 0.35
"""Part of a long recording by which it may run ahead of the other or behind."""


BOTH, FIRST, SECOND = 0, 1, 2
"""Which of the two goes on in a step of the way."""
_ALONE = 1.1
"""What it costs when only one goes on; twice that is a little more than both going on."""
_FAR = 1e30


def warp(first: Frames, second: Frames) -> Path:
    """Return which rows of `first` and `second` belong together."""
    path = np.zeros((0, 2), np.int32)
    coarser = 0
    for size, radius in _LEVELS:
        a, b = _coarse(first, size), _coarse(second, size)
        low, high = _near(path, coarser // size, radius, len(a), len(b)) if radius else _band(a, b)
        path = _warp(a, b, low, high)
        coarser = size
    return path


def _coarse(frames: Frames, size: int) -> Frames:
    """Return means of `size` frames each; the last may be of fewer."""
    if size == 1 or len(frames) <= size:
        return frames if size == 1 else frames.mean(axis=0, keepdims=True)
    edges = np.arange(0, len(frames), size)
    sums = np.add.reduceat(frames, edges, axis=0)
    counts = np.diff(np.append(edges, len(frames)))
    return np.ascontiguousarray(sums / counts[:, None], np.float32)


def _band(first: Frames, second: Frames) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return for each row of `first` which rows of `second` come into question."""
    rows, columns = len(first), len(second)
    width = columns if columns <= _CHUNK else max(_CHUNK, int(columns * _FREE))
    middle = np.arange(rows) * columns / rows
    low = np.clip(middle - width, 0, columns - 1)
    high = np.clip(middle + width + 1, 1, columns)
    return low.astype(np.int32), high.astype(np.int32)


def _near(
    path: Path, ratio: int, radius: int, rows: int, columns: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the rows of the second that lie within `radius` of a path `ratio` times coarser."""
    row = np.minimum(path[:, 0] * ratio, rows - 1)
    low = np.full(rows, columns, np.int32)
    high = np.zeros(rows, np.int32)
    for shift in range(ratio):
        at = np.minimum(row + shift, rows - 1)
        np.minimum.at(low, at, path[:, 1] * ratio)
        np.maximum.at(high, at, path[:, 1] * ratio + ratio)
    around = np.arange(rows)
    below, above = np.maximum(around - radius, 0), np.minimum(around + radius, rows - 1)
    low, high = low[below] - radius, high[above] + radius
    return np.clip(low, 0, columns - 1), np.clip(high, 1, columns)


@kernel
def _warp(first: Frames, second: Frames, low: NDArray[np.int32], high: NDArray[np.int32]) -> Path:
    """Return the cheapest way through the cells `low[i] <= j < high[i]`."""
    rows, columns, size = len(first), len(second), first.shape[1]
    starts = np.zeros(rows + 1, np.int64)
    starts[1:] = np.cumsum(high - low)
    steps = np.zeros(starts[rows], np.uint8)
    before = np.full(columns + 1, np.float32(_FAR))
    now = np.full(columns + 1, np.float32(_FAR))
    before[0] = 0.0
    for i in range(rows):
        now[low[i]] = _FAR
        for j in range(low[i], high[i]):
            distance = np.float32(0.0)
            for k in range(size):
                gap = first[i, k] - second[j, k]
                distance += gap * gap
            distance = np.sqrt(distance)
            best, step = before[j] + 2 * distance, BOTH
            if before[j + 1] + _ALONE * distance < best:
                best, step = before[j + 1] + _ALONE * distance, FIRST
            if now[j] + _ALONE * distance < best:
                best, step = now[j] + _ALONE * distance, SECOND
            now[j + 1] = best
            steps[starts[i] + j - low[i]] = step
        before[:] = _FAR
        before[low[i] + 1 : high[i] + 1] = now[low[i] + 1 : high[i] + 1]
    return _back(steps, starts, low, high)


@kernel
def _back(
    steps: NDArray[np.uint8],
    starts: NDArray[np.int64],
    low: NDArray[np.int32],
    high: NDArray[np.int32],
) -> Path:
    """Return the way that led to the last cell."""
    i, j, count = len(low) - 1, high[-1] - 1, 0
    path = np.zeros((i + j + 2, 2), np.int32)
    while i >= 0 and j >= 0:
        path[count, 0], path[count, 1] = i, j
        count += 1
        step = steps[starts[i] + j - low[i]] if low[i] <= j < high[i] else BOTH
        if i == 0:
            step = SECOND
        elif j == 0:
            step = FIRST
        i -= step != SECOND
        j -= step != FIRST
    return path[:count][::-1].copy()
