"""A creator's own recording: every word found, scenes cut between words, misfits refused."""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from tests.narration.readings import MOON, MORNING, SPEECH, Take, board, record, save
from videos.exceptions import Interrupted, StepFailed
from videos.spec import Storyboard
from videos.studio.audio import RATE, measure, read
from videos.studio.narration import narrate
from videos.studio.narration.alignment import align
from videos.studio.timeline import Narration

pytestmark = pytest.mark.render


def _narrate(
    storyboard: Storyboard, recording: Path, folder: Path, *, stop: bool = False
) -> Narration:
    return narrate(
        storyboard, voice="auto", target_seconds=0, folder=folder, recording=recording,
        on_progress=lambda _done, _total: None, should_stop=lambda: stop,
    )  # fmt: skip


@pytest.fixture(scope="module")
def take() -> Take:
    return record(MOON, "espeak-en", speed=1.15)


@pytest.mark.parametrize(
    ("voice", "speed", "noise"),
    [("espeak-en", 1.0, 0.001), ("espeak-en", 1.3, 0.006), ("espeak-en", 0.75, 0.003),
     ("miles", 0.9, 0.006)],
)  # fmt: skip
@pytest.mark.parametrize("script", [MOON, MORNING, SPEECH])
def test_words_are_found_within_80_ms(
    script: str,
    voice: str,
    speed: float,
    noise: float,
) -> None:
    take = record(script, voice, speed=speed, noise=noise)
    found = align(take.samples, take.rate, [part.split() for part in script.split("\n\n")], "en")
    assert found is not None
    errors = [abs(a - b) * 1000 for (a, _), (b, _) in zip(found.spans, take.spans, strict=True)]
    assert np.median(errors) <= 80
    assert np.percentile(errors, 90) <= 200


def test_a_recording_becomes_scenes(take: Take, tmp_path: Path) -> None:
    storyboard = board(MOON)
    narration = _narrate(storyboard, save(take.samples, take.rate, tmp_path / "own.wav"), tmp_path)
    assert (narration.engine, narration.sample_rate, narration.notes) == (
        "Your recording",
        RATE,
        (),
    )
    for speech, scene in zip(narration.speeches, storyboard.scenes, strict=True):
        sound = read(tmp_path / speech.audio)
        assert [word.text for word in speech.words] == scene.narration.split()
        assert len(sound) / RATE == pytest.approx(speech.seconds, abs=0.01)
        assert np.abs(sound[[0, -1]]).max() < 0.002
        assert -27 < measure([sound]).integrated < -13
        assert 0.1 < speech.words[0].start < 0.35
        pauses = [b.start - a.end for a, b in zip(speech.words, speech.words[1:], strict=False)]
        assert max(pauses, default=0) < 1.25


def test_doing_it_again_takes_what_is_there(take: Take, tmp_path: Path) -> None:
    own = save(take.samples, take.rate, tmp_path / "own.wav")
    first = _narrate(board(MOON), own, tmp_path / "work")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "work").glob("*.wav")}
    assert _narrate(board(MOON), own, tmp_path / "work") == first
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "work").glob("*.wav")} == times


def test_other_words_are_refused(take: Take, tmp_path: Path) -> None:
    own = save(take.samples, take.rate, tmp_path / "own.wav")
    for script in (MORNING, SPEECH):
        with pytest.raises(StepFailed, match="does not say this script") as caught:
            _narrate(board(script), own, tmp_path / "work")
        assert not caught.value.retryable
    assert not list((tmp_path / "work").glob("*.wav"))


def test_a_missing_paragraph_is_named(tmp_path: Path) -> None:
    paragraphs = MOON.split("\n\n")
    take = record("\n\n".join([*paragraphs[:2], paragraphs[3]]), "espeak-en")
    with pytest.raises(StepFailed, match="leaves out “"):
        _narrate(board(MOON), save(take.samples, take.rate, tmp_path / "own.wav"), tmp_path)


def test_silence_is_refused(tmp_path: Path) -> None:
    hum = np.random.default_rng(0).normal(0, 0.0005, 10 * RATE).astype(np.float32)
    with pytest.raises(StepFailed, match="nobody speak"):
        _narrate(board(MOON), save(hum, RATE, tmp_path / "own.wav"), tmp_path)


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.wav"
    own.write_bytes(b"<html>not a sound</html>" * 50)
    with pytest.raises(StepFailed, match="cannot be read"):
        _narrate(board(MOON), own, tmp_path)


def test_a_clipped_recording_is_used_and_said(take: Take, tmp_path: Path) -> None:
    loud = save(take.samples * 12, take.rate, tmp_path / "own.wav")
    assert "cut off" in _narrate(board(MOON), loud, tmp_path).notes[0]


def test_any_format_is_read(take: Take, tmp_path: Path) -> None:
    own = tmp_path / "own.m4a"
    with av.open(str(own), "w") as container:
        stream = container.add_stream("aac", rate=take.rate)
        flat = av.AudioFrame.from_ndarray(take.samples[None], format="fltp", layout="mono")
        flat.sample_rate = take.rate
        container.mux([*stream.encode(flat), *stream.encode(None)])
    assert len(_narrate(board(MOON), own, tmp_path).speeches) == len(board(MOON).scenes)


def test_languages_that_no_voice_reads_are_refused(take: Take, tmp_path: Path) -> None:
    own = save(take.samples, take.rate, tmp_path / "own.wav")
    with pytest.raises(StepFailed, match="in this language"):
        _narrate(replace(board(MOON), language="xx"), own, tmp_path)


def test_stopping(take: Take, tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        _narrate(
            board(MOON), save(take.samples, take.rate, tmp_path / "own.wav"), tmp_path, stop=True
        )


def test_ten_minutes_stay_small() -> None:
    import tracemalloc

    take = record(MOON, "espeak-en")
    passages = [part.split() for part in MOON.split("\n\n")]
    times = int(600 / (len(take.samples) / take.rate))
    long = np.tile(take.samples, times)
    tracemalloc.start()
    found = align(long, take.rate, passages * times, "en")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is not None
    assert peak < 400_000_000
    length = len(take.samples) / take.rate
    true = [start + turn * length for turn in range(times) for start, _ in take.spans]
    assert np.median(np.abs(np.subtract([s for s, _ in found.spans], true))) < 0.08
