"""A creator's recording, laid out on disk so that half an hour of it needs little memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from videos.studio.narration.clip import Samples
from videos.studio.narration.features import RATE as HEARD_RATE
from videos.studio.narration.features import Sound

RATE = 48_000
LONGEST_SECONDS = 30 * 60
_FULL_SCALE = 32_300


class TooLong(Exception):
    """The recording goes on for more than LONGEST_SECONDS."""


@dataclass(frozen=True, slots=True)
class Take:
    """A decoded recording: mono, 16 bits, RATE."""

    path: Path
    length: int
    """In samples."""
    heard: Sound
    """The same at the rate of the aligner."""
    loudest: float
    """RMS of the loudest twentieth, by tenths of a second; 1.0 is full scale."""
    clipped: float
    """Which part of the samples is at full scale."""

    def piece(self, first: int, last: int) -> Samples:
        """Return some of the samples."""
        first = max(0, first)
        count = max(0, min(last, self.length) - first)
        raw = np.fromfile(self.path, "<i2", count, offset=2 * first)
        return raw.astype(np.float32) / np.float32(32_768)


def take(source: Path, folder: Path) -> Take:
    """Decode `source`, any sound that FFmpeg reads, into a file in `folder`.

    Raises:
        av.FFmpegError, IndexError: it cannot be decoded, or has no sound.
        TooLong: see there.
    """
    path = folder / "recording.raw"
    fine = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    coarse = av.AudioResampler(format="flt", layout="mono", rate=HEARD_RATE)
    heard: list[NDArray[np.float16]] = []
    length = clipped = 0
    with path.open("wb") as file, av.open(str(source), "r") as container:
        for frame in _frames(container):
            heard += [_flat(out) for out in coarse.resample(frame)]
            for out in fine.resample(frame):
                block = out.to_ndarray().reshape(-1)
                file.write(block.tobytes())
                length += len(block)
                clipped += int(np.count_nonzero(np.abs(block.astype(np.int32)) >= _FULL_SCALE))
            if length > LONGEST_SECONDS * RATE:
                raise TooLong
    whole = np.concatenate([np.zeros(0, np.float16), *heard])
    levels = _levels(whole)
    loudest = float(np.percentile(levels, 95)) if levels else 0.0
    return Take(path, length, whole, loudest, clipped / max(1, length))


def _frames(container: "av.container.InputContainer") -> Iterator[av.AudioFrame | None]:
    yield from container.decode(audio=0)
    yield None  # what the resamplers still hold


def _flat(frame: av.AudioFrame) -> NDArray[np.float16]:
    return frame.to_ndarray().reshape(-1).astype(np.float16)


def _levels(samples: Sound) -> list[float]:
    size = HEARD_RATE // 10
    pieces = (samples[start : start + size] for start in range(0, len(samples), size))
    return [float(np.sqrt(np.mean(piece.astype(np.float32) ** 2))) for piece in pieces]
