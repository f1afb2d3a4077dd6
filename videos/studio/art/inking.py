"""Colouring a coverage: its face over its shadow over its glow, in one pass."""

from dataclasses import dataclass

import numpy as np

from videos.studio.art import RGB
from videos.studio.art.pixels import F32, U8
from videos.studio.compositor.jit import kernel

_SLANT = 0.35
"""How much of the way from one colour to the other leads down, not across."""
NOTHING: F32 = np.empty((0, 0), np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What lies behind a face: a coverage of its size, and its colour."""

    cover: F32
    colour: RGB


_NONE = Behind(cover=NOTHING, colour=(0, 0, 0))


def inked(
    face: F32, first: RGB, second: RGB | None, shadow: Behind = _NONE, glow: Behind = _NONE
) -> U8:
    """Return premultiplied bytes of a coverage, from the first colour at the left to the second."""
    colours = np.array((first, second or first, shadow.colour, glow.colour), np.float32)
    return _inked(face, shadow.cover, glow.cover, colours, np.float32(_SLANT))


@kernel
def _inked(face: F32, shadow: F32, glow: F32, colours: F32, slant: np.float32) -> U8:
    """Return premultiplied bytes; `colours` has RGB of the face's ends, its shadow and its glow.

    They are never brighter than their alpha.
    """
    height, width = face.shape
    out = np.zeros((height, width, 4), np.uint8)
    across = (np.float32(1) - slant) / np.float32(max(1, width - 1))
    down = slant / np.float32(max(1, height - 1))
    for y in range(height):
        for x in range(width):
            top = face[y, x]
            middle = shadow[y, x] if shadow.size else np.float32(0)
            low = glow[y, x] if glow.size else np.float32(0)
            if top == 0 and middle == 0 and low == 0:
                continue
            middle *= np.float32(1) - top
            low *= np.float32(1) - (top + middle)
            alpha = (top + middle + low) * np.float32(255) + np.float32(0.5)
            alpha = min(alpha, np.float32(255))
            if alpha < 1:
                continue
            share = np.float32(x) * across + np.float32(y) * down
            for c in range(3):
                light = colours[0, c] + (colours[1, c] - colours[0, c]) * share
                value = light * top + colours[2, c] * middle + colours[3, c] * low
                out[y, x, c] = np.uint8(min(value + np.float32(0.5), alpha))
            out[y, x, 3] = np.uint8(alpha)
    return out
