"""Frames: pure functions of timeline and number, in every style and shape."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.studio.boards import BOARDS, COFFEE, LAUNCH, timeline
from videos.spec import Aspect, CaptionMode
from videos.studio.frames import Painter, Planes
from videos.studio.stills import picture_of, resting_frame
from videos.studio.themes import THEMES


def _same(one: Planes, two: Planes) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_a_frame_does_not_depend_on_what_was_drawn_before() -> None:
    laid = timeline(COFFEE)
    forward, backward = Painter(laid), Painter(laid)
    numbers = range(0, laid.frames, 17)
    first = {number: forward.frame(number) for number in numbers}
    for number in reversed(numbers):
        assert _same(first[number], backward.frame(number)), number


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("style", sorted(THEMES))
def test_every_scene_shows_something_in_every_style(style: str, aspect: Aspect) -> None:
    laid = timeline(LAUNCH, style=style, aspect=aspect)
    painter = Painter(laid)
    for index in range(len(laid.shots)):
        luma, u, v = painter.frame(resting_frame(laid, index))
        assert luma.shape == (laid.height, laid.width)
        assert u.shape == v.shape == (laid.height // 2, laid.width // 2)
        assert luma.std() > 8
        assert luma.min() >= 16
        assert luma.max() <= 235 + 1


def test_two_styles_are_two_designs() -> None:
    frames = [
        Painter(laid).frame(resting_frame(laid, 1))[0].astype(float)
        for laid in (timeline(COFFEE, style=style) for style in sorted(THEMES))
    ]
    for i, one in enumerate(frames):
        for two in frames[i + 1 :]:
            assert np.abs(one - two).mean() > 12


def test_neighbouring_scenes_never_look_the_same() -> None:
    laid = timeline(LAUNCH)
    painter = Painter(laid)
    shots = [painter.frame(resting_frame(laid, n))[0].astype(float) for n in range(len(laid.shots))]
    for before, after in pairwise(shots):
        assert np.abs(before - after).mean() > 6


def test_frames_move_all_the_time() -> None:
    laid = timeline(COFFEE)
    painter = Painter(laid)
    middle = resting_frame(laid, 1)
    now, later = painter.frame(middle)[0], painter.frame(middle + 8)[0]
    assert np.abs(now.astype(int) - later).mean() > 0.05


def test_a_transition_shows_both_scenes() -> None:
    laid = timeline(COFFEE)
    painter = Painter(laid)
    cut = laid.shots[0].end
    before, during, after = (painter.frame(n)[0].astype(int) for n in (cut - 12, cut, cut + 12))
    assert np.abs(before - during).mean() > 3
    assert np.abs(after - during).mean() > 3


def test_captions_are_drawn_where_they_belong_or_not_at_all() -> None:
    burned = timeline(COFFEE, captions=CaptionMode.BURNED)
    plain = timeline(COFFEE, captions=CaptionMode.OFF)
    number = resting_frame(burned, 1)
    with_, without = Painter(burned), Painter(burned, overlays=False)
    difference = np.abs(with_.frame(number)[0].astype(int) - without.frame(number)[0])
    rows = np.flatnonzero(difference[: burned.height - 8].max(axis=1) > 20)
    assert rows.min() > burned.height * 0.7
    assert Painter(plain)._captions is None


@pytest.mark.parametrize("number", [-1, 10_000_000])
def test_there_are_no_other_frames(number: int) -> None:
    with pytest.raises(IndexError):
        Painter(timeline(COFFEE)).frame(number)


def test_the_picture_of_a_frame_has_its_colours() -> None:
    luma = np.full((4, 4), 235, np.uint8)
    grey = np.full((2, 2), 128, np.uint8)
    assert np.asarray(picture_of((luma, grey, grey))).min() == 255
    red = (
        np.full((4, 4), 63, np.uint8),
        np.full((2, 2), 102, np.uint8),
        np.full((2, 2), 240, np.uint8),
    )
    pixel = np.asarray(picture_of(red))[1, 1]
    assert pixel[0] > 250
    assert pixel[1:].max() < 6


@pytest.mark.parametrize("name", BOARDS)
def test_no_script_lacks_a_glyph(name: str, caplog: pytest.LogCaptureFixture) -> None:
    laid = timeline(BOARDS[name])
    painter = Painter(laid)
    for index in range(len(laid.shots)):
        painter.frame(resting_frame(laid, index))
    assert "No font can draw" not in caplog.text


def test_the_progress_line_grows_scene_by_scene_and_can_be_left_out() -> None:
    laid = timeline(COFFEE, captions=CaptionMode.OFF)
    shot = laid.shots[3]
    late = shot.end - 20
    rows = slice(-2, None)
    with_line = Painter(laid).frame(late)[0][rows]
    without = Painter(replace(laid, progress_bar=False)).frame(late)[0][rows]
    changed = (with_line != without).any(axis=0)
    passed = (3 + (late - shot.start) / shot.length) / len(laid.shots)
    assert changed.mean() == pytest.approx(passed, abs=0.03)
