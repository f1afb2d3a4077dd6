"""What a picture is about: where cutting it to the frame's shape does least harm."""

import numpy as np
from PIL import Image, ImageFilter

from videos.studio.compositor.conversion import F32

CELLS = 64
"""Cells along a picture's longer side, for judging it."""
_WIDE_BLUR = 6
_MIDDLE = 0.35
"""How much a place loses by lying at an edge."""
_THIRD = 0.44
"""In upright crops heads are above the middle."""


def cells(picture: Image.Image) -> F32:
    """Return an RGB picture as a coarse (rows, columns, 3) field of 0..255."""
    return np.asarray(picture.resize(grid(picture.size), Image.Resampling.BOX), np.float32)


def grid(size: tuple[int, int]) -> tuple[int, int]:
    """Return the columns and rows in which a picture of a size is judged."""
    scale = CELLS / max(size)
    return max(2, round(size[0] * scale)), max(2, round(size[1] * scale))


def detail(field: F32) -> float:
    """Return the mean step of colour between neighbouring cells, of one view or of several."""
    steps = [np.abs(np.diff(field, axis=axis)).mean() for axis in (-3, -2)]
    return float(sum(steps)) / len(steps)


def interest(field: F32) -> F32:
    """Return how much each cell stands out from what is around it, 0 and up."""
    picture = Image.fromarray(field.astype(np.uint8))
    around = np.asarray(picture.filter(ImageFilter.GaussianBlur(_WIDE_BLUR)), np.float32)
    near = np.asarray(picture.filter(ImageFilter.GaussianBlur(1)), np.float32)
    stands_out: F32 = np.abs(near - around).sum(axis=2)
    return stands_out


def crop(field: F32, size: tuple[int, int], ratio: float) -> tuple[float, float, float, float]:
    """Return (x, y, width, height) of the best part of a picture of `size` in a shape.

    `ratio` is the frame's width over its height.
    """
    width, height = size
    found = interest(field)
    if width / height > ratio:
        cut = height * ratio
        start = _best(found.sum(axis=0), cut / width, 0.5)
        return start * width, 0.0, cut, float(height)
    cut = width / ratio
    start = _best(found.sum(axis=1), cut / height, _THIRD)
    return 0.0, start * height, float(width), cut


def _best(line: F32, share: float, liked: float) -> float:
    """Return where a window of a share of a line begins, 0..1, to hold most of what counts."""
    count = len(line)
    window = max(1, round(share * count))
    if window >= count:
        return (1 - share) / 2
    sums = np.convolve(line, np.ones(window), "valid") / max(float(line.sum()), 1e-6)
    middles = (np.arange(len(sums)) + window / 2) / count
    worth = sums - _MIDDLE * np.abs(middles - liked)
    return min(int(np.argmax(worth)) / count, 1 - share)


def focus(field: F32) -> tuple[float, float]:
    """Return where the subject of a part lies, each -1..1; flat parts have it in the middle."""
    found = interest(field) ** 2
    total = float(found.sum())
    if total < 1:
        return 0.0, 0.0
    rows, columns = found.shape
    x = float((found.sum(axis=0) * np.arange(columns)).sum()) / total / max(1, columns - 1)
    y = float((found.sum(axis=1) * np.arange(rows)).sum()) / total / max(1, rows - 1)
    return _spread(x), _spread(y)


def _spread(place: float) -> float:
    return min(max((place - 0.5) * 3, -1.0), 1.0)
