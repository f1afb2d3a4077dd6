"""The soundtrack: loud as asked, never clipped, music under the voice, loops on bar lines."""

import numpy as np
import pytest

from videos.studio import music
from videos.studio.audio import RATE, Stereo, measure
from videos.studio.soundtrack import DUCKED, ducking, mastered
from videos.studio.themes import THEMES


def _tone(seconds: float, level: float = 0.2, hertz: float = 440.0) -> Stereo:
    wave = level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.column_stack([wave, wave]).astype(np.float32)


@pytest.mark.parametrize("level", [0.01, 0.2, 0.9])
def test_mastering_reaches_the_target(level: float) -> None:
    bursts = _tone(8.0, level) * (np.arange(8 * RATE) // (RATE // 4) % 3 > 0)[:, None]
    out = mastered(bursts.astype(np.float32))
    heard = measure(out)
    assert len(out) == len(bursts)
    assert heard.integrated == pytest.approx(-14, abs=0.5)
    assert heard.true_peak <= -1


def test_silence_stays_silence() -> None:
    out = mastered(np.zeros((RATE * 3, 2), np.float32))
    assert not out.any()


def test_music_gives_way_to_the_voice_and_comes_back() -> None:
    voice = np.concatenate([np.zeros((RATE, 2)), _tone(2.0), np.zeros((2 * RATE, 2))])
    gain = ducking(voice.astype(np.float32))[:, 0]
    assert gain[RATE // 2] == pytest.approx(1.0, abs=0.01)
    assert gain[int(2.5 * RATE)] == pytest.approx(DUCKED, abs=0.01)
    assert gain[-1] > 0.95
    assert np.abs(np.diff(gain)).max() < 0.001


@pytest.mark.parametrize("style", sorted(THEMES))
@pytest.mark.parametrize("seconds", [4.0, 45.0, 95.0])
def test_the_bed_is_as_long_as_the_video(style: str, seconds: float) -> None:
    bed = music.bed(style, "Dawnroast", seconds)
    assert len(bed) == int(seconds * RATE)
    assert np.abs(bed[:200]).max() < 0.01
    assert np.abs(bed[-50:]).max() < 0.01
    whole = np.abs(bed[: len(bed) // RATE * RATE, 0]).reshape(-1, RATE).max(axis=1)
    assert whole[:-3].min() > 0.002, "a second of the music is silent"


def test_loops_join_without_a_click() -> None:
    bed = music.bed("neon", "Dawnroast", 95.0)
    steps = np.abs(np.diff(bed[:, 0]))
    assert steps.max() < 0.5
    assert steps.max() < 12 * np.percentile(steps, 99.0)


def test_styles_have_moods_of_their_own() -> None:
    moods = {music.track(style, "Dawnroast").stem.rsplit("_", 1)[0] for style in THEMES}
    assert len(moods) == len(THEMES)
    assert len({mood.split("_")[0] for mood in moods}) == 5  # all that the wheel has
    assert music.track("aurora", "x") == music.track("aurora", "x")
