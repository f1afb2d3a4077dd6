"""The soundtrack: loud as asked, never clipped, music under the voice, loops on bar lines."""

from pathlib import Path

import numpy as np
import pytest

from videos.studio import music
from videos.studio.audio import BLOCK, RATE, Stereo, measure, read, resized
from videos.studio.quality.sounds import listen
from videos.studio.soundtrack import DUCKED, Ducking, master
from videos.studio.themes import THEMES


def _tone(seconds: float, level: float = 0.2, hertz: float = 440.0) -> Stereo:
    wave = level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.column_stack([wave, wave]).astype(np.float32)


def _mastered(sound: Stereo, folder: Path) -> Stereo:
    path = folder / "sound.wav"
    master(lambda: resized([sound], BLOCK), len(sound), path)
    return read(path)


@pytest.mark.parametrize("level", [0.01, 0.2, 0.9])
def test_mastering_reaches_the_target(level: float, tmp_path: Path) -> None:
    bursts = _tone(8.0, level) * (np.arange(8 * RATE) // (RATE // 4) % 3 > 0)[:, None]
    out = _mastered(bursts.astype(np.float32), tmp_path)
    heard = measure([out])
    assert len(out) == len(bursts)
    assert heard.integrated == pytest.approx(-14, abs=0.5)
    assert heard.true_peak <= -1


def test_mastering_moves_nothing(tmp_path: Path) -> None:
    click = np.zeros((4 * RATE, 2), np.float32)
    click[2 * RATE : 2 * RATE + RATE // 2] = _tone(0.5, 0.1)
    out = _mastered(click, tmp_path)
    assert np.flatnonzero(np.abs(out[:, 0]) > 0.05)[0] == pytest.approx(2 * RATE, abs=RATE // 100)


def test_silence_stays_silence(tmp_path: Path) -> None:
    assert not _mastered(np.zeros((RATE * 3, 2), np.float32), tmp_path).any()


def test_music_gives_way_to_the_voice_and_comes_back() -> None:
    voice = np.concatenate([np.zeros((RATE, 2)), _tone(2.0), np.zeros((2 * RATE, 2))])
    ducking = Ducking()
    parts = [ducking.gains(block) for block in resized([voice.astype(np.float32)], BLOCK)]
    gain = np.concatenate(parts)[:, 0]
    assert gain[RATE // 2] == pytest.approx(1.0, abs=0.01)
    assert gain[int(2.5 * RATE)] == pytest.approx(DUCKED, abs=0.01)
    assert gain[-1] > 0.95
    assert np.abs(np.diff(gain)).max() < 0.001


def test_silence_and_clipping_are_heard_across_blocks() -> None:
    sound = _tone(6.0)
    sound[int(0.5 * RATE) : int(3.25 * RATE)] = 0
    sound[4 * RATE - 2 : 4 * RATE + 2, 1] = 1.0
    heard = listen([sound])
    assert heard.longest_silence == pytest.approx(2.75, abs=0.02)
    assert heard.clipped == 1
    assert heard.seconds == 6.0


@pytest.mark.parametrize("style", sorted(THEMES))
@pytest.mark.parametrize("seconds", [4.0, 45.0, 95.0])
def test_the_bed_is_as_long_as_the_video(style: str, seconds: float) -> None:
    bed = _whole(music.bed(style, "Dawnroast", seconds), seconds)
    assert np.abs(bed[:200]).max() < 0.01
    assert np.abs(bed[-50:]).max() < 0.01
    whole = np.abs(bed[: len(bed) // RATE * RATE, 0]).reshape(-1, RATE).max(axis=1)
    assert whole[:-3].min() > 0.002, "a second of the music is silent"


def test_loops_join_without_a_click() -> None:
    bed = _whole(music.bed("neon", "Dawnroast", 95.0), 95.0)
    steps = np.abs(np.diff(bed[:, 0]))
    assert steps.max() < 0.5
    assert steps.max() < 12 * np.percentile(steps, 99.0)


def test_parts_of_the_music_are_those_of_the_whole() -> None:
    bed = music.bed("neon", "Dawnroast", 70.0)
    whole = _whole(bed, 70.0)
    parts = [bed.block(start, BLOCK) for start in range(0, 70 * RATE, BLOCK)]
    assert (np.concatenate(parts) == whole).all()


def _whole(bed: music.Bed, seconds: float) -> Stereo:
    return bed.block(0, int(seconds * RATE))


def test_styles_have_moods_of_their_own() -> None:
    moods = {music.track(style, "Dawnroast").stem.rsplit("_", 1)[0] for style in THEMES}
    assert len(moods) == len(THEMES)
    assert len({mood.split("_")[0] for mood in moods}) == 5  # all that the wheel has
    assert music.track("aurora", "x") == music.track("aurora", "x")
