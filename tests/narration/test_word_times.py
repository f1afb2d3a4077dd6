"""Words light up when they are heard: finished audio against an independent forced aligner."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.narration import forced
from tests.narration.readings import SCRIPTS, board, record, save
from videos.studio.audio import RATE, read
from videos.studio.narration import narrate
from videos.studio.timeline import Narration

pytestmark = pytest.mark.render
Note = Callable[[str, object], None]


def _narrated(script: str, folder: Path, voice: str, recording: Path | None = None) -> Narration:
    return narrate(
        board(script), voice=voice, target_seconds=0, folder=folder, recording=recording,
        on_progress=lambda _done, _total: None, should_stop=lambda: False,
    )  # fmt: skip


def _errors(narration: Narration, folder: Path) -> NDArray[np.float64]:
    """Return how late each word of the finished files is, in milliseconds."""
    found = []
    for speech in narration.speeches:
        sound = np.ascontiguousarray(read(folder / speech.audio)[:, 0])
        true = forced.starts(sound, RATE, [word.text for word in speech.words])
        found.append(forced.errors([(word.start, word.end) for word in speech.words], true))
    return np.concatenate(found)


@pytest.mark.parametrize("voice", ["heart", "miles", "espeak-en"])
def test_voices(voice: str, tmp_path: Path, record_testsuite_property: Note) -> None:
    late = np.concatenate(
        [_errors(_narrated(script, tmp_path, voice), tmp_path) for script in SCRIPTS]
    )
    _report(record_testsuite_property, voice, late)
    assert len(late) > 130
    assert np.median(np.abs(late)) <= 40
    assert abs(np.median(late)) <= 20
    assert np.percentile(np.abs(late), 90) <= 100


@pytest.mark.parametrize(("reader", "speed"), [("espeak-en", 1.2), ("miles", 0.9)])
def test_recordings(
    reader: str, speed: float, tmp_path: Path, record_testsuite_property: Note
) -> None:
    found = []
    for number, script in enumerate(SCRIPTS):
        take = record(script, reader, speed=speed)
        own = save(take.samples, take.rate, tmp_path / f"{number}.wav")
        found.append(_errors(_narrated(script, tmp_path, "auto", own), tmp_path))
    late = np.concatenate(found)
    _report(record_testsuite_property, f"recording of {reader}", late)
    assert np.median(np.abs(late)) <= 80
    assert abs(np.median(late)) <= 40


def _report(note: Note, who: str, late: NDArray[np.float64]) -> None:
    median, most = np.percentile(np.abs(late), [50, 90])
    note(
        f"word times, {who}",
        f"median {median:.0f} ms, 90 % within {most:.0f} ms, late by {np.median(late):.0f} ms",
    )
