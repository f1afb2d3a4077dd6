"""What is heard: loudness, peaks, silence, clipping."""

from dataclasses import dataclass

import numpy as np

from videos.studio.audio import RATE, Loudness, Stereo, measure

_SILENCE = 0.003
_FULL_SCALE = 0.999
_CLIPPED_RUN = 3
"""So many samples in a row at full scale are a flattened wave, not a peak."""


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


def listen(sound: Stereo) -> Sounds:
    """Measure a soundtrack."""
    heard = measure(sound) if len(sound) else Loudness(integrated=-70, true_peak=-120)
    return Sounds(
        seconds=len(sound) / RATE,
        loudness=round(heard.integrated, 2),
        true_peak=round(heard.true_peak, 2),
        longest_silence=round(_longest_silence(sound), 2),
        clipped=sum(_clipped(sound[:, channel]) for channel in range(sound.shape[1])),
    )


def _longest_silence(sound: Stereo) -> float:
    hop = RATE // 100
    steps = len(sound) // hop
    if not steps:
        return 0.0
    peaks = np.abs(sound[: steps * hop, 0]).reshape(steps, hop).max(axis=1)
    loud = np.flatnonzero(np.concatenate([[True], peaks > _SILENCE, [True]]))
    return float(np.diff(loud).max() - 1) / 100


def _clipped(channel: np.typing.NDArray[np.float32]) -> int:
    """Count the runs of at least _CLIPPED_RUN samples at full scale."""
    full = np.concatenate([[False], np.abs(channel) >= _FULL_SCALE, [False]])
    starts, ends = np.flatnonzero(np.diff(full.astype(np.int8))).reshape(-1, 2).T
    return int((ends - starts >= _CLIPPED_RUN).sum())
