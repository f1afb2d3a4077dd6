"""Programme loudness as ITU-R BS.1770-4 defines it, heard while a sound is made.

Says what FFmpeg's ebur128 says, for a tenth of the work; `audio.Meter` stays the judge of finished
files.
"""

import numpy as np
from numpy.typing import NDArray

from videos.studio.audio import RATE, Blocks, Stereo
from videos.studio.compositor.jit import kernel

HOP = RATE // 10
"""Samples between two readings: a block of 400 ms begins every 100 ms."""
_HOPS_PER_BLOCK = 4
_ABSOLUTE_GATE, _RELATIVE_GATE = -70.0, -10.0
_OFFSET = -0.691

# The two filters of K-weighting at 48 kHz, from the tables of the recommendation.
_SHELF = (
    1.53512485958697,
    -2.69169618940638,
    1.19839281085285,
    -1.69065929318241,
    0.73248077421585,
)
_PASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)


class LoudnessMeter:
    """Hears a sound block by block; `integrated` is the loudness so far."""

    def __init__(self) -> None:
        self._state = np.zeros((2, 4))
        self._hop = np.zeros(2)
        self._energies: list[NDArray[np.float64]] = []

    def hear(self, block: Stereo) -> None:
        """Listen to the next block, of any length."""
        found = np.empty(len(block) // HOP + 1)
        count = _weigh(block, self._state, self._hop, found)
        self._energies.append(found[:count])

    @property
    def integrated(self) -> float:
        """LUFS of everything heard; -70 for silence, or less than 400 ms."""
        hops = np.concatenate([np.zeros(0), *self._energies])
        if len(hops) < _HOPS_PER_BLOCK:
            return _ABSOLUTE_GATE
        blocks = np.convolve(hops, np.full(_HOPS_PER_BLOCK, 1 / _HOPS_PER_BLOCK), "valid")
        loud = blocks[_lufs(blocks) > _ABSOLUTE_GATE]
        if not len(loud):
            return _ABSOLUTE_GATE
        kept = loud[_lufs(loud) > _lufs(loud.mean()) + _RELATIVE_GATE]
        return float(_lufs(kept.mean()))


def loudness(blocks: Blocks) -> float:
    """Return the LUFS of a sound."""
    meter = LoudnessMeter()
    for block in blocks:
        meter.hear(block)
    return meter.integrated


def _lufs(energy: NDArray[np.float64]) -> NDArray[np.float64]:
    return _OFFSET + 10 * np.log10(np.maximum(energy, 1e-12))


@kernel
def _weigh(
    sound: Stereo, state: NDArray[np.float64], hop: NDArray[np.float64], found: NDArray[np.float64]
) -> int:
    """Write the mean K-weighted energy of every hop that `sound` completes; return how many.

    `state` (2, 4) holds both channels' filters; `hop` the energy and count of the hop under way.
    """
    b0, b1, b2, a1, a2 = _SHELF
    c0, c1, c2, d1, d2 = _PASS
    count = 0
    for index in range(len(sound)):
        for channel in range(2):
            memory = state[channel]
            value = float(sound[index, channel])
            shelved = b0 * value + memory[0]
            memory[0] = b1 * value - a1 * shelved + memory[1]
            memory[1] = b2 * value - a2 * shelved
            passed = c0 * shelved + memory[2]
            memory[2] = c1 * shelved - d1 * passed + memory[3]
            memory[3] = c2 * shelved - d2 * passed
            hop[0] += passed * passed
        hop[1] += 1
        if hop[1] == HOP:
            found[count] = hop[0] / HOP
            count += 1
            hop[:] = 0
    return count
