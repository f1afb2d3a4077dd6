"""What speech sounds like, ten milliseconds at a time, whoever says it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
HOP = 160
"""Samples between frames: 10 ms."""
FRAMES_PER_SECOND = RATE // HOP
_WINDOW = 400
_FFT = 512
_BANDS, _CEPSTRA = 32, 13
_BATCH = 2_000
"""Frames transformed at a time."""
_ABOVE_NOISE_DB, _BELOW_SPEECH_DB = 9.0, 32.0
_FLOOR_DB = 15.0
"""Sounds this far below speech are all the same silence."""
_SLOPE_WEIGHT = 3.0
_SPAN = 4
"""Frames on either side over which slopes are taken."""

Sound = NDArray[np.float32] | NDArray[np.float16]
"""Mono samples; half precision is enough for an aligner, and half the memory."""
Frames = NDArray[np.float32]
"""Shape (frames, values)."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording as an aligner hears it."""

    frames: Frames
    """Cepstra and their slopes, free of the microphone's and the voice's colour."""
    is_spoken: NDArray[np.bool_]
    """For each frame whether it is louder than the room."""


def hear(samples: Sound) -> Heard:
    """Return what is to be heard in mono `samples` at RATE, one frame for each HOP."""
    bands, loudness = _bands(samples)
    spoken = _spoken(loudness)
    colour = bands[spoken].mean(axis=0) if spoken.any() else bands.mean(axis=0)
    cepstra = np.maximum(bands - colour, -_FLOOR_DB) @ _COSINES
    frames = np.concatenate([cepstra, _SLOPE_WEIGHT * _slopes(cepstra)], axis=1)
    return Heard(np.ascontiguousarray(frames, np.float32), spoken)


def _bands(samples: Sound) -> tuple[Frames, NDArray[np.float32]]:
    """Return the decibels of each band of each frame, and of each frame as a whole."""
    count = max(1, len(samples) // HOP)
    shape = np.hamming(_WINDOW).astype(np.float32)
    bands, loudness = [], []
    for first in range(0, count, _BATCH):
        windows = _windows(samples, first, min(count, first + _BATCH))
        power = np.abs(np.fft.rfft(windows * shape, _FFT)) ** 2 * _BRIGHTER
        bands.append(_decibels(power @ _MELS))
        loudness.append(_decibels(power.sum(axis=1)))
    return np.concatenate(bands), np.concatenate(loudness)


def _windows(samples: Sound, first: int, last: int) -> NDArray[np.float32]:
    """Return the samples around each of the frames from `first` to before `last`."""
    start, stop = first * HOP - _WINDOW // 2, last * HOP + _WINDOW
    part = samples[max(0, start) : stop].astype(np.float32)
    part = np.pad(part, (max(0, -start), max(0, stop - max(0, start) - len(part))))
    return np.lib.stride_tricks.sliding_window_view(part, _WINDOW)[::HOP][: last - first]


def _decibels(power: NDArray[np.float64]) -> NDArray[np.float32]:
    return (10 * np.log10(power + 1e-7)).astype(np.float32)


def _spoken(loudness: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return for each frame whether it is louder than the room."""
    noise, speech = np.percentile(loudness, [5, 95])
    limit = max(min(noise + _ABOVE_NOISE_DB, speech - 10), speech - _BELOW_SPEECH_DB)
    return np.asarray(loudness > limit)


def _slopes(cepstra: Frames) -> Frames:
    """Return how fast each value changes, by least squares over 2 * _SPAN + 1 frames."""
    padded = np.pad(cepstra, ((_SPAN, _SPAN), (0, 0)), mode="edge")
    count = len(cepstra)
    steps = range(1, _SPAN + 1)
    rise = np.zeros_like(cepstra)
    for step in steps:
        rise += step * (padded[_SPAN + step :][:count] - padded[_SPAN - step :][:count])
    return np.asarray(rise / (2 * sum(step * step for step in steps)), np.float32)


def _mels() -> NDArray[np.float32]:
    """Return triangular bands, even to the ear, between 80 Hz and 7.6 kHz: (bins, bands)."""
    edges = 700 * (10 ** (np.linspace(_mel(80), _mel(7_600), _BANDS + 2) / 2595) - 1)
    bins = np.arange(_FFT // 2 + 1)[:, None] * RATE / _FFT
    low, mid, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (bins - low) / (mid - low), (high - bins) / (high - mid)
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), np.float32)


def _mel(hertz: float) -> float:
    return float(2595 * np.log10(1 + hertz / 700))


def _cosines() -> NDArray[np.float32]:
    """Return the orthonormal matrix from decibels of bands to the first cepstra."""
    bands = (np.arange(_BANDS) + 0.5)[:, None] / _BANDS
    waves = np.cos(np.pi * bands * np.arange(_CEPSTRA)) * np.sqrt(2 / _BANDS)
    waves[:, 0] *= np.sqrt(0.5)
    return np.asarray(waves / 10, np.float32)


_MELS, _COSINES = _mels(), _cosines()
_BRIGHTER = np.abs(1 - 0.97 * np.exp(-2j * np.pi * np.arange(_FFT // 2 + 1) / _FFT)) ** 2
"""Power that voices lack in the treble."""
