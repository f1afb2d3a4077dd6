"""Scenes on an integer frame clock."""

from itertools import pairwise

import pytest

from tests.studio.boards import COFFEE, timeline
from videos.spec import Aspect, Quality, from_json, to_json
from videos.studio.timeline import Timeline


def test_shots_follow_each_other_without_a_gap() -> None:
    laid = timeline(COFFEE)
    assert laid.shots[0].start == 0
    for before, after in pairwise(laid.shots):
        assert before.end == after.start
    assert laid.frames == laid.shots[-1].end
    assert laid.seconds == pytest.approx(laid.frames / laid.fps)


def test_words_lie_inside_their_shot() -> None:
    laid = timeline(COFFEE, quality=Quality.FULL)
    for shot in laid.shots:
        assert shot.audio_start == pytest.approx(0.35)
        for word in shot.words:
            assert 0 <= word.start <= word.end <= shot.length / laid.fps


@pytest.mark.parametrize(
    ("aspect", "full", "preview"),
    [
        (Aspect.WIDE, (1920, 1080), (640, 360)),
        (Aspect.TALL, (1080, 1920), (360, 640)),
        (Aspect.SQUARE, (1080, 1080), (360, 360)),
    ],
)
def test_sizes(aspect: Aspect, full: tuple[int, int], preview: tuple[int, int]) -> None:
    for quality, size, fps in ((Quality.FULL, full, 30), (Quality.PREVIEW, preview, 15)):
        laid = timeline(COFFEE, aspect=aspect, quality=quality)
        assert ((laid.width, laid.height), laid.fps) == (size, fps)


def test_a_timeline_survives_json() -> None:
    laid = timeline(COFFEE)
    assert from_json(Timeline, to_json(laid)) == laid
