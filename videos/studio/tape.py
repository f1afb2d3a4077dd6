"""Sounds of which any part is at hand: short ones in memory, long ones on disk."""

import tempfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import numpy as np

from videos.studio.audio import BLOCK, Blocks, Stereo

_SAMPLE = 8
"""Bytes of one sample of both channels."""


class Recording(Protocol):
    """A sound that can be read from any place."""

    def __len__(self) -> int:
        """Return how many samples it has."""
        ...

    def part(self, start: int, stop: int) -> Stereo:
        """Return the samples from `start` to `stop`, and silence where there are none."""
        ...


class Held:
    """A recording in memory."""

    def __init__(self, samples: Stereo) -> None:
        self._samples = samples

    def __len__(self) -> int:
        return len(self._samples)

    def part(self, start: int, stop: int) -> Stereo:
        """See `Recording`."""
        first, last = _inside(self, start, stop)
        return _padded(self._samples[first:last], first - start, stop - start)


class Tape(AbstractContextManager["Tape"]):
    """A recording in a file without a name, which is gone when it is closed or the process dies."""

    def __init__(self, blocks: Blocks, folder: Path | None = None) -> None:
        """Record `blocks`; `folder` is where there is room."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        try:
            for block in blocks:
                self._file.write(np.ascontiguousarray(block, np.float32).data)
        except BaseException:
            self._file.close()
            raise
        self._length = self._file.tell() // _SAMPLE

    def __exit__(self, *_exception: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return self._length

    def part(self, start: int, stop: int) -> Stereo:
        """See `Recording`."""
        first, last = _inside(self, start, stop)
        self._file.seek(first * _SAMPLE)
        found = np.frombuffer(self._file.read((last - first) * _SAMPLE), np.float32)
        return _padded(found.reshape(-1, 2), first - start, stop - start)


def played(recording: Recording, length: int | None = None) -> Blocks:
    """Yield a recording from its beginning, cut or silent after `length` samples."""
    total = len(recording) if length is None else length
    for start in range(0, total, BLOCK):
        yield recording.part(start, min(start + BLOCK, total))


def _inside(recording: Recording, start: int, stop: int) -> tuple[int, int]:
    first = min(max(0, start), len(recording))
    return first, max(first, min(stop, len(recording)))


def _padded(found: Stereo, before: int, length: int) -> Stereo:
    if len(found) == length:
        return found
    whole = np.zeros((length, 2), np.float32)
    if len(found):
        whole[before : before + len(found)] = found
    return whole
