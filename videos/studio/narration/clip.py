"""A spoken piece: samples, and when each written word is heard in them."""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

SILENCE = 0.012
"""Amplitude below which a voice counts as silent."""
EDGE_SECONDS = 0.02
"""Kept around the audible part, so that no consonant is cut."""
LEVEL = 0.12
"""RMS that every voice is brought to; the final mix sets the loudness."""
SHORTEST_WORD = 0.04


@dataclass(frozen=True, slots=True)
class Clip:
    """Mono samples (-1 to 1) at `rate`, and (start, end) seconds of each written word."""

    samples: Samples
    rate: int
    spans: tuple[tuple[float, float], ...]

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


def trim(clip: Clip) -> Clip:
    """Return `clip` without silence at its ends, its spans moved along."""
    loud = np.flatnonzero(np.abs(clip.samples) > SILENCE)
    if not len(loud):
        return clip
    edge = int(EDGE_SECONDS * clip.rate)
    start, end = max(0, loud[0] - edge), min(len(clip.samples), loud[-1] + edge)
    shift, length = start / clip.rate, (end - start) / clip.rate
    spans = tuple(
        (min(max(0.0, a - shift), length), min(max(0.0, b - shift), length)) for a, b in clip.spans
    )
    return Clip(clip.samples[start:end], clip.rate, spans)


def join(clips: list[Clip], pauses: list[float]) -> Clip:
    """Return `clips` one after the other, with `pauses[i]` seconds after clip i."""
    rate = clips[0].rate
    parts: list[Samples] = []
    spans: list[tuple[float, float]] = []
    offset = 0.0
    for clip, pause in zip(clips, pauses, strict=True):
        gap = np.zeros(int(pause * rate), np.float32)
        parts += [clip.samples, gap]
        spans += [(offset + a, offset + b) for a, b in clip.spans]
        offset += (len(clip.samples) + len(gap)) / rate
    return Clip(np.concatenate(parts), rate, tuple(spans))


def level(clip: Clip) -> Clip:
    """Return `clip` with its audible part at the common level, never clipping."""
    audible = clip.samples[np.abs(clip.samples) > SILENCE]
    if not len(audible):
        return clip
    gain = LEVEL / float(np.sqrt(np.mean(audible.astype(np.float64) ** 2)))
    peak = float(np.abs(clip.samples).max())
    gained = (clip.samples * min(gain, 0.95 / peak)).astype(np.float32)
    return Clip(gained, clip.rate, clip.spans)


def orderly(spans: list[tuple[float, float]], length: float) -> tuple[tuple[float, float], ...]:
    """Return `spans` in order, without overlap and each long enough to be seen.

    Words that were not spoken (dashes, emoji) come with no length; they take a moment from their
    neighbours.
    """
    count = len(spans)
    starts = [min(max(0.0, start), length) for start, _ in spans]
    room = min(SHORTEST_WORD, length / max(1, count))
    for i in range(1, count):
        starts[i] = max(starts[i], starts[i - 1] + room)
    limit = length
    for i in reversed(range(count)):
        starts[i] = max(0.0, min(starts[i], limit - room))
        limit = starts[i]
    ends = [*starts[1:], length]
    return tuple(
        (float(start), float(max(start, min(max(end, start + room), after))))
        for start, (_, end), after in zip(starts, spans, ends, strict=True)
    )


def resampled(samples: NDArray[np.floating[Any]], rate: int, to: int) -> Samples:
    """Return mono `samples` of `rate` as they are at the rate `to`."""
    if rate == to:
        return samples.astype(np.float32, copy=False)
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=to)
    flat = np.ascontiguousarray(samples, np.float32).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(flat, format="flt", layout="mono")
    frame.sample_rate = rate
    parts = [*resampler.resample(frame), *resampler.resample(None)]
    return np.concatenate([part.to_ndarray().reshape(-1) for part in parts])


def save(clip: Clip, path: Path) -> None:
    """Write `clip` as a 16-bit mono WAV, under a temporary name first."""
    draft = path.with_suffix(".tmp")
    with wave.open(str(draft), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate)
        file.writeframes((np.clip(clip.samples, -1, 1) * 32767).astype("<i2").tobytes())
    draft.replace(path)
