"""Kernels that find where a sprite's planes hold anything: runs of pixels, row by row.

Sprites are mostly level: nothing at all, or one flat colour. Nothing is left out, and a level run
keeps a single pixel, so that it takes no memory and is laid without reading any.
"""

import numpy as np

from videos.studio.compositor.conversion import I32, U16
from videos.studio.compositor.jit import kernel

LEVEL = 96
"""Pixels from which a level stretch is worth a run of its own."""
_GAP = 48
"""Empty pixels that cost less to blend than to begin another run."""


@kernel
def _past(keep: U16, add: U16, other: U16, x: int) -> int:
    """Return the column at which what is alike from column `x` on ends."""
    k, a, b = keep[x], add[x], other[x]
    past = x + 1
    while past < keep.shape[0] and keep[past] == k and add[past] == a and other[past] == b:
        past += 1
    return past


@kernel
def runs(keep: U16, add: U16, other: U16) -> I32:
    """Return runs as (row, first, past last, place, whether level), in order.

    Level is where all three planes are. `place` is where a run begins when all are laid end to
    end, a level one as a single pixel: what `gathered` does.
    """
    height, width = keep.shape
    out = np.empty((height * (2 * (width // LEVEL) + 2), 5), np.int32)
    count = place = 0
    for y in range(height):
        k, a, b = keep[y], add[y], other[y]
        x = start = end = 0
        while x < width:
            past, empty = _past(k, a, b, x), k[x] == 256
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
            count, place = count + 1, place + end - start
    return out[:count].copy()


@kernel
def gathered(plane: U16, found: I32) -> U16:
    """Return what the runs of a plane hold, end to end; of a level one a single pixel."""
    count = 0
    if len(found):
        last = found[len(found) - 1]
        count = last[3] + (1 if last[4] else last[2] - last[1])
    out = np.empty(count, np.uint16)
    for k in range(len(found)):
        row, first, place = found[k, 0], found[k, 1], found[k, 3]
        length = 1 if found[k, 4] else found[k, 2] - first
        out[place : place + length] = plane[row, first : first + length]
    return out


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
