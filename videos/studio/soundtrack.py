"""The finished sound: voice at its places, music ducked below it, at broadcast loudness.

The sound is a stream of blocks from the first file to the last, so that an hour takes no more
memory than a minute.
"""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from videos.studio.audio import BLOCK, RATE, Stereo, read_wav
from videos.studio.mastering import master
from videos.studio.music.beds import bed
from videos.studio.stopping import ShouldStop, never, until_stopped
from videos.studio.tape import Tape
from videos.studio.timeline import Timeline

DUCKED = 10 ** (-12 / 20)
ATTACK_SECONDS, RELEASE_SECONDS = 0.06, 0.35
HOP = 480
"""Samples per step of the ducking envelope: 10 ms."""
VOICE_PRESENT = 0.01
"""RMS above which somebody is speaking."""
EDGE = RATE // 200
"""Samples in which a recording of a voice rises and falls, so that it cannot click."""


def mix(
    timeline: Timeline,
    folder: Path,
    path: Path,
    *,
    assets: Path | None = None,
    should_stop: ShouldStop = never,
) -> None:
    """Write the sound of `timeline` to `path`: 48 kHz stereo WAV, exactly as long as the picture.

    Narration files are taken from `folder`, the creator's music from `assets`, which is a folder in
    it unless given.

    Raises:
        StepFailed: the creator's music cannot be used.
        Interrupted: `should_stop` said so.
    """
    blocks = mixed(timeline, folder, assets or folder / "assets", path.parent)
    with Tape(until_stopped(blocks, should_stop), path.parent) as tape:
        master(tape, path, should_stop)


def mixed(timeline: Timeline, folder: Path, assets: Path, scratch: Path) -> Iterator[Stereo]:
    """Yield the voice with the music under it, before mastering."""
    if timeline.score is None:
        yield from voice(timeline, folder)
        return
    ducking, start = Ducking(), 0
    with bed(timeline, timeline.score, assets, scratch) as music:
        for block in voice(timeline, folder):
            yield block + music.block(start, len(block)) * ducking.gains(block)
            start += len(block)


def voice(timeline: Timeline, folder: Path) -> Iterator[Stereo]:
    """Yield the narration, each scene's file at its place, silence between them."""
    total = round(timeline.seconds * RATE)
    waiting = deque(
        (round((timeline.start_of(index) + shot.audio_start) * RATE), shot.audio)
        for index, shot in enumerate(timeline.shots)
    )
    sounding: list[tuple[int, Stereo]] = []
    for start in range(0, total, BLOCK):
        block = np.zeros((min(BLOCK, total - start), 2), np.float32)
        stop = start + len(block)
        while waiting and waiting[0][0] < stop:
            at, name = waiting.popleft()
            sounding.append((at, _eased(read_wav(folder / name))))
        for at, speech in sounding:
            first, last = max(at, start), min(at + len(speech), stop)
            block[first - start : last - start] += speech[first - at : last - at]
        sounding = [(at, speech) for at, speech in sounding if at + len(speech) > stop]
        yield block


def _eased(speech: Stereo) -> Stereo:
    edge = min(EDGE, len(speech) // 2)
    rise = np.linspace(0, 1, edge, dtype=np.float32)[:, None]
    speech[:edge] *= rise
    speech[len(speech) - edge :] *= rise[::-1]
    return speech


class Ducking:
    """Turns music down while somebody speaks, quickly, and up again, slowly."""

    def __init__(self) -> None:
        self._gain = 1.0

    def gains(self, spoken: Stereo) -> NDArray[np.float32]:
        """Return the gain of the music for the next block, shape (samples, 1).

        Blocks must be whole hops long, but for the last.
        """
        steps = -(-len(spoken) // HOP)
        padded = np.zeros(steps * HOP, np.float32)
        padded[: len(spoken)] = spoken[:, 0]
        rms = np.sqrt((padded.reshape(steps, HOP) ** 2).mean(axis=1))
        edges = [self._gain]
        for wanted in np.where(rms > VOICE_PRESENT, DUCKED, 1.0):
            pace = _FALL if wanted < self._gain else _RISE
            self._gain += (wanted - self._gain) * pace
            edges.append(self._gain)
        smooth = np.interp(np.arange(len(spoken)), np.arange(steps + 1) * HOP, edges)
        return smooth.astype(np.float32)[:, None]


_FALL, _RISE = (1 - np.exp(-HOP / RATE / s) for s in (ATTACK_SECONDS, RELEASE_SECONDS))
