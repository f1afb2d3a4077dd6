"""Brings a mix to broadcast loudness without a peak above the ceiling."""

from collections.abc import Iterator
from pathlib import Path

from videos.studio.audio import Blocks, Stereo, save
from videos.studio.limiter import limited
from videos.studio.loudness import LoudnessMeter, loudness
from videos.studio.stopping import ShouldStop, never, until_stopped
from videos.studio.tape import Recording, played

TARGET_LUFS = -14.0
"""What YouTube, Spotify and others play at."""
CEILING_DBTP = -2.5
"""Before AAC, which adds up to a decibel to hard drums; the file stays below -1."""
SILENT_LUFS = -64.0
"""Below this there is nothing to make louder."""
PASSES = 4
"""The limiter takes a little loudness away; each pass puts it back."""
CLOSE_ENOUGH = 0.05


def master(sound: Recording, path: Path, should_stop: ShouldStop = never) -> None:
    """Write `sound` at TARGET_LUFS, true peaks below CEILING_DBTP; silence stays silence.

    Raises:
        Interrupted: `should_stop` said so.
    """
    heard = loudness(until_stopped(played(sound), should_stop))
    if heard < SILENT_LUFS:
        save(played(sound), path)
        return
    gain = TARGET_LUFS - heard
    for _ in range(PASSES):
        meter = LoudnessMeter()
        blocks = limited(sound, amplitude(gain), amplitude(CEILING_DBTP))
        save(_heard(until_stopped(blocks, should_stop), meter), path)
        error = TARGET_LUFS - meter.integrated
        if abs(error) < CLOSE_ENOUGH:
            return
        gain += error


def amplitude(decibels: float) -> float:
    """Return decibels as a factor."""
    return float(10 ** (decibels / 20))


def _heard(blocks: Blocks, meter: LoudnessMeter) -> Iterator[Stereo]:
    for block in blocks:
        meter.hear(block)
        yield block
