"""Music as long as a video: pieces of a recording one after the other, blended where they join."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from videos.studio.audio import RATE, Stereo
from videos.studio.music.closing import ring_out
from videos.studio.tape import Held, Recording

BLEND = int(0.12 * RATE)
"""Samples of the cross-fade that ends on a bar line, where the new piece's first beat covers it."""
ATTACK = RATE // 200
"""Samples in which music begins that begins on its first beat."""
ROUND_BLEND, FADE_IN, FADE_OUT = (int(seconds * RATE) for seconds in (1.5, 0.5, 2.5))
"""For music without known bars."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a recording without a join."""

    at: int
    """Sample of the bed from which it is heard alone."""
    sound: Recording
    source: int
    """Sample of `sound` that is heard at `at`."""
    blend: int = 0
    """Samples before `at` in which it rises while the run before falls."""


class Bed:
    """Runs one after the other, with a beginning and an end; any part of them on demand."""

    def __init__(
        self, runs: Sequence[Run], length: int, *, rise: int, fall: int = 0, gain: float = 1.0
    ) -> None:
        """Join `runs` to `length` samples; the first rises in `rise`, the last falls in `fall`."""
        self.runs = runs
        self._length = length
        self._rise, self._fall, self.gain = rise, fall, gain

    def __len__(self) -> int:
        return self._length

    def block(self, start: int, count: int) -> Stereo:
        """Return `count` samples from `start` on; silence beyond the end."""
        sound = np.zeros((count, 2), np.float32)
        for index, run in enumerate(self.runs):
            after = self.runs[index + 1] if index + 1 < len(self.runs) else None
            first = max(start, run.at - run.blend)
            last = min(start + count, self._length if after is None else after.at)
            if first < last:
                part = run.sound.part(first - run.at + run.source, last - run.at + run.source)
                at = np.arange(first, last)
                sound[first - start : last - start] += part * _weight(at, run, after)[:, None]
        return sound * self._envelope(np.arange(start, start + count))[:, None]

    def _envelope(self, at: NDArray[np.int64]) -> NDArray[np.float32]:
        level = np.full(len(at), self.gain)
        if at[0] < self._rise:
            level *= _swell(at / self._rise) ** 2
        if at[-1] > self._length - self._fall:
            level *= _swell((self._length - at) / max(1, self._fall)) ** 2
        return level.astype(np.float32)


def _weight(at: NDArray[np.int64], run: Run, after: Run | None) -> NDArray[np.float32]:
    """Return how loud `run` is at each sample, in power: two that overlap make one together."""
    weight = np.ones(len(at))
    if at[0] < run.at:
        weight *= _swell((at - run.at + run.blend) / run.blend)
    if after is not None and at[-1] > after.at - after.blend:
        weight *= _swell((after.at - at) / after.blend)
    return weight.astype(np.float32)


def _swell(share: NDArray[np.float64]) -> NDArray[np.float64]:
    rising: NDArray[np.float64] = np.sin(np.clip(share, 0, 1) * (np.pi / 2))
    return rising


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A recording in bars of equal length; measures are samples."""

    sound: Recording
    first: int
    """Where the first downbeat lies."""
    bar: int
    count: int
    """How many bars can go round."""
    upbeat: int
    """Bars after which a downbeat follows that may come first: all of them, for music that was made
    to go round; one, for music whose beginning should be heard."""
    closes_with_first: bool
    """Whether the first bar's chord makes an end, or the one that comes next."""


def on_bars(music: Bars, length: int, ring: int, *, gain: float = 1.0) -> Bed:
    """Return a bed whose last downbeat lies `ring` samples before its end, and rings until there.

    What does not fill a bar comes at the beginning, and leads into the first downbeat.
    """
    ring = min(ring, length)
    body = length - ring
    pickup = body % music.bar
    source = -pickup % (music.upbeat * music.bar)
    runs: list[Run] = []
    at = 0
    while at < body:
        runs.append(Run(at, music.sound, music.first + source, BLEND if runs else 0))
        at, source = at + music.count * music.bar - source, 0
    next_bar = (body - at) % (music.count * music.bar)
    close = music.first + (0 if music.closes_with_first else next_bar)
    hit = music.sound.part(close - BLEND, close + ring)
    is_jump = music.closes_with_first or at == body
    last = Run(body, Held(ring_out(hit, BLEND)), BLEND, BLEND if is_jump and runs else 0)
    return Bed([*runs, last], length, rise=max(pickup, ATTACK), gain=gain)


def in_rounds(sound: Recording, span: tuple[int, int], length: int, *, gain: float = 1.0) -> Bed:
    """Return a bed of the samples in `span` again and again, for music without known bars."""
    first, last = span
    blend = min(ROUND_BLEND, (last - first) // 4)
    runs = [Run(0, sound, first)]
    while (end := runs[-1].at + last - runs[-1].source) < length:
        runs.append(Run(end, sound, first + blend, blend))
    return Bed(runs, length, rise=FADE_IN, fall=min(FADE_OUT, length // 2), gain=gain)
