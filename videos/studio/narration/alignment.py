"""When each written word is heard in a recording that comes without times.

One of our own voices, whose times are known, reads the same words. The two readings are warped
onto each other, and the known times carried over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from videos.studio.narration.clip import Clip, Samples, orderly, resampled
from videos.studio.narration.engines import Manner, engine_of
from videos.studio.narration.features import FRAMES_PER_SECOND, RATE, Heard, Sound, hear
from videos.studio.narration.voices import VOICES, Voice
from videos.studio.narration.warping import Path, warp
from videos.studio.stopping import ShouldStop, never, until_stopped

TIMED = frozenset({"hibari", "espeak"})
"""Engines that know when they say what."""
SAME_WORDS = 0.6
"""Below this likeness, the recording says something else; found with right and wrong scripts."""
GAP = RATE // 3
"""Silence between passages, in samples."""
_PAUSE = 15
"""Frames of silence that make a pause rather than the closure of a consonant."""
_REACH = 6
"""Frames that are too few for a word: it is spoken after the pause that follows them."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a recording follows the written words."""

    spans: tuple[tuple[float, float], ...]
    """(start, end) seconds of each word in the recording."""
    likeness: float
    """How steadily the two readings run side by side: about 0.75 for the same words, 0.5 for
    others."""
    expected: tuple[float, ...]
    """Seconds at which our own voice began each word."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one of our own voices makes of the words, at RATE."""

    samples: Sound
    spans: tuple[tuple[float, float], ...]


def align(
    samples: Sound,
    rate: int,
    passages: Sequence[Sequence[str]],
    language: str,
    should_stop: ShouldStop = never,
) -> Alignment | None:
    """Return when the words of all `passages` are spoken in mono `samples`.

    None when none of our voices reads `language`, or there is nothing to hear.

    Raises:
        Interrupted: `should_stop` said so.
    """
    heard = hear(samples if rate == RATE else resampled(samples, rate, RATE))
    if not heard.is_spoken.any():
        return None
    found = (_against(heard, reading) for reading in _readings(passages, language, should_stop))
    return max(found, key=lambda alignment: alignment.likeness, default=None)


def timed(samples: Samples, rate: int, words: Sequence[str], language: str) -> Clip:
    """Return `samples` with the times of `words`, spread evenly where nobody can tell them."""
    seconds = len(samples) / rate
    found = align(samples, rate, [words], language)
    if found is not None and found.likeness >= SAME_WORDS:
        return Clip(samples, rate, orderly(list(found.spans), seconds))
    letters = np.cumsum([0, *(len(word) + 1 for word in words)]) * seconds
    edges = (letters / max(1.0, float(letters[-1]) / max(seconds, 1e-6))).tolist()
    return Clip(samples, rate, orderly(list(pairwise(edges)), seconds))


def _readings(
    passages: Sequence[Sequence[str]], language: str, should_stop: ShouldStop
) -> Iterator[_Reading]:
    """Yield all passages read by each of our neural voices, or by the plain one."""
    fitting = [v for v in VOICES.values() if v.language == language and v.engine in TIMED]
    natural = [voice for voice in fitting if voice.is_neural] or fitting
    for voice in natural:
        yield _reading(until_stopped(passages, should_stop), voice, language)


def _reading(passages: Iterable[Sequence[str]], voice: Voice, language: str) -> _Reading:
    parts: list[NDArray[np.float16]] = []
    spans: list[tuple[float, float]] = []
    at = 0
    for words in passages:
        clip = engine_of(voice).speak(words, Manner(voice=voice, language=language))
        part = np.pad(resampled(clip.samples, clip.rate, RATE), (0, GAP)).astype(np.float16)
        spans += [(at / RATE + start, at / RATE + end) for start, end in clip.spans]
        at += len(part)
        parts.append(part)
    return _Reading(np.concatenate(parts), tuple(spans))


def _against(heard: Heard, reading: _Reading) -> Alignment:
    known = hear(reading.samples)
    path = warp(known.frames, heard.frames)
    spans = [_span(path, heard, start, end) for start, end in reading.spans]
    starts = tuple(start for start, _ in reading.spans)
    return Alignment(tuple(spans), _likeness(path, known, heard), starts)


def _span(path: Path, heard: Heard, start: float, end: float) -> tuple[float, float]:
    """Return when a word is heard that our own voice speaks from `start` to `end`."""
    first = int(np.searchsorted(path[:, 0], int(start * FRAMES_PER_SECOND), side="right")) - 1
    last = int(np.searchsorted(path[:, 0], int(end * FRAMES_PER_SECOND)))
    begin, stop = int(path[max(0, first), 1]), int(path[min(last, len(path) - 1), 1])
    begin, stop = _without_pause(heard.is_spoken, begin, max(begin, stop))
    return begin / FRAMES_PER_SECOND, stop / FRAMES_PER_SECOND


def _without_pause(spoken: NDArray[np.bool_], begin: int, stop: int) -> tuple[int, int]:
    """Return a word's frames without silence at its ends; what a pause cuts off is not the word."""
    for start, end in _pauses(spoken, begin, max(stop, begin + _REACH)):
        if start > begin and end - start < _PAUSE:
            continue
        if start - begin > max(_REACH, stop - end):
            return begin, start
        begin = end
    return begin, max(begin, stop)


def _pauses(spoken: NDArray[np.bool_], begin: int, stop: int) -> list[tuple[int, int]]:
    """Return the (start, end) of each silence that begins between two frames."""
    edges = np.flatnonzero(np.diff(spoken[begin : stop + 1].astype(np.int8), prepend=1) < 0)
    return [(begin + int(edge), _next_sound(spoken, begin + int(edge))) for edge in edges]


def _next_sound(spoken: NDArray[np.bool_], frame: int) -> int:
    louder = np.flatnonzero(spoken[frame:])
    return frame + int(louder[0]) if len(louder) else frame


def _likeness(path: Path, known: Heard, heard: Heard) -> float:
    """Return which part of the two speeches runs in step."""
    rows, columns = path[1:, 0], path[1:, 1]
    speaking: NDArray[np.bool_] = known.is_spoken[rows] & heard.is_spoken[columns]
    in_step = np.diff(path, axis=0).sum(axis=1) == 2  # noqa: PLR2004 one frame in each
    lengths = len(np.unique(rows[speaking])) * len(np.unique(columns[speaking]))
    return float(np.count_nonzero(in_step & speaking) / max(1.0, lengths**0.5))
