"""Hears the beat of a recording: how fast, and where, if it is steady enough to be sure.

A wave's beginnings ("onsets") are where its spectrum grows. A tempo is a rhythm in them; that of
recorded music is mostly steady to a thousandth, so one tempo and one phase say it all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from videos.studio.audio import RATE, Blocks, resized
from videos.studio.music.grid import BEATS_PER_BAR

Curve = NDArray[np.float64]

HOP = RATE // 200
"""Samples between two looks at the spectrum: 5 ms."""
_WINDOW = 1_024
_CHUNK = 1_000
"""Looks at a time, for flat memory."""
_BANDS = np.unique(np.geomspace(1, 340, 31).astype(int))
_BASS = 6
"""Bands up to about 300 Hz, where a bar's first beat is strongest."""
_GROWTH = 3
"""Looks between the spectra that are compared."""
_ATTACK = 1.4
"""Looks from where growth peaks to the attack that it came from, measured with drums and plucks."""
SLOWEST, FASTEST, USUAL = 60.0, 180.0, 110.0
NEAR = 0.012
"""Seconds from a half beat at which an onset is on it."""
SURE = 0.42
"""Share of the onsets on half beats from which the beat is trusted; noise and speech reach 0.3."""
_CLEAR = 1.5
"""Standard deviations from which a peak is an onset."""
_CANDIDATES = 5
_LEAST_SECONDS, _FEWEST = 8, 16
"""Of sound and of onsets, below which nothing is sure."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A steady beat."""

    tempo: float
    """Beats a minute."""
    first: float
    """Second of the first downbeat."""


def hear(blocks: Blocks) -> Beat | None:
    """Return the beat of a recording; None if it has none that is sure."""
    growth, bass = _onsets(blocks)
    if len(growth) < _LEAST_SECONDS * RATE // HOP or not growth.any():
        return None
    curve = _sharpened(growth)
    at, strength = _peaks(curve)
    if len(at) < _FEWEST:
        return None
    fits = [_fitted(at, strength, period / 2) for period in _rhythms(curve)]
    fit = max(fits, key=lambda fit: fit.share - fit.chance)
    if fit.share < SURE:
        return None
    first = _downbeat(curve + 2 * _sharpened(bass), fit)
    return Beat(30 * RATE / HOP / fit.half, first * HOP / RATE)


def _onsets(blocks: Blocks) -> tuple[Curve, Curve]:
    """Return how much the spectrum grows at every look, in all and in the bass."""
    spectra = np.concatenate([np.zeros((1, len(_BANDS) - 1)), *_spectra(blocks)])
    levels = np.log1p(20 * spectra / max(1e-9, float(spectra.mean())))
    growth = np.maximum(levels[_GROWTH:] - levels[:-_GROWTH], 0)
    return growth.sum(axis=1), growth[:, :_BASS].sum(axis=1)


def _spectra(blocks: Blocks) -> Iterator[Curve]:
    rest = np.zeros(_WINDOW // 2, np.float32)
    window = np.hanning(_WINDOW)
    for block in resized(blocks, _CHUNK * HOP):
        sound = np.concatenate([rest, block.mean(axis=1)])
        looks = max(0, (len(sound) - _WINDOW) // HOP + 1)
        if looks:
            views = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::HOP][:looks]
            bins = np.abs(np.fft.rfft(views * window, axis=1))[:, : _BANDS[-1]]
            yield np.add.reduceat(bins, _BANDS[:-1], axis=1)
        rest = sound[looks * HOP :]


def _sharpened(growth: Curve) -> Curve:
    """Return what stands out from a second around it, in standard deviations."""
    second = np.ones(RATE // HOP) / (RATE // HOP)
    above = np.maximum(growth - np.convolve(growth, second, "same"), 0)
    return above / max(1e-9, float(above.std()))


def _peaks(curve: Curve) -> tuple[Curve, Curve]:
    """Return where the onsets are, between looks too, and how clear."""
    left, here, right = curve[:-2], curve[1:-1], curve[2:]
    top = np.flatnonzero((here > left) & (here >= right) & (here > _CLEAR))
    offset = 0.5 * (left - right)[top] / (left - 2 * here + right)[top]
    return top + 1 + offset + _ATTACK, here[top]


def _rhythms(curve: Curve) -> Curve:
    """Return a few periods, in looks from beat to beat, in which the onsets repeat strongly."""
    size = 1 << (4 * len(curve)).bit_length()
    power = np.abs(np.fft.rfft(curve - curve.mean(), size))
    tempi = np.arange(SLOWEST, FASTEST, 0.05)
    places = np.arange(len(power))
    beats = tempi / 60 * HOP / RATE * size
    score = np.interp(beats, places, power) + np.interp(2 * beats, places, power)
    score *= np.exp(-0.5 * (np.log2(tempi / USUAL) / 0.7) ** 2)
    tops = np.flatnonzero((score[1:-1] > score[:-2]) & (score[1:-1] >= score[2:])) + 1
    best = tops[np.argsort(score[tops])[-_CANDIDATES:]]
    return 60 * RATE / HOP / tempi[best]


@dataclass(frozen=True, slots=True)
class _Fit:
    half: float
    """Looks from one half beat to the next."""
    phase: float
    share: float
    """How much of the onsets is on half beats."""

    @property
    def chance(self) -> float:
        """As much would be if they came at random."""
        return 2 * NEAR * RATE / HOP / self.half


def _fitted(at: Curve, strength: Curve, half: float) -> _Fit:
    """Return the half beats nearest to the onsets, found by narrowing what counts as near."""
    turn = np.sum(strength * np.exp(2j * np.pi * at / half))
    phase = float(np.angle(turn)) / (2 * np.pi) * half
    for share in (0.25, 0.15, 0.1, 0.07, 0.07):
        count = np.round((at - phase) / half)
        near = np.abs(at - phase - count * half) < share * half
        if near.sum() < _FEWEST:
            break
        half, phase = map(float, np.polyfit(count[near], at[near], 1, w=np.sqrt(strength[near])))
    away = np.abs(at - phase - np.round((at - phase) / half) * half)
    near = away < NEAR * RATE / HOP
    return _Fit(half, phase, float(strength[near].sum() / strength.sum()))


def _downbeat(strength: Curve, fit: _Fit) -> float:
    """Return the first look that begins a bar: of all half beats, the kind that is strongest."""
    kinds = 2 * BEATS_PER_BAR
    start = fit.phase % fit.half
    if fit.half - start < NEAR * RATE / HOP:
        start -= fit.half
    at = np.arange(start, len(strength) - 3, fit.half)
    look = np.clip(np.round(at - _ATTACK).astype(int), 1, len(strength) - 2)
    found = strength[look - 1] + strength[look] + strength[look + 1]
    means = [float(np.mean(found[kind::kinds])) for kind in range(min(kinds, len(at)))]
    return float(at[int(np.argmax(means))])
