"""A video's finished sound goes by the name of all that is heard, and is made once."""

import wave
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from tests.studio.boards import COFFEE, timeline
from tests.studio.segments import segments
from videos.exceptions import Interrupted
from videos.spec import Layout, Mood
from videos.studio.assembly import assemble
from videos.studio.audio import RATE, decoded
from videos.studio.sound import AAC_FRAME, encode, key, made
from videos.studio.timeline import Score, Timeline

pytestmark = pytest.mark.render


def _laid(folder: Path) -> Timeline:
    """Return a timeline with the studio's music and a narration file for each shot."""
    laid = timeline(COFFEE)
    shots = [replace(shot, audio=f"speech-{n}.wav") for n, shot in enumerate(laid.shots[:2])]
    for number, shot in enumerate(shots):
        tone = np.sin(np.arange(RATE // 2) * 0.03 * (number + 1)) * 12_000
        with wave.open(str(folder / shot.audio), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE // 2)
            file.writeframes(tone.astype("<i2").tobytes())
    return replace(laid, shots=tuple(shots), score=Score(mood=Mood.HAPPY))


def _with(laid: Timeline, **shot: object) -> Timeline:
    """Return a timeline whose first shot differs so."""
    return replace(laid, shots=(replace(laid.shots[0], **shot), *laid.shots[1:]))  # type: ignore[arg-type]


def test_what_is_seen_has_no_part_in_the_name(tmp_path: Path) -> None:
    laid = _laid(tmp_path)
    scene = replace(laid.shots[0].scene, headline="Another", layout=Layout.STATEMENT)
    assert key(_with(laid, scene=scene)) == key(laid)
    assert key(replace(laid, width=640, height=360, brand="Another", logo=None)) == key(laid)


def test_what_is_heard_has_a_part_in_the_name(tmp_path: Path) -> None:
    laid = _laid(tmp_path)
    first = laid.shots[0]
    other = [
        _with(laid, audio="speech-1.wav"), _with(laid, audio_start=first.audio_start + 0.1),
        _with(laid, start=first.start + 1), _with(laid, end=first.end + 1),
        _with(laid, words=first.words[:-1]),
        replace(laid, score=None), replace(laid, score=Score(mood=Mood.CALM)),
        replace(laid, title="Another"), replace(laid, style="neon"), replace(laid, fps=25),
    ]  # fmt: skip
    names = {key(one) for one in (laid, *other)}
    assert len(names) == len(other) + 1


def test_a_sound_is_made_once(tmp_path: Path) -> None:
    laid = _laid(tmp_path)
    path = made(laid, tmp_path)
    whole = path.read_bytes()
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".m4a", ".wav", ".wav"]
    for shot in laid.shots:
        (tmp_path / shot.audio).unlink()
    assert made(laid, tmp_path) == path
    assert path.read_bytes() == whole


def test_a_stop_leaves_no_sound_behind(tmp_path: Path) -> None:
    laid = _laid(tmp_path)
    with pytest.raises(Interrupted):
        made(laid, tmp_path, lambda: True)
    assert not list(tmp_path.glob("sound-*"))


def test_a_video_has_the_sound_itself(tmp_path: Path) -> None:
    laid = timeline(COFFEE)
    loud = np.random.default_rng(5).uniform(-0.3, 0.3, (round(laid.seconds * RATE), 2))
    sound, video = tmp_path / "sound.m4a", tmp_path / "out.mp4"
    encode([loud.astype(np.float32)], sound)
    assemble(segments(laid, tmp_path), sound, laid, video)
    assert _packets(video) == _packets(sound)
    apart, together = (np.concatenate(list(decoded(path))) for path in (sound, video))
    assert np.array_equal(apart, together)
    assert len(loud) <= len(together) < len(loud) + AAC_FRAME


def _packets(path: Path) -> list[tuple[int | None, int | None, bytes]]:
    with av.open(str(path)) as container:
        return [(one.pts, one.duration, bytes(one)) for one in container.demux(audio=0)]
