"""Kernels that move a sprite's planes by less than a pixel and find where they hold anything.

What is found are runs of pixels, row by row. Sprites are mostly level: nothing at all, or one flat
colour. Nothing is left out, and a level run keeps a single pixel, so that it takes no memory and is
laid without reading any.
"""

import numpy as np

from videos.studio.compositor.conversion import I32, U16
from videos.studio.compositor.jit import kernel

LEVEL = 96
"""Pixels from which a level stretch is worth a run of its own."""
_STRIDE = 32
"""Pixels that are compared at once."""
_GAP = 48
"""Empty pixels that cost less to blend than to begin another run."""


@kernel
def _past(keep: U16, add: U16, other: U16, x: int) -> int:
    """Return the column at which what is alike from column `x` on ends."""
    k, a, b, width = keep[x], add[x], other[x], keep.shape[0]
    past = x + 1
    while past < width and keep[past] == k and add[past] == a and other[past] == b:
        past += 1
        if past - x == _STRIDE:  # so much is alike that more may be
            while past + _STRIDE <= width and _goes_on(keep, add, other, x, past):
                past += _STRIDE
    return past


@kernel
def _goes_on(keep: U16, add: U16, other: U16, x: int, past: int) -> bool:
    """Say whether a stride from column `past` on is like column `x`.

    It looks at all of it, whatever it finds, which is what lets a vector hold the loop.
    """
    k, a, b = keep[past:], add[past:], other[past:]
    unlike = np.uint16(0)
    for i in range(_STRIDE):
        unlike |= (k[i] ^ keep[x]) | (a[i] ^ add[x]) | (b[i] ^ other[x])
    return bool(unlike == 0)


@kernel
def _found(rows: U16, y: int, out: I32, place: int) -> int:
    """Write the runs of row `y`, of which `rows` has the three planes, the first one at `place`.

    Return how many there are.
    """
    keep, add, other = rows[0], rows[1], rows[2]
    count = x = start = end = 0
    while x < keep.shape[0]:
        past, empty = _past(keep, add, other, x), keep[x] == 256
        if past - x >= LEVEL:
            if end > start:
                out[count] = (y, start, end, place, 0)
                count, place = count + 1, place + end - start
            if not empty:
                out[count] = (y, x, past, place, 1)
                count, place = count + 1, place + 1
            start = end = past
        elif not empty:
            start, end = (start if end > start else x), past
        x = past
    if end > start:
        out[count] = (y, start, end, place, 0)
        count += 1
    return count


@kernel
def _move_row(out: U16, plane: U16, y: int, by: tuple[int, int], nothing: int) -> None:
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


@kernel
def _alike(rows: U16, others: U16) -> bool:
    """Say whether rows of three planes hold the same; looks at all of a plane at once."""
    for plane in range(3):
        unlike = np.uint16(0)
        for x in range(rows.shape[1]):
            unlike |= rows[plane, x] ^ others[plane, x]
        if unlike:
            return False
    return True


@kernel
def gathered(keep: U16, add: U16, other: U16, by: tuple[int, int]) -> tuple[U16, U16, U16, I32]:
    """Return what three planes hold when moved right and down by eighths of a pixel, and its runs.

    `other` may be empty, (0, 0), where there are only two; what comes back in its place is 0 then.
    A run is (row, first, past last, place, whether level), in order. Level is where all three
    planes are. What runs hold lies end to end, a level one as a single pixel, from their place on;
    a row that is like the one above has its runs, in the same places.
    A plane is moved row by row: as a whole it would cost more to put into memory than to compute.
    """
    height, width = keep.shape
    found = np.empty((height * (2 * (width // LEVEL) + 2), 5), np.int32)
    held, both = np.empty((3, keep.size), np.uint16), np.zeros((2, 3, width), np.uint16)
    begin = count = place = 0
    for y in range(height):
        rows = both[y & 1]
        _move_row(rows[0], keep, y, by, 256)
        _move_row(rows[1], add, y, by, 0)
        if other.size:
            _move_row(rows[2], other, y, by, 0)
        if y > 0 and _alike(both[0], both[1]):
            again = count - begin
            found[count : count + again] = found[begin:count]
            found[count : count + again, 0] = y
            begin, count = count, count + again
            continue
        past = count + _found(rows, y, found[count:], place)
        for k in range(count, past):
            first, place = found[k, 1], found[k, 3]
            length = 1 if found[k, 4] else found[k, 2] - first
            held[:, place : place + length] = rows[:, first : first + length]
            place += length
        begin, count = count, past
    stay, lay, lay_other = held[0, :place].copy(), held[1, :place].copy(), held[2, :place].copy()
    return stay, lay, lay_other, found[:count].copy()


@kernel
def reached(keep: U16) -> I32:
    """Return the (row, first, past last) runs that a blit at a fraction of a pixel touches.

    It mixes each pixel with those to the left, above, and above to the left.
    """
    height, width = keep.shape
    out = np.empty((height * (width // (_GAP + 1) + 1), 3), np.int32)
    count = 0
    for y in range(height):
        start = end = -1
        for x in range(width):
            seen = (
                keep[y, x] < 256
                or (y > 0 and keep[y - 1, x] < 256)
                or (x > 0 and keep[y, x - 1] < 256)
                or (y > 0 and x > 0 and keep[y - 1, x - 1] < 256)
            )
            if not seen:
                continue
            if start >= 0 and x - end > _GAP:
                out[count] = (y, start, end)
                count += 1
                start = -1
            start, end = (x if start < 0 else start), x + 1
        if start >= 0:
            out[count] = (y, start, end)
            count += 1
    return out[:count].copy()
