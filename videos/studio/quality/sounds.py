"""What is heard: loudness, peaks, silence, clipping. One pass, in flat memory."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from videos.studio.audio import RATE, Blocks, Meter, Stereo, resized

_SILENCE = 0.003
_FULL_SCALE = 0.999
_CLIPPED_RUN = 3
"""So many samples in a row at full scale are a flattened wave, not a peak."""
_HOP = RATE // 100
_BLOCK = 100 * _HOP


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """What a soundtrack sounds like."""

    seconds: float
    loudness: float
    """LUFS over the whole."""
    true_peak: float
    """dBTP."""
    longest_silence: float
    """Seconds."""
    clipped: int
    """How often the wave is flattened at full scale."""


def listen(sound: Blocks) -> Sounds:
    """Measure a soundtrack."""
    meter, ear = Meter(), _Ear()
    for _ in meter.through(ear.hearing(resized(sound, _BLOCK))):
        pass
    return Sounds(
        seconds=ear.samples / RATE,
        loudness=round(meter.loudness.integrated, 2),
        true_peak=round(meter.loudness.true_peak, 2),
        longest_silence=round(ear.longest * _HOP / RATE, 2),
        clipped=ear.clipped,
    )


class _Ear:
    """Notices silence and clipping in what passes, also where they span blocks."""

    def __init__(self) -> None:
        self.samples = self.longest = self.clipped = 0
        self._quiet = 0
        self._tails = [np.zeros(1, bool), np.zeros(1, bool)]

    def hearing(self, sound: Blocks) -> Iterator[Stereo]:
        for block in sound:
            self.samples += len(block)
            self._hear_silence(block)
            for channel in range(2):
                self._hear_clipping(np.abs(block[:, channel]) >= _FULL_SCALE, channel)
            yield block

    def _hear_silence(self, block: Stereo) -> None:
        steps = len(block) // _HOP
        for peak in np.abs(block[: steps * _HOP, 0]).reshape(steps, _HOP).max(axis=1, initial=0):
            self._quiet = self._quiet + 1 if peak <= _SILENCE else 0
            self.longest = max(self.longest, self._quiet)

    def _hear_clipping(self, full: NDArray[np.bool_], channel: int) -> None:
        """Count where a run begins; what is too near the end is looked at with the next block."""
        joined = np.concatenate([self._tails[channel], full])
        if len(joined) > _CLIPPED_RUN:
            runs = np.lib.stride_tricks.sliding_window_view(joined, _CLIPPED_RUN + 1)
            self.clipped += int((~runs[:, 0] & runs[:, 1:].all(axis=1)).sum())
        self._tails[channel] = joined[-_CLIPPED_RUN:]
