"""Cuts on beats: every scene lasts whole pulses, whatever stands before it."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tests.studio.boards import COFFEE, speech
from tests.studio.listening import encoded, song
from videos.exceptions import StepFailed
from videos.spec import Asset, AssetKind, Mood, Quality, Storyboard, VideoSpec
from videos.studio.music.catalogue import choose
from videos.studio.music.grid import grid
from videos.studio.timeline import Narration, Timeline, build

SPEC = VideoSpec(campaign_name="Dawnroast", script=COFFEE.script)
OWN = Asset(kind=AssetKind.MUSIC, file="own.flac", name="My song.flac")


def _narration(board: Storyboard) -> Narration:
    return Narration(
        language="en", engine="even", sample_rate=24000,
        speeches=tuple(speech(scene) for scene in board.scenes),
    )  # fmt: skip


def _built(assets: Path | None = None, board: Storyboard = COFFEE, **order: object) -> Timeline:
    return build(replace(SPEC, **order), board, _narration(board), assets)  # type: ignore[arg-type]


def _tails(laid: Timeline) -> list[float]:
    """Return the seconds from the end of each scene's speech to its cut."""
    spoken = [speech.seconds for speech in _narration(COFFEE).speeches]
    return [
        shot.length / laid.fps - shot.audio_start - seconds
        for shot, seconds in zip(laid.shots, spoken, strict=True)
    ]


@pytest.mark.parametrize(("mood", "quality"), list(product(Mood, Quality)))
def test_cuts_fall_on_beats_soon_after_the_last_word(mood: Mood, quality: Quality) -> None:
    laid = _built(mood=mood, quality=quality)
    track = choose(laid.style, laid.title, mood)
    assert laid.score is not None
    assert laid.score.pulse == grid(track.tempo, laid.fps).pulse
    assert all(shot.start % laid.score.pulse == 0 for shot in laid.shots)
    *tails, last = _tails(laid)
    pulse = laid.score.pulse / laid.fps
    assert all(0.299 < tail < 0.301 + pulse for tail in tails)
    assert 1.39 < last < 2.5 + pulse
    assert all(shot.audio_start == pytest.approx(0.35) for shot in laid.shots)


def test_a_scene_is_as_long_wherever_it_stands() -> None:
    laid = _built()
    scenes = COFFEE.scenes
    order = (scenes[2], scenes[0], scenes[1], *scenes[3:])
    moved = replace(
        COFFEE, scenes=tuple(replace(scene, index=index) for index, scene in enumerate(order))
    )
    lengths = [shot.length for shot in laid.shots]
    expected = [lengths[2], lengths[0], lengths[1], *lengths[3:]]
    assert [shot.length for shot in _built(board=moved).shots] == expected


def test_the_last_chord_follows_the_last_word() -> None:
    for mood in Mood:
        laid = _built(mood=mood)
        beats = grid(choose(laid.style, laid.title, mood).tempo, laid.fps)
        close = laid.seconds - beats.closing(laid.fps) / laid.fps
        assert close > laid.start_of(len(laid.shots) - 1) + laid.shots[-1].words[-1].end + 0.19


def test_without_music_scenes_have_their_plain_margins() -> None:
    laid = _built(music=False)
    assert laid.score is None
    for shot, spoken in zip(laid.shots, _narration(COFFEE).speeches, strict=True):
        tail = 1.4 if shot is laid.shots[-1] else 0.45
        assert shot.length == round((0.35 + spoken.seconds + tail) * laid.fps)


@pytest.mark.parametrize(("tempo", "pulse"), [(120, 15), (100, 18), (75, 12), (128, 0), (109, 0)])
def test_own_music_is_cut_to_if_its_beat_is_whole_frames(
    tempo: int, pulse: int, tmp_path: Path
) -> None:
    encoded(song(tempo, 0.4, 40), tmp_path / OWN.file, "flac")
    laid = _built(tmp_path, own_music=OWN)
    assert laid.score is not None
    assert laid.score.pulse == pulse
    if pulse:
        assert all(shot.start % pulse == 0 for shot in laid.shots)


def test_own_music_that_cannot_be_played_is_told_before_anything_is_drawn(tmp_path: Path) -> None:
    (tmp_path / OWN.file).write_bytes(b"not music at all" * 100)
    with pytest.raises(StepFailed, match=r"“My song\.flac” cannot be played\. Choose another file"):
        _built(tmp_path, own_music=OWN)
