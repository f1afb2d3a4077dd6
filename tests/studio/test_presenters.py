"""Parts of one film: end to end on the clock, and nothing seen or heard of where they were cut."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.orders import ORDER
from tests.studio.boards import board
from videos.spec import Layout, Quality, Scene
from videos.studio import transitions
from videos.studio.frames import Painter
from videos.studio.themes import THEMES
from videos.studio.timeline import Narration, Speech, Timeline, Word, build

SECONDS = (1.237, 2.501, 0.913)


def laid(style: str = "aurora", layout: Layout = Layout.PRESENTER) -> Timeline:
    """Return three scenes that are parts of one film."""
    scenes = [
        Scene(index=n, narration="A word.", headline="A word", layout=layout) for n in range(3)
    ]
    speeches = tuple(
        Speech(
            scene=n, audio=f"{n}.wav", seconds=seconds, words=(Word(text="A", start=0.1, end=0.4),)
        )
        for n, seconds in enumerate(SECONDS)
    )
    spoken = Narration(
        language="en", engine="Somebody", sample_rate=24_000, speeches=speeches,
        starts=(0.0, SECONDS[0], SECONDS[0] + SECONDS[1]),
    )  # fmt: skip

    return build(replace(ORDER, style=style, quality=Quality.FULL), board("en", *scenes), spoken)


def test_the_scenes_are_the_film_again() -> None:
    shots = laid().shots
    assert [b.start - a.end for a, b in pairwise(shots)] == [0, 0]
    assert shots[0].start == 0
    assert shots[-1].end == pytest.approx(sum(SECONDS) * 30, abs=1)


def test_sound_does_not_move_against_the_picture() -> None:
    timeline, heard = laid(), 0.0
    for index, shot in enumerate(timeline.shots):
        assert timeline.start_of(index) + shot.audio_start == pytest.approx(heard, abs=1e-6)
        assert 0 <= shot.audio_start < 1 / timeline.fps
        assert shot.words[0].start == pytest.approx(shot.audio_start + 0.1)
        heard += SECONDS[index]


@pytest.mark.parametrize("style", THEMES)
def test_no_transition_tells_where_a_film_was_cut(style: str, tmp_path: Path) -> None:
    painter = Painter(laid(style), tmp_path)
    assert {painter._transition(n) for n in range(2)} == {transitions.UNSEEN}
    others = Painter(laid(style, Layout.STATEMENT), tmp_path)
    assert transitions.UNSEEN not in {others._transition(n) for n in range(2)}
