"""The gate finds faulty videos: each fault is made on purpose and has to be named."""

from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from tests.studio.boards import COFFEE, timeline
from tests.studio.finished import finished, good_sound, steady_tone
from tests.studio.segments import segments
from videos.exceptions import StepFailed
from videos.studio import quality
from videos.studio.assembly import assemble
from videos.studio.audio import RATE, Stereo
from videos.studio.encoder import SegmentWriter
from videos.studio.sound import encode

pytestmark = pytest.mark.render


def _faults(folder: Path, sound: Stereo | None = None, **pictures: bool | int) -> str:
    video = finished(folder, sound, **pictures)
    return " ".join(quality.problems(quality.inspect(video), timeline(COFFEE)))


def test_a_good_video_passes(tmp_path: Path) -> None:
    assert _faults(tmp_path, good_sound(tmp_path)) == ""


def test_black_pictures_are_found(tmp_path: Path) -> None:
    assert "The picture is black for" in _faults(tmp_path, dark=True)


def test_a_frozen_picture_is_found(tmp_path: Path) -> None:
    assert "The picture is frozen for" in _faults(tmp_path, still=True)


def test_a_picture_that_cannot_be_decoded_is_found(tmp_path: Path) -> None:
    _faults(tmp_path)
    video = tmp_path / "out.mp4"
    whole = bytearray(video.read_bytes())
    start = whole.index(b"mdat") + 4
    for place in range(start + len(whole[start:]) // 3, start + len(whole[start:]) // 2):
        whole[place] = 0
    video.write_bytes(whole)
    assert quality.examine(video, timeline(COFFEE))[1]


def test_a_file_that_ends_too_early_is_a_fault(tmp_path: Path) -> None:
    _faults(tmp_path)
    video = tmp_path / "out.mp4"
    video.write_bytes(video.read_bytes()[:500])
    report, found = quality.examine(video, timeline(COFFEE))
    assert report is None
    assert found[0].startswith("The file cannot be read")


def test_missing_frames_are_found(tmp_path: Path) -> None:
    assert "frames, not" in _faults(tmp_path, short=2)


def test_silence_is_found(tmp_path: Path) -> None:
    faults = _faults(tmp_path, np.zeros((int(timeline(COFFEE).seconds * RATE), 2), np.float32))
    assert "silent for" in faults
    assert "loudness" in faults


def test_short_sound_is_found(tmp_path: Path) -> None:
    assert "The sound lasts" in _faults(tmp_path, steady_tone(3.0))


def test_clipping_is_found(tmp_path: Path) -> None:
    faults = _faults(tmp_path, np.clip(steady_tone(timeline(COFFEE).seconds, 4.0), -1, 1))
    assert "peaks at" in faults
    assert "clipped" in faults


def test_inspect_video_says_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _faults(tmp_path, good_sound(tmp_path))
    call_command("inspect_video", str(tmp_path / "out.mp4"))
    told = capsys.readouterr().out
    assert "640x360 at 15 frames a second" in told
    assert "No fault found." in told
    _faults(tmp_path, dark=True)
    with pytest.raises(CommandError, match="of the checks failed"):
        call_command("inspect_video", str(tmp_path / "out.mp4"))
    assert "Fault: The picture is black for" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "content"), [("a.mp4", b"not a video"), ("none.mp4", None)])
def test_inspect_video_refuses_what_is_no_video(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=name):
        call_command("inspect_video", str(tmp_path / name))


def test_segments_of_two_kinds_are_not_joined(tmp_path: Path) -> None:
    laid = timeline(COFFEE)
    parts = segments(laid, tmp_path)
    other = SegmentWriter(parts[0], width=320, height=180, fps=laid.fps)
    other.add()
    other.close()
    encode([steady_tone(1.0)], tmp_path / "sound.m4a")
    with pytest.raises(StepFailed, match="do not fit together") as caught:
        assemble(parts, tmp_path / "sound.m4a", laid, tmp_path / "out.mp4")
    assert caught.value.retryable
