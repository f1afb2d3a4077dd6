"""Kernels that move a sprite's plane by less than a pixel, a row at a time."""

import numpy as np

from videos.studio.compositor.conversion import U16
from videos.studio.compositor.jit import kernel


@kernel
def moved_row(out: U16, plane: U16, y: int, by: tuple[int, int], nothing: int) -> None:
    """Write row `y` of a plane that is moved right and down by eighths of a pixel (bilinear).

    `nothing` is what the plane holds where the sprite is not, as it is not at its edges.
    """
    fx, fy = np.uint32(by[0]), np.uint32(by[1])
    if fx == 0 and fy == 0:
        out[:] = plane[y]
        return
    out[0] = nothing
    if y == 0:
        out[:] = nothing
    elif fy == 0:
        _mixed(out[1:], plane[y, 1:], plane[y, :-1], fx)
    elif fx == 0:
        _mixed(out[1:], plane[y, 1:], plane[y - 1, 1:], fy)
    else:
        _mixed_of_four(out, plane[y], plane[y - 1], (fx, fy))


@kernel
def _mixed(out: U16, here: U16, before: U16, share: np.uint32) -> None:
    """Mix two rows; `share` is how many eighths of the second there are."""
    stay = np.uint32(8) - share
    for x in range(out.shape[0]):
        value = here[x] * stay + before[x] * share
        out[x] = np.uint16((value + np.uint32(4)) >> np.uint32(3))


@kernel
def _mixed_of_four(out: U16, row: U16, above: U16, by: tuple[np.uint32, np.uint32]) -> None:
    """Mix each pixel with those to the left, above, and above to the left."""
    fx, fy = by
    w11 = (np.uint32(8) - fx) * (np.uint32(8) - fy)
    w01 = fx * (np.uint32(8) - fy)
    w10 = (np.uint32(8) - fx) * fy
    w00 = fx * fy
    for x in range(1, out.shape[0]):
        value = row[x] * w11 + row[x - 1] * w01 + above[x] * w10 + above[x - 1] * w00
        out[x] = np.uint16((value + np.uint32(32)) >> np.uint32(6))
