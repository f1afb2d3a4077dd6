"""Sprites on a canvas, against the same sums done plainly: one pixel at a time, in floats."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videos.studio.compositor import warping
from videos.studio.compositor.canvas import Canvas, Pose
from videos.studio.compositor.conversion import F32, U8, U32
from videos.studio.compositor.sprite import Sprite

_WIDTH, _HEIGHT = 260, 140
_ROUNDING = 2
"""Steps of 8-bit luma by which fixed point may differ from floats."""
_POSES = {
    "at rest": Pose(x=40, y=30),
    "faded": Pose(x=40, y=30, opacity=0.37),
    "beyond the edges": Pose(x=-20, y=100),
    "on a quarter of a pixel": Pose(x=40.25, y=30),
    "between pixels": Pose(x=40.6, y=30.3),
    "clipped": Pose(x=40, y=30, clip=(60, 42, 151, 77)),
}
_TURNED = {
    "turned": Pose(x=130, y=70, turn=0.4),
    "upside down": Pose(x=130, y=70, turn=math.pi),
    "grown": Pose(x=130, y=70, scale=1.4),
    "shrunk, turned and faded": Pose(x=120.3, y=71.8, scale=0.6, turn=2.0, opacity=0.5),
    "beyond the edges": Pose(x=20, y=130, turn=1.1, scale=1.2),
    "grown a little": Pose(x=130.4, y=70.7, scale=1.03),
    "shrunk a little and faded": Pose(x=130, y=70, scale=0.975, opacity=0.4),
    "a little beyond the edges": Pose(x=20.5, y=130.5, scale=1.06),
    "hardly shrunk and clipped": Pose(x=130, y=70, scale=0.998, clip=(60, 42, 151, 77)),
}


def _drawing(seed: int = 1) -> U8:
    """Return flat shapes, a shade, noise and much that is empty, as premultiplied RGBA."""
    random = np.random.default_rng(seed)
    drawing = np.zeros((70, 180, 4), np.uint8)
    drawing[5:60, 10:170] = (200, 40, 90, 255)
    drawing[20:40, 30:150] = (20, 40, 60, 120)
    drawing[45:55, 20:160] = (np.arange(140) // 2)[None, :, None]
    drawing[2:12, 100:140] = random.integers(0, 255, (10, 40, 1))
    drawing[30:38, 60:120] = 0
    return drawing


def _canvas() -> Canvas:
    canvas = Canvas.blank(_WIDTH, _HEIGHT)
    for plane in canvas.planes:
        plane[:] = np.linspace(20, 230, plane.shape[1], dtype=np.uint8)
    return canvas


def _expected(rgba: U8, under: U8, pose: Pose, origin: tuple[float, float]) -> F32:
    """Return the luma of a drawing on a plane, each pixel mixed from four, in floats."""
    colour = rgba.astype(np.float32) / 255
    light = colour[..., :3] @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    both = np.dstack([16 * colour[..., 3] + 219 * light, colour[..., 3]])
    sheet = np.pad(both, ((2,), (2,), (0,))).astype(np.float32)
    left, top, right, bottom = pose.clip or (0, 0, _WIDTH, _HEIGHT)
    result = under.astype(np.float32)
    for y in range(top, bottom):
        for x in range(left, right):
            over, alpha = _sample(sheet, *_source(x - pose.x, y - pose.y, pose, origin))
            share = pose.opacity
            result[y, x] = result[y, x] * (1 - alpha * share) + over * share
    return result


def _source(x: float, y: float, pose: Pose, origin: tuple[float, float]) -> tuple[float, float]:
    cosine, sine = math.cos(pose.turn) / pose.scale, math.sin(pose.turn) / pose.scale
    return cosine * x + sine * y + origin[0] + 2, cosine * y - sine * x + origin[1] + 2


def _sample(sheet: F32, x: float, y: float) -> tuple[float, float]:
    column, row = math.floor(x), math.floor(y)
    if not (0 <= row < sheet.shape[0] - 1 and 0 <= column < sheet.shape[1] - 1):
        return 0.0, 0.0
    u, v = x - column, y - row
    upper = sheet[row, column] * (1 - u) + sheet[row, column + 1] * u
    lower = sheet[row + 1, column] * (1 - u) + sheet[row + 1, column + 1] * u
    light, alpha = upper * (1 - v) + lower * v
    return float(light), float(alpha)


@pytest.mark.parametrize("pose", _POSES.values(), ids=_POSES)
def test_a_sprite_lies_where_and_as_its_pose_says(pose: Pose) -> None:
    canvas, before = _canvas(), _canvas()
    canvas.draw(Sprite(_drawing()), pose)
    expected = _expected(_drawing(), before.planes[0], pose, (0, 0))
    assert np.abs(canvas.planes[0] - expected).max() <= _ROUNDING


@pytest.mark.parametrize("pose", _TURNED.values(), ids=_TURNED)
def test_a_sprite_is_scaled_and_turned_about_its_anchor(pose: Pose) -> None:
    canvas, before = _canvas(), _canvas()
    canvas.draw(Sprite(_drawing(), (90, 35)), pose)
    expected = _expected(_drawing(), before.planes[0], pose, (90, 35))
    off = np.abs(canvas.planes[0] - expected)
    # Places are kept to 1/65536 of a pixel, so that along an edge one may fall beside it.
    assert off.mean() < 0.2
    assert np.percentile(off, 99.5) <= _ROUNDING + 1


@pytest.mark.parametrize("pose", [*_POSES.values(), *_TURNED.values()])
def test_chroma_lies_where_luma_lies(pose: Pose) -> None:
    """A red sprite leaves the same mark on both, but for the pixels of its edge."""
    red = np.zeros((100, 180, 4), np.uint8)
    red[:] = (255, 0, 0, 255)
    canvas, before = _canvas(), _canvas()
    canvas.draw(Sprite(red, (90, 50)), pose)
    luma = (canvas.planes[0] != before.planes[0])[::2, ::2]
    chroma = canvas.planes[2] != before.planes[2]
    assert luma.sum() > 100
    assert (luma != chroma).mean() < 0.05


def test_rows_that_are_longer_than_the_picture_keep_what_pads_them() -> None:
    sheets = [np.full((_HEIGHT // n, 320 // n), 7, np.uint8) for n in (1, 2, 2)]
    canvas = Canvas(sheets[0], sheets[1], sheets[2], _WIDTH)
    canvas.copy(_canvas())
    for pose in (*_POSES.values(), *_TURNED.values()):
        canvas.draw(Sprite(_drawing(), (90, 35)), pose._replace(x=_WIDTH - 20))
    whole = _canvas()
    for pose in (*_POSES.values(), *_TURNED.values()):
        whole.draw(Sprite(_drawing(), (90, 35)), pose._replace(x=_WIDTH - 20))
    for sheet, plane, alone in zip(sheets, canvas.planes, whole.planes, strict=True):
        assert (sheet[:, plane.shape[1] :] == 7).all()
        assert (plane == alone).all()


@given(seed=st.integers(0, 2**32 - 1), cells=st.integers(1, 12))
def test_a_plane_is_level_as_far_as_it_says(seed: int, cells: int) -> None:
    """Within the distance every pixel equals its neighbours; one further, one of them does not."""
    random = np.random.default_rng(seed)
    coarse = random.integers(0, 2, (cells, cells), np.uint32)
    plane: U32 = np.ascontiguousarray(np.kron(coarse, np.ones((6, 9), np.uint32)))
    far = warping.level(plane)
    uneven = np.ones(plane.shape, bool)
    here = plane[:-1, :-1]
    uneven[:-1, :-1] = (here != plane[:-1, 1:]) | (here != plane[1:, :-1]) | (here != plane[1:, 1:])
    rows, columns = np.nonzero(uneven)
    for y, x in random.integers(0, plane.shape, (20, 2)):
        nearest = np.maximum(np.abs(rows - y), np.abs(columns - x)).min()
        assert far[y, x] == min(nearest, 255)


@pytest.mark.parametrize("pose", [*_POSES.values(), *_TURNED.values()])
def test_what_has_settled_moves_as_before(pose: Pose) -> None:
    sprite, before, after = Sprite(_drawing(), (90, 35)), _canvas(), _canvas()
    before.draw(sprite, pose)
    sprite.settle()
    assert not {"dense", "soft_runs", "warpable"} & vars(sprite).keys()
    after.draw(sprite, pose)
    assert (after.planes[0] == before.planes[0]).all()
