"""Letters and shapes are coloured as layers that lie over each other, rounded once."""

import numpy as np
import pytest

from videos.studio.art import RGB
from videos.studio.art.inking import Behind, inked
from videos.studio.art.pixels import F32

_SIZE = (23, 41)
_PINK, _BLUE, _DARK, _GREEN = (250, 40, 120), (20, 60, 255), (6, 8, 20), (60, 255, 90)


def _cover(seed: int, most: float = 1.0) -> F32:
    """Return a coverage with much that is empty, and much that is full."""
    random = np.random.default_rng(seed)
    return (np.clip(random.normal(0.4, 0.9, _SIZE), 0, 1) * most).astype(np.float32)


def _layer(colour: F32 | RGB, cover: F32) -> F32:
    layer = np.empty((*_SIZE, 4), np.float32)
    layer[..., :3] = colour
    layer[..., 3] = 255
    layer[..., :3] *= cover[..., None]
    layer[..., 3] *= cover
    return layer


def _over(below: F32, above: F32) -> F32:
    stay: F32 = np.float32(1) - above[..., 3:] / np.float32(255)
    both: F32 = above + below * stay
    return both


def _slanted(first: RGB, second: RGB) -> F32:
    y, x = np.mgrid[0 : _SIZE[0], 0 : _SIZE[1]] / (np.array(_SIZE)[:, None, None] - 1)
    share = (0.65 * x + 0.35 * y)[..., None]
    colours: F32 = np.asarray(np.array(first) * (1 - share) + np.array(second) * share, np.float32)
    return colours


def test_a_face_goes_from_one_colour_to_the_other() -> None:
    found = inked(_cover(1), _PINK, _BLUE)
    assert np.abs(found - _layer(_slanted(_PINK, _BLUE), _cover(1))).max() <= 0.51


@pytest.mark.parametrize("seed", range(4))
def test_a_face_lies_over_its_shadow_and_that_over_its_glow(seed: int) -> None:
    face, shadow, glow = _cover(seed), _cover(seed + 10, 0.5), _cover(seed + 20, 0.85)
    found = inked(
        face,
        _PINK,
        None,
        shadow=Behind(cover=shadow, colour=_DARK),
        glow=Behind(cover=glow, colour=_GREEN),
    )
    below = _over(_layer(_GREEN, glow), _layer(_DARK, shadow))
    assert np.abs(found - _over(below, _layer(_PINK, face))).max() <= 0.51


def test_nothing_is_brighter_than_its_alpha() -> None:
    found = inked(_cover(3, 0.02), (255, 255, 255), None)
    assert found[..., 3].any()
    assert (found[..., :3] <= found[..., 3:]).all()
