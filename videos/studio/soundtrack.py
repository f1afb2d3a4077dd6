"""The finished sound: voice at its places, music ducked below it, at broadcast loudness.

The sound is a stream of blocks from the first file to the last, so that an hour takes no more
memory than a minute.
"""

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from videos.studio import music
from videos.studio.audio import BLOCK, RATE, Blocks, Filters, Meter, Stereo, measure, read, save
from videos.studio.audio import trimmed as cut_to
from videos.studio.timeline import Timeline

TARGET_LUFS = -14.0
"""What YouTube, Spotify and others play at."""
CEILING_DBTP = -1.8
"""Before AAC, which may add a few tenths; the file stays below -1."""
SILENT_LUFS = -64.0
"""Below this there is nothing to make louder."""
MUSIC_GAIN = 0.30
DUCKED = 10 ** (-12 / 20)
ATTACK_SECONDS, RELEASE_SECONDS = 0.06, 0.35
HOP = 480
"""Samples per step of the ducking envelope: 10 ms."""
VOICE_PRESENT = 0.01
"""RMS above which somebody is speaking."""
PASSES = 3
"""The limiter takes a little loudness away; each pass puts it back."""
CLOSE_ENOUGH = 0.1


def mix(timeline: Timeline, folder: Path, path: Path) -> None:
    """Write the sound of `timeline` to `path`: 48 kHz stereo WAV, exactly as long as the picture.

    Narration files are taken from `folder`.
    """
    raw = path.with_suffix(".raw")
    with raw.open("wb") as file:
        for block in mixed(timeline, folder):
            block.tofile(file)
    master(lambda: _stored(raw), round(timeline.seconds * RATE), path)
    raw.unlink()


def mixed(timeline: Timeline, folder: Path) -> Iterator[Stereo]:
    """Yield the voice with the music under it, before mastering."""
    bed = music.bed(timeline.style, timeline.title, timeline.seconds) if timeline.score else None
    ducking, start = Ducking(), 0
    for block in voice(timeline, folder):
        if bed is None:
            yield block
            continue
        yield block + bed.block(start, len(block)) * MUSIC_GAIN * ducking.gains(block)
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
            sounding.append((at, read(folder / name)))
        for at, speech in sounding:
            first, last = max(at, start), min(at + len(speech), stop)
            block[first - start : last - start] += speech[first - at : last - at]
        sounding = [(at, speech) for at, speech in sounding if at + len(speech) > stop]
        yield block


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


def master(source: Callable[[], Blocks], length: int, path: Path) -> None:
    """Write `length` samples at TARGET_LUFS, true peaks below CEILING_DBTP; silence stays silence.

    `source` gives the sound from its beginning, once for every pass.
    """
    heard = measure(source(), peaks=False).integrated
    if heard < SILENT_LUFS:
        save(cut_to(source(), length), path)
        return
    gain = TARGET_LUFS - heard
    for _ in range(PASSES):
        meter = Meter(peaks=False)
        save(cut_to(meter.through(source(), _louder(gain)), length), path)
        error = TARGET_LUFS - meter.loudness.integrated
        if abs(error) < CLOSE_ENOUGH:
            return
        gain += error


def _louder(gain: float) -> Filters:
    limit = 10 ** (CEILING_DBTP / 20)
    return [
        ("volume", f"volume={gain:.2f}dB"),
        ("aresample", "192000"),  # peaks between samples show at four times the rate
        ("alimiter", f"limit={limit:.4f}:level=false:attack=4:release=60"),
        ("aresample", str(RATE)),
    ]


def _stored(raw: Path) -> Iterator[Stereo]:
    with raw.open("rb") as file:
        while len(block := np.fromfile(file, np.float32, 2 * BLOCK)):
            yield block.reshape(-1, 2)
