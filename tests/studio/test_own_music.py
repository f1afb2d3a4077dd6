"""Music that creators bring: any format and length, never in the way, never too much at once."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.studio.boards import COFFEE, timeline
from tests.studio.listening import encoded, harshness, level, song, tone
from videos.exceptions import StepFailed
from videos.spec import Asset, AssetKind
from videos.studio.audio import RATE, Stereo
from videos.studio.music.beds import bed
from videos.studio.music.own import MARGIN_SECONDS, recorded
from videos.studio.timeline import Score, Timeline


def _laid(name: str, *, seconds: float, pulse: int = 0) -> tuple[Timeline, Score]:
    laid = timeline(COFFEE)
    asset = Asset(kind=AssetKind.MUSIC, file=name, name=f"My {name}")
    score = Score(own=asset, pulse=pulse)
    last = replace(laid.shots[-1], end=round(seconds * laid.fps))
    return replace(laid, shots=(*laid.shots[:-1], last), score=score), score


def _heard(folder: Path, name: str, *, seconds: float, pulse: int = 0) -> Stereo:
    laid, score = _laid(name, seconds=seconds, pulse=pulse)
    with bed(laid, score, folder, folder) as music:
        return music.block(0, len(music))


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.mp3", "libmp3lame"), ("a.opus", "libopus"), ("a.m4a", "aac"), ("a.flac", "flac")],
)
def test_any_format_plays_on_past_its_end_without_a_click(
    name: str, codec: str, tmp_path: Path
) -> None:
    encoded(tone(7.0, 0.1, 330.0), tmp_path / name, codec)
    sound = _heard(tmp_path, name, seconds=30)
    assert len(sound) == 30 * RATE
    assert min(level(sound[at : at + RATE]) for at in range(RATE, 27 * RATE, RATE)) > -40
    assert level(sound[-RATE // 10 :]) < -60
    assert max(harshness(sound, at) for at in range(RATE // 2, 30 * RATE, RATE // 25)) < 3
    planted = sound.copy()
    planted[12 * RATE :] *= -1
    assert harshness(planted, 12 * RATE) > 3


def test_quiet_and_loud_music_come_out_alike(tmp_path: Path) -> None:
    levels = []
    for name, loud in (("quiet.flac", 0.01), ("loud.flac", 0.9)):
        encoded(tone(12.0, loud), tmp_path / name, "flac")
        levels.append(level(_heard(tmp_path, name, seconds=10)[3 * RATE : 6 * RATE]))
    assert levels[0] == pytest.approx(levels[1], abs=0.1)


def test_music_with_a_beat_closes_on_a_bar_line_of_its_own(tmp_path: Path) -> None:
    encoded(song(900 / 7, 0.37, 9.5), tmp_path / "song.flac", "flac")
    laid, score = _laid("song.flac", seconds=21.0, pulse=7)  # frames of a beat
    with bed(laid, score, tmp_path, tmp_path) as music:
        close = music.runs[-1].at
        assert len(music) - close == pytest.approx(1.6 * RATE, abs=0.3 * RATE)
        for run in music.runs[1:-1]:
            assert (close - run.at) % (4 * 7 * RATE // 15) == 0
        assert level(music.block(close - RATE // 4, RATE // 4)) > -45
        assert np.abs(music.block(len(music) - 50, 50)).max() < 1e-3


def test_of_a_long_recording_only_what_is_needed_is_unrolled(tmp_path: Path) -> None:
    encoded(np.tile(tone(10.0, 0.1), (6, 1)), tmp_path / "long.flac", "flac")
    with recorded(tmp_path / "long.flac", "Long", 5.0, tmp_path) as tape:
        assert len(tape) == (5 + MARGIN_SECONDS) * RATE


@pytest.mark.parametrize(
    ("sound", "fault"),
    [
        (np.zeros((5 * RATE, 2), np.float32), "“My own.flac” is silent"),
        (tone(0.4), "“My own.flac” is shorter than a second"),
    ],
    ids=["silent", "short"],
)
def test_what_cannot_be_heard_is_refused(sound: Stereo, fault: str, tmp_path: Path) -> None:
    encoded(sound, tmp_path / "own.flac", "flac")
    with pytest.raises(StepFailed, match=fault) as refused:
        _heard(tmp_path, "own.flac", seconds=10)
    assert "Choose another file, or leave it to the studio's own music." in str(refused.value)
    assert not refused.value.retryable
    assert [path.name for path in tmp_path.iterdir()] == ["own.flac"]


@pytest.mark.parametrize("data", [b"", b"these are words, not music " * 99, b"\0" * 5000])
def test_what_is_not_music_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "own.mp3").write_bytes(data)
    with pytest.raises(StepFailed, match=r"“My own\.mp3” cannot be played"):
        _heard(tmp_path, "own.mp3", seconds=10)


def test_music_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StepFailed, match="cannot be played"):
        _heard(tmp_path, "gone.mp3", seconds=10)


def test_a_damaged_file_plays_up_to_the_damage(tmp_path: Path) -> None:
    whole = encoded(song(120, 0.0, 20), tmp_path / "whole.mp3", "libmp3lame").read_bytes()
    (tmp_path / "cut.mp3").write_bytes(whole[: len(whole) // 2] + b"\xff" * 3000)
    assert level(_heard(tmp_path, "cut.mp3", seconds=15)[12 * RATE : 13 * RATE]) > -45
