"""Kernels that blend a sprite a little larger or smaller than it was drawn.

From one column of the canvas to the next the source goes one column further, but for a step here
and there. Between two steps pixels follow each other on both sides, so that vectors hold them.
Places in the source are in 16.16 fixed point.
"""

import numpy as np

from videos.studio.compositor.conversion import U8, U16, U32
from videos.studio.compositor.jit import kernel
from videos.studio.compositor.kernels import Clip

NEARLY = 1 / 16
"""How much of its size a sprite may grow or shrink by: stretches are long enough then."""
Axis = tuple[float, float]
"""How a coordinate of the canvas leads to the source's: (factor, what is added)."""
Axes = tuple[Axis, Axis]
"""Across, and down."""


@kernel
def _columns(start: int, step: int, width: int, left: int, right: int) -> tuple[int, int]:
    """Return the columns from left to right between two pixels of the source."""
    last = ((width - 1) << 16) - 1
    return max(left, -(start // step)), min(right, (last - start) // step + 1)


@kernel
def _mix(upper: U16, lower: U16, share: int, out: U32, count: int) -> None:
    """Mix two rows; 256 shares are the lower one, and make values 256 times as large."""
    v = np.uint32(share)
    for i in range(count):
        at = np.uint64(i)
        out[at] = np.uint32(upper[at]) * (np.uint32(256) - v) + np.uint32(lower[at]) * v


@kernel
def _lay(
    flat: U8, first: int, source: tuple[U32, U32], way: tuple[int, int], count: int, opacity: int
) -> None:
    """Blend a stretch of mixed rows; `way` is the place where it begins, and how that drifts."""
    (keep, add), begin = source, way[0] >> 16
    rest, slow = np.int32(way[0] & 0xFFFF), np.int32(way[1])
    o = np.uint32(opacity)
    for i in range(count):
        at, to = np.uint64(begin + i), np.uint64(first + i)
        following = at + np.uint64(1)
        u = np.uint32(rest + slow * np.int32(i)) >> np.uint32(8)
        t = np.uint32(256) - u
        kept = keep[at] * t + keep[following] * u
        added = (add[at] >> np.uint32(8)) * t + (add[following] >> np.uint32(8)) * u
        gone = (np.uint32(1 << 24) - kept) >> np.uint32(8)
        stay = np.uint32(65536) - ((gone * o) >> np.uint32(8))
        lift = (((added >> np.uint32(8)) * o) >> np.uint32(8)) + np.uint32(96)
        mixed = ((np.uint32(flat[to]) * stay) >> np.uint32(8)) + lift
        flat[to] = np.uint8(mixed >> np.uint32(8))


@kernel
def _stretch(place: int, drift: int, most: int) -> int:
    """Return for how many columns the source goes along with the canvas."""
    rest = place & 0xFFFF
    if drift < 0:
        return min(most, rest // -drift + 1)
    return min(most, (0xFFFF - rest) // drift + 1) if drift > 0 else most


@kernel
def _blit(canvas: U8, source: tuple[U16, U16], axes: Axes, opacity: int, clip: Clip) -> None:
    (keep, add), (height, width) = source, source[0].shape
    flat, stride = canvas.reshape(canvas.size), canvas.shape[1]
    mixed = np.empty(width, np.uint32), np.empty(width, np.uint32)
    start, step = int(axes[0][1] * 65536), int(axes[0][0] * 65536)
    left, right = _columns(start, step, width, clip[0], clip[2])
    if left >= right:
        return
    begin, drift = start + step * left, step - 65536
    base, rest = begin >> 16, begin & 0xFFFF
    count = ((rest + step * (right - left - 1)) >> 16) + 2
    for y in range(clip[1], clip[3]):
        level = int((axes[1][0] * y + axes[1][1]) * 65536)
        row, share = level >> 16, (level >> 8) & 255
        if row < 0 or row >= height - 1:
            continue
        _mix(keep[row, base:], keep[row + 1, base:], share, mixed[0], count)
        _mix(add[row, base:], add[row + 1, base:], share, mixed[1], count)
        x, place = left, rest
        while x < right:
            run = _stretch(place, drift, right - x)
            _lay(flat, y * stride + x, mixed, (place, drift), run, opacity)
            x += run
            place += step * run


@kernel
def blit_scaled(
    canvas: tuple[U8, U8, U8], luma: tuple[U16, U16], chroma: tuple[U16, U16, U16],
    axes: Axes, opacity: int, clip: Clip,
) -> None:  # fmt: skip
    """Blend all three planes, bilinear; `axes` lead from luma to the sprite's pixels.

    Each plane comes as it is, `keep` and `add`, of all pixels. Factors are at most `NEARLY` off 1.
    """
    _blit(canvas[0], luma, axes, opacity, clip)
    # A chroma sample sits between two luma samples, on both sides.
    (wide, left), (high, top) = axes
    halved = (wide, (left + 0.5 * wide - 0.5) / 2), (high, (top + 0.5 * high - 0.5) / 2)
    half = (clip[0] // 2, clip[1] // 2, (clip[2] + 1) // 2, (clip[3] + 1) // 2)
    _blit(canvas[1], (chroma[0], chroma[1]), halved, opacity, half)
    _blit(canvas[2], (chroma[0], chroma[2]), halved, opacity, half)
