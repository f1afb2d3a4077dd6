"""The creator's own recording of the whole script: read, aligned, and cut into scenes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

from videos.exceptions import Interrupted, StepFailed
from videos.spec import Storyboard
from videos.studio.narration import session
from videos.studio.narration.alignment import SAME_WORDS, Alignment, align
from videos.studio.narration.cutting import scenes, whole
from videos.studio.narration.features import RATE as HEARD_RATE
from videos.studio.narration.take import Take, TooLong, take
from videos.studio.narration.written import words as written_words
from videos.studio.timeline import Speech

LABEL = "Your recording"
VERSION = 1
QUIET = 0.003
"""RMS of the loudest moments below which nobody is speaking: -50 dBFS."""
SKIPPED_SECONDS = 3.0
"""A passage of this length cannot be read in a sixth of the time."""
CLIPPED_SHARE = 0.0005
"""Part of the samples at full scale from which a recording sounds distorted."""
SLOWEST, FASTEST = 0.4, 2.4
"""Speeds, beside ours, at which somebody may have read the script."""


def speeches(
    storyboard: Storyboard, recording: Path, folder: Path, should_stop: Callable[[], bool]
) -> tuple[list[Speech], list[str]]:
    """Return one `Speech` for each scene, cut from `recording` into `folder`, and notes.

    Raises:
        StepFailed: it cannot be read, is silent, or does not say the script.
        Interrupted: `should_stop` said so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    recorded = _taken(recording, folder)
    notes = _clipping(recorded)
    if recorded.loudest < QUIET:
        raise _refusal("We hear nobody speak in your recording. Check the microphone, and record")
    if should_stop():
        raise Interrupted("The narration was stopped.")
    names = _names("recording", storyboard, recording)
    kept = [session.kept(folder, name) for name in names]
    if all(kept):
        return [speech for speech in kept if speech is not None], notes
    passages, found = followed(recorded, storyboard, should_stop)
    clips = scenes(recorded, found, [len(words) for words in passages])
    made = [
        session.keep(clip, words, scene=scene.index, folder=folder, name=name)
        for clip, words, scene, name in zip(clips, passages, storyboard.scenes, names, strict=True)
    ]
    return made, notes


def filmed(
    storyboard: Storyboard, film: Path, folder: Path, should_stop: Callable[[], bool]
) -> list[Speech]:
    """Return one `Speech` for each scene, which are the whole sound of `film` from end to end.

    Raises:
        StepFailed: as `speeches` does; its sentences are about a creator's recording.
        Interrupted: `should_stop` said so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = _names("film", storyboard, film)
    kept = [session.kept(folder, name) for name in names]
    if all(kept):
        return [speech for speech in kept if speech is not None]
    heard = _taken(film, folder)
    passages, found = followed(heard, storyboard, should_stop)
    clips = whole(heard, found, [len(words) for words in passages])
    return [
        session.keep(clip, words, scene=scene.index, folder=folder, name=name)
        for clip, words, scene, name in zip(clips, passages, storyboard.scenes, names, strict=True)
    ]


def followed(
    heard: Take, storyboard: Storyboard, should_stop: Callable[[], bool]
) -> tuple[list[list[str]], Alignment]:
    """Return the written words of each scene, and when each of them is heard.

    Raises:
        StepFailed: it does not say the script.
        Interrupted: `should_stop` said so.
    """
    passages = [written_words(scene.narration, storyboard.language) for scene in storyboard.scenes]
    found = align(heard.heard, HEARD_RATE, passages, storyboard.language, should_stop)
    if should_stop():
        raise Interrupted("The narration was stopped.")
    return passages, _believed(found, passages)


def _taken(path: Path, folder: Path) -> Take:
    try:
        recorded = take(path, folder)
    except TooLong as error:
        raise _refusal("Your recording is longer than 30 minutes. Cut it, or record") from error
    except (av.FFmpegError, IndexError, OSError) as error:
        raise _refusal(
            "Your recording cannot be read. Save it as WAV, MP3 or M4A, or record"
        ) from error
    if not recorded.length:
        raise _refusal("There is no sound in your recording. Check the microphone, and record")
    return recorded


def _clipping(recorded: Take) -> list[str]:
    """Return a sentence when the microphone was turned up too far."""
    if recorded.clipped < CLIPPED_SHARE:
        return []
    return [
        "The loudest moments of your recording are cut off, which sounds harsh. Record it again "
        "with the microphone turned down or further away to have it clean."
    ]


def _believed(found: Alignment | None, passages: list[list[str]]) -> Alignment:
    """Return the alignment, if the recording says the script."""
    if found is None:
        raise _refusal(
            "We cannot follow your recording in this language. Choose one of our voices, or record"
        )
    spoken = found.spans[-1][1] - found.spans[0][0]
    expected = found.expected[-1] - found.expected[0]
    pace = expected / max(spoken, 0.1)
    if found.likeness < SAME_WORDS or not (SLOWEST < pace < FASTEST or expected < 1):
        raise _refusal("Your recording does not say this script. Correct the script, or record")
    skipped = _skipped(found, [word for words in passages for word in words])
    if skipped:
        raise _refusal(f"Your recording leaves out “{skipped} …”. Take it out, or record")
    return found


def _skipped(found: Alignment, words: list[str]) -> str:
    """Return the beginning of a passage of some seconds that takes no time in the recording."""
    starts = np.array([start for start, _ in found.spans])
    known = np.array(found.expected)
    for index in range(len(words)):
        end = int(np.searchsorted(known, known[index] + SKIPPED_SECONDS))
        if end < len(words) and starts[end] - starts[index] < SKIPPED_SECONDS / 6:
            return " ".join(words[index : index + 5])
    return ""


def _names(use: str, storyboard: Storyboard, recording: Path) -> list[str]:
    with recording.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    script = "\n".join(scene.narration for scene in storyboard.scenes)
    return [
        session.named(use, VERSION, content, storyboard.language, script, index)
        for index in range(len(storyboard.scenes))
    ]


def _refusal(sentence: str) -> StepFailed:
    return StepFailed(f"{sentence} it again.", retryable=False, code="recording")
