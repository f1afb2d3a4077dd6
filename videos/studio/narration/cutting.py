"""Cuts one long recording into scenes, between words and without a click."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from videos.studio.narration.alignment import Alignment
from videos.studio.narration.clip import LEVEL, Clip, Samples, orderly
from videos.studio.narration.take import RATE, Take

BEFORE, AFTER = 0.2, 0.3
"""Seconds kept around the words of a scene: a breath, and the room after the last sound."""
LONGEST_PAUSE, KEPT_PAUSE = 1.2, 0.8
"""Longer pauses between words are shortened to the second."""
FADE_SECONDS = 0.01
_STEP = 0.005

Span = tuple[float, float]


def scenes(take: Take, found: Alignment, counts: Sequence[int]) -> Iterator[Clip]:
    """Yield one clip for each scene, which has the next of `counts` words."""
    edges = np.cumsum([0, *counts]).tolist()
    own = [list(found.spans[a:b]) for a, b in pairwise(edges)]
    for spans, limits in zip(own, pairwise(_cuts(take, own)), strict=True):
        yield _scene(take, spans, limits)


def whole(take: Take, found: Alignment, counts: Sequence[int]) -> Iterator[Clip]:
    """Yield for each scene all that is heard until the next begins.

    Nothing is left out: laid end to end they are the recording again.
    """
    edges = np.cumsum([0, *counts]).tolist()
    own = [list(found.spans[a:b]) for a, b in pairwise(edges)]
    for spans, (start, end) in zip(own, pairwise(_cuts(take, own)), strict=True):
        samples = _faded(take.piece(int(start * RATE), int(end * RATE)))
        words = [(a - start, b - start) for a, b in spans]
        yield Clip(samples, RATE, orderly(words, end - start))


def _cuts(take: Take, own: list[list[Span]]) -> list[float]:
    """Return the seconds between scenes at which least is to be heard, and both ends."""
    cuts = [0.0]
    for before, after in pairwise(own):
        cuts.append(_quietest(take, before[-1][1], max(before[-1][1], after[0][0])))
    return [*cuts, take.length / RATE]


def _quietest(take: Take, start: float, end: float) -> float:
    """Return the second between two words at which least is to be heard."""
    step = int(_STEP * RATE)
    first, last = max(0, int((start - 0.02) * RATE)), int((end + 0.02) * RATE) + 4 * step
    power = take.piece(first, last) ** 2
    if len(power) < 4 * step:
        return end
    loudness = np.convolve(power, np.ones(4 * step), mode="valid")[::step]
    quiet = np.flatnonzero(loudness <= loudness.min() * 2 + 1e-6)
    return (first + int(quiet[len(quiet) // 2]) * step + 2 * step) / RATE


def _scene(take: Take, spans: list[Span], limits: Span) -> Clip:
    """Return what lies between two cuts, trimmed, with its long pauses shortened."""
    start = max(limits[0], spans[0][0] - BEFORE)
    end = max(min(limits[1], spans[-1][1] + AFTER), start + 0.05)
    kept = _kept(spans, start, end)
    parts = [_faded(take.piece(int(a * RATE), int(b * RATE))) for a, b in kept]
    offsets = np.cumsum([0.0, *(len(part) / RATE for part in parts)]).tolist()
    moved = [(_moved(a, kept, offsets), _moved(b, kept, offsets)) for a, b in spans]
    samples = np.concatenate(parts) * np.float32(LEVEL / max(take.loudest, 1e-6))
    return Clip(samples, RATE, orderly(moved, offsets[-1]))


def _kept(spans: list[Span], start: float, end: float) -> list[Span]:
    """Return the pieces of the recording that stay."""
    pieces, at = [], start
    for (_, before), (after, _) in pairwise(spans):
        if after - before > LONGEST_PAUSE:
            pieces.append((at, before + KEPT_PAUSE / 2))
            at = after - KEPT_PAUSE / 2
    return [*pieces, (at, end)]


def _moved(second: float, kept: list[Span], offsets: list[float]) -> float:
    """Return where a second of the recording lies among the pieces."""
    for (start, end), offset in zip(kept, offsets, strict=False):
        if second <= end:
            return offset + max(0.0, second - start)
    return offsets[-1]


def _faded(piece: Samples) -> Samples:
    """Return `piece` rising from nothing and falling to it: no click."""
    size = min(int(FADE_SECONDS * RATE), len(piece) // 2)
    if not size:
        return piece
    faded = piece.copy()
    ramp = np.sin(np.linspace(0, np.pi / 2, size, dtype=np.float32)) ** 2
    faded[:size] *= ramp
    faded[-size:] *= ramp[::-1]
    return faded
