"""A look-ahead limiter for true peaks: what a converter makes between the samples counts as well.

The gain falls in a straight line of LOOK samples towards each peak and rises again exponentially,
so it never jumps. Where nothing is loud it costs almost nothing.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from videos.studio.audio import BLOCK, RATE, Stereo
from videos.studio.compositor.jit import kernel
from videos.studio.tape import Recording

LOOK = RATE * 4 // 1000
"""Samples over which the gain falls: 4 ms."""
_RELEASE = float(np.exp(-1 / (0.06 * RATE)))
_TAPS = 12
_REACH = _TAPS // 2
_BETWEEN = (0.25, 0.5, 0.75)
_NEAR = 0.6
"""Between two samples the wave rises to the ceiling only if one nearby reaches this part of it."""


def _interpolators() -> NDArray[np.float32]:
    """Return windowed sincs, shape (3, _TAPS), that give the wave between samples 0 and 1."""
    places = np.arange(1 - _REACH, 1 + _REACH)[None, :] - np.array(_BETWEEN)[:, None]
    window = np.cos(np.pi * places / (2 * _REACH)) ** 2
    taps = np.sinc(places) * window
    sincs: NDArray[np.float32] = (taps / taps.sum(axis=1, keepdims=True)).astype(np.float32)
    return sincs


_SINCS = _interpolators()


def limited(sound: Recording, gain: float, ceiling: float) -> Iterator[Stereo]:
    """Yield `sound`, `gain` times as loud, with no true peak above `ceiling` (both amplitudes)."""
    recent = np.zeros(0, np.float32)
    for start in range(0, len(sound), BLOCK):
        stop = min(start + BLOCK, len(sound))
        around = sound.part(start - _REACH, stop + LOOK + _REACH) * np.float32(gain)
        wanted = np.ones(stop - start + LOOK, np.float32)
        _seek_peaks(around, _SINCS, np.float32(ceiling), wanted)
        if not start:
            recent = np.full(LOOK, wanted[0])  # as if the first peak had been foreseen
        out = around[_REACH : _REACH + stop - start]
        _turn_down(out, wanted, recent)
        yield out


@kernel
def _seek_peaks(
    around: Stereo, sincs: NDArray[np.float32], ceiling: np.float32, wanted: NDArray[np.float32]
) -> None:
    """Lower `wanted`, the highest gain at each sample, from LOOK before every peak up to it."""
    near = ceiling * np.float32(_NEAR)
    for index in range(len(wanted)):
        at = index + _REACH
        peak = np.float32(0)
        for channel in range(2):
            here, after = abs(around[at, channel]), abs(around[at + 1, channel])
            peak = max(peak, here, after)
            if max(here, after) > near:
                for sinc in sincs:
                    value = np.float32(0)
                    for tap in range(_TAPS):
                        value += sinc[tap] * around[at + 1 - _REACH + tap, channel]
                    peak = max(peak, abs(value))
        if peak > ceiling:
            gain = ceiling / peak
            for before in range(max(0, index - LOOK), min(index + 2, len(wanted))):
                wanted[before] = min(wanted[before], gain)


@kernel
def _turn_down(out: Stereo, wanted: NDArray[np.float32], recent: NDArray[np.float32]) -> None:
    """Multiply `out` by the mean of the last LOOK gains, each as `wanted` or rising towards 1.

    `recent` are those gains, oldest first, from one block to the next.
    """
    last = recent[LOOK - 1]
    total = np.float64(recent.sum())
    ring = recent.copy()
    for index in range(len(out)):
        last = min(wanted[index], np.float32(1) - (np.float32(1) - last) * np.float32(_RELEASE))
        slot = index % LOOK
        total += np.float64(last) - np.float64(ring[slot])
        ring[slot] = last
        gain = np.float32(total / LOOK)
        out[index, 0] *= gain
        out[index, 1] *= gain
    for slot in range(LOOK):
        recent[slot] = ring[(len(out) + slot) % LOOK]
