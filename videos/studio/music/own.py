"""Music that the creator brings: any format, any length, as it was recorded.

It is never bent. Cuts follow its beat if that happens to take a whole number of frames, as it does
at 90, 100, 120 or 150 beats a minute; otherwise it just plays.
"""

import logging
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import av
import numpy as np

from videos.exceptions import StepFailed
from videos.studio.audio import RATE, Stereo, decoded, limited
from videos.studio.loudness import loudness
from videos.studio.mastering import SILENT_LUFS
from videos.studio.music.beats import Beat, hear
from videos.studio.music.grid import Grid, grid
from videos.studio.tape import Recording, Tape, played

log = logging.getLogger(__name__)

HEARD_SECONDS = 90
"""From so much of it the beat is told."""
DRIFT_SECONDS = 0.04
"""How far cuts and beats may be apart at the end of the video."""
LEAST_SECONDS = 1
MARGIN_SECONDS = 10
_HOP = RATE // 10
_AUDIBLE = 0.02
"""Part of the loudest level below which music has not begun, or is over."""
_LAST_PART = 20 * RATE


@lru_cache(maxsize=16)
def beat(path: Path, name: str) -> Beat | None:
    """Return the beat of the file at `path`, which creators know as `name`; None if unsure.

    Raises:
        StepFailed: it cannot be played.
    """
    return hear(limited(_sound(path, name), HEARD_SECONDS * RATE))


def own_grid(path: Path, name: str, fps: int, seconds: float) -> Grid | None:
    """Return where cuts fall on the beat of the creator's music all through a video of `seconds`.

    None if it has no steady beat, or one that drifts away from whole frames.

    Raises:
        StepFailed: it cannot be played.
    """
    found = beat(path, name)
    if found is None:
        return None
    near = grid(found.tempo, fps)
    drift = abs(near.bend(found.tempo, fps) - 1) * seconds
    return near if drift <= DRIFT_SECONDS else None


def recorded(path: Path, name: str, seconds: float, scratch: Path) -> Tape:
    """Return as much of the music as a video of `seconds` can need.

    Raises:
        StepFailed: it cannot be played, is silent, or shorter than a second.
    """
    tape = Tape(limited(_sound(path, name), int((seconds + MARGIN_SECONDS) * RATE)), scratch)
    fault = _fault(tape)
    if fault:
        tape.__exit__()
        raise _refusal(f"Your music “{name}” {fault}.")
    return tape


def span(tape: Recording) -> tuple[int, int]:
    """Return where the music begins, and a quiet place near its end from which it may go round."""
    levels = np.concatenate([_levels(block) for block in played(tape)])
    audible = np.flatnonzero(levels > _AUDIBLE * levels.max())
    first, last = audible[0], audible[-1] + 1
    tail = min((last - first) // 4, _LAST_PART // _HOP)
    quiet = np.convolve(levels, np.ones(5), "same")[last - tail : last]
    end = last - tail + int(quiet.argmin()) if tail else last
    return int(first) * _HOP, min(len(tape), int(end) * _HOP)


def _levels(block: Stereo) -> Stereo:
    steps = -(-len(block) // _HOP)
    padded = np.zeros((steps * _HOP, 2), np.float32)
    padded[: len(block)] = block
    level: Stereo = np.sqrt((padded.reshape(steps, -1) ** 2).mean(axis=1))
    return level


def _fault(tape: Recording) -> str:
    if len(tape) < LEAST_SECONDS * RATE:
        return "is shorter than a second"
    return "is silent" if loudness(played(tape)) < SILENT_LUFS else ""


def _sound(path: Path, name: str) -> Iterator[Stereo]:
    """Yield the file's sound, up to a damaged place if there is one."""
    found = 0
    try:
        for block in decoded(path):
            found += len(block)
            yield block
    except (av.FFmpegError, IndexError) as error:
        log.warning("%s breaks off after %d samples: %s", path.name, found, error)
    if not found:
        raise _refusal(f"Your music “{name}” cannot be played.")


def _refusal(sentence: str) -> StepFailed:
    remedy = "Choose another file, or leave it to the studio's own music."
    return StepFailed(f"{sentence} {remedy}", retryable=False, code="music")
