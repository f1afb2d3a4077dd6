"""A creator's own logo: whole, in its own colours, on a badge only where it would not be seen."""

from functools import lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from videos.studio.art import RGB
from videos.studio.art.bitmap import Bitmap
from videos.studio.art.box import Box
from videos.studio.art.colours import contrast
from videos.studio.layouts.brief import Brief
from videos.studio.motion import Motion
from videos.studio.stage import Layer

_WORDMARK = 1.8
"""Width over height above which a logo says the name itself."""
_WIDEST = 4.5
_SEEN = 1.7
"""Contrast with the ground from which a patch of a logo is seen."""
_LOST = 0.4
"""Share of a logo that may be lost before it needs a badge."""
_PAD = 0.2
_VISIBLE = 128
_GRID = 32
_BADGES: tuple[RGB, RGB] = ((255, 255, 255), (16, 16, 20))


def is_wordmark(path: Path) -> bool:
    """Say whether a logo is so wide that the name need not stand beside it."""
    width, height = _size(str(path))
    return width >= _WORDMARK * height


def logo_width(path: Path, height: float) -> float:
    """Return how wide a logo is drawn in a row of a height in pixels."""
    width, tall = _size(str(path))
    return height * min(width / tall, _WIDEST)


def logo_layers(
    brief: Brief, path: Path, middle: tuple[float, float], height: float, motion: Motion
) -> list[Layer]:
    """Return a logo around a middle, on its badge if the ground would swallow it."""
    width, badge = logo_width(path, height), badge_for(path, brief.palette.base)
    share = 1 - 2 * _PAD if badge else 1.0
    inner = (width - 2 * _PAD * height if badge else width, height * share)
    own = _size(str(path))
    scale = min(inner[0] / own[0], inner[1] / own[1])
    art = Bitmap(
        path=str(path), width=max(1, round(own[0] * scale)), height=max(1, round(own[1] * scale))
    )
    place = (round(middle[0]), round(middle[1]))
    layers = [Layer(art=art, x=place[0], y=place[1], motion=motion)]
    if badge:
        box = Box(
            width=width, height=height, radius=brief.theme.badge * height, centred=True,
            colour=badge,
        )  # fmt: skip
        layers.insert(0, Layer(art=box, x=place[0], y=place[1], motion=motion))
    return layers


def badge_for(path: Path, ground: RGB) -> RGB | None:
    """Return the colour of the badge that a logo needs on a ground, or None."""
    if lost(path, ground) <= _LOST:
        return None
    return min(_BADGES, key=lambda badge: lost(path, badge))


def lost(path: Path, ground: RGB) -> float:
    """Return the share of a logo that cannot be told from a ground, 0..1."""
    patches = _patches(str(path))
    return sum(contrast(patch, ground) < _SEEN for patch in patches) / max(1, len(patches))


@lru_cache(maxsize=8)
def _size(path: str) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


@lru_cache(maxsize=8)
def _patches(path: str) -> tuple[RGB, ...]:
    """Return the colours of a logo where it can be seen, on a coarse grid."""
    with Image.open(path) as picture:
        small = picture.convert("RGBA").resize((_GRID, _GRID), Image.Resampling.BOX)
    flat = np.asarray(small).reshape(-1, 4)
    return tuple((int(r), int(g), int(b)) for r, g, b, a in flat if a >= _VISIBLE)
