"""The soundtrack: loud as asked, never clipped, music under the voice."""

from pathlib import Path

import numpy as np
import pytest

from tests.studio.listening import level, tone
from videos.studio.audio import BLOCK, RATE, Stereo, measure, read, resized
from videos.studio.limiter import limited
from videos.studio.loudness import LoudnessMeter, loudness
from videos.studio.mastering import amplitude, master
from videos.studio.music.catalogue import TRACKS
from videos.studio.quality.sounds import listen
from videos.studio.soundtrack import DUCKED, Ducking
from videos.studio.tape import Held, Tape, played


def _mastered(sound: Stereo, folder: Path) -> Stereo:
    master(Held(sound), folder / "sound.wav")
    return read(folder / "sound.wav")


@pytest.mark.parametrize("loud", [0.01, 0.2, 0.9])
def test_mastering_reaches_the_target(loud: float, tmp_path: Path) -> None:
    bursts = tone(8.0, loud) * (np.arange(8 * RATE) // (RATE // 4) % 3 > 0)[:, None]
    out = _mastered(bursts.astype(np.float32), tmp_path)
    heard = measure([out])
    assert len(out) == len(bursts)
    assert heard.integrated == pytest.approx(-14, abs=0.1)
    assert heard.true_peak <= -1


def test_mastering_moves_nothing(tmp_path: Path) -> None:
    click = np.zeros((4 * RATE, 2), np.float32)
    click[2 * RATE : 2 * RATE + RATE // 2] = tone(0.5, 0.1)
    out = _mastered(click, tmp_path)
    assert np.flatnonzero(np.abs(out[:, 0]) > 0.05)[0] == pytest.approx(2 * RATE, abs=RATE // 100)


def test_silence_stays_silence(tmp_path: Path) -> None:
    assert not _mastered(np.zeros((RATE * 3, 2), np.float32), tmp_path).any()


@pytest.mark.parametrize("track", TRACKS[::5], ids=lambda track: track.name)
def test_loudness_is_what_ffmpeg_says(track: object) -> None:
    sound = read(track.path)  # type: ignore[attr-defined]
    assert loudness(resized([sound], 7_777)) == pytest.approx(measure([sound]).integrated, abs=0.05)


def test_what_is_too_short_or_silent_has_no_loudness() -> None:
    assert LoudnessMeter().integrated == -70
    assert loudness([tone(0.3)]) == -70
    assert loudness([np.zeros((RATE, 2), np.float32)]) == -70


def test_peaks_between_samples_are_limited() -> None:
    """At a quarter of the rate every sample of this sine is 3 dB below its crest."""
    wave = np.sin(np.pi / 2 * np.arange(2 * RATE) + np.pi / 4) * np.hanning(2 * RATE)
    sound = np.column_stack([wave, wave]).astype(np.float32)
    assert np.abs(sound).max() < 0.71
    out = np.concatenate(list(limited(Held(sound), 1.0, amplitude(-2.0))))
    assert measure([out]).true_peak == pytest.approx(-2.0, abs=0.15)


def test_what_is_quiet_passes_unchanged() -> None:
    sound = tone(3.3, 0.3)
    out = np.concatenate(list(limited(Held(sound), 2.0, amplitude(-1.8))))
    assert np.abs(out - 2 * sound).max() < 1e-6


def test_the_limiter_never_jumps() -> None:
    sound = tone(4.0, 0.5, 1000.0)
    sound[2 * RATE : 2 * RATE + 20] *= 6
    sound[BLOCK - 3 : BLOCK + 3] *= 4
    out = np.concatenate(list(limited(Held(sound), 1.0, 0.8)))
    heard = np.abs(sound[:, 0]) > 0.1
    gain = out[heard, 0] / sound[heard, 0]
    assert gain.min() < 0.35
    assert gain.max() == pytest.approx(1.0, abs=1e-5)
    assert np.abs(np.diff(gain)).max() < 0.02
    assert np.abs(out).max() <= 0.8001


def test_a_tape_gives_any_part_and_silence_beyond(tmp_path: Path) -> None:
    sound = tone(2.5)
    with Tape(resized([sound], 10_000), tmp_path) as tape:
        assert len(tape) == len(Held(sound)) == len(sound)
        for start, stop in ((0, 500), (-300, 200), (len(sound) - 100, len(sound) + 900), (-9, -3)):
            assert (tape.part(start, stop) == Held(sound).part(start, stop)).all()
            assert len(tape.part(start, stop)) == stop - start
        assert (np.concatenate(list(played(tape))) == sound).all()
    assert not list(tmp_path.iterdir())


def test_music_gives_way_to_the_voice_and_comes_back() -> None:
    voice = np.concatenate([np.zeros((RATE, 2)), tone(2.0), np.zeros((2 * RATE, 2))])
    ducking = Ducking()
    parts = [ducking.gains(block) for block in resized([voice.astype(np.float32)], BLOCK)]
    gain = np.concatenate(parts)[:, 0]
    assert gain[RATE // 2] == pytest.approx(1.0, abs=0.01)
    assert gain[int(2.5 * RATE)] == pytest.approx(DUCKED, abs=0.01)
    assert gain[-1] > 0.95
    assert np.abs(np.diff(gain)).max() < 0.001


def test_silence_and_clipping_are_heard_across_blocks() -> None:
    sound = tone(6.0)
    sound[int(0.5 * RATE) : int(3.25 * RATE)] = 0
    sound[4 * RATE - 2 : 4 * RATE + 2, 1] = 1.0
    heard = listen([sound])
    assert heard.longest_silence == pytest.approx(2.75, abs=0.02)
    assert heard.clipped == 1
    assert heard.seconds == 6.0


def test_levels_are_decibels() -> None:
    assert level(tone(1.0, 1.0)) == pytest.approx(-3.01, abs=0.01)
