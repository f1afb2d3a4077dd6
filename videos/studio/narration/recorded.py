"""The creator's own recording of the whole script: read, aligned, and cut into scenes."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

from videos.exceptions import Interrupted, StepFailed
from videos.spec import Storyboard
from videos.studio.audio import RATE, decoded
from videos.studio.narration import session
from videos.studio.narration.alignment import SAME_WORDS, Alignment, align
from videos.studio.narration.clip import LEVEL, Samples
from videos.studio.narration.cutting import scenes
from videos.studio.narration.written import words as written_words
from videos.studio.timeline import Speech

LABEL = "Your recording"
VERSION = 1
LONGEST_SECONDS = 30 * 60
QUIET = 0.003
"""RMS of the loudest moments below which nobody is speaking: -50 dBFS."""
SKIPPED_SECONDS = 3.0
"""A passage of this length cannot be read in a sixth of the time."""
FULL_SCALE = 0.985
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
    samples = _samples(recording)
    if should_stop():
        raise Interrupted("The narration was stopped.")
    notes = _clipping(samples)
    loudest = _loudest(samples)
    if loudest < QUIET:
        raise _refusal("We hear nobody speak in your recording. Check the microphone, and record")
    names = _names(storyboard, recording)
    kept = [session.kept(folder, name) for name in names]
    if all(kept):
        return [speech for speech in kept if speech is not None], notes
    passages = [written_words(scene.narration, storyboard.language) for scene in storyboard.scenes]
    samples *= np.float32(LEVEL / loudest)
    found = align(samples, RATE, passages, storyboard.language)
    if should_stop():
        raise Interrupted("The narration was stopped.")
    clips = scenes(samples, RATE, _believed(found, passages), [len(words) for words in passages])
    made = [
        session.keep(clip, words, scene=scene.index, folder=folder, name=name)
        for clip, words, scene, name in zip(clips, passages, storyboard.scenes, names, strict=True)
    ]
    return made, notes


def _samples(path: Path) -> Samples:
    """Return the recording as mono at RATE."""
    parts: list[Samples] = []
    length = 0
    try:
        gain = _gain(path)
        for block in decoded(path):
            parts.append(block.mean(axis=1) * gain)
            length += len(block)
            if length > LONGEST_SECONDS * RATE:
                raise _refusal("Your recording is longer than 30 minutes. Cut it, or record")
    except (av.FFmpegError, IndexError, OSError) as error:
        raise _refusal(
            "Your recording cannot be read. Save it as WAV, MP3 or M4A, or record"
        ) from error
    if not parts:
        raise _refusal("There is no sound in your recording. Check the microphone, and record")
    return np.concatenate(parts)


def _gain(path: Path) -> np.float32:
    """Return what undoes the 3 dB that FFmpeg takes off a mono sound when it makes it stereo."""
    with av.open(str(path)) as container:
        return np.float32(2**0.5 if container.streams.audio[0].channels == 1 else 1)


def _loudest(samples: Samples) -> float:
    """Return the RMS of the loudest twentieth of the recording, by tenths of a second."""
    size = RATE // 10
    whole = samples[: max(1, len(samples) // size) * size]
    pieces = whole.reshape(-1, min(size, len(whole)))
    return float(np.percentile(np.sqrt((pieces**2).mean(axis=1)), 95))


def _clipping(samples: Samples) -> list[str]:
    """Return a sentence when the microphone was turned up too far."""
    share = float(np.mean(np.abs(samples) >= FULL_SCALE))
    if share < CLIPPED_SHARE:
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


def _names(storyboard: Storyboard, recording: Path) -> list[str]:
    with recording.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    script = "\n".join(scene.narration for scene in storyboard.scenes)
    return [
        session.named("recording", VERSION, content, storyboard.language, script, index)
        for index in range(len(storyboard.scenes))
    ]


def _refusal(sentence: str) -> StepFailed:
    return StepFailed(f"{sentence} it again.", retryable=False, code="recording")
