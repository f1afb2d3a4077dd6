"""Finished files of stripes and a tone, as good or as bad as one likes."""

from pathlib import Path

import numpy as np

from tests.studio.boards import COFFEE, timeline
from tests.studio.segments import segments
from videos.studio.assembly import assemble
from videos.studio.audio import RATE, Stereo, read
from videos.studio.mastering import master
from videos.studio.sound import encode
from videos.studio.tape import Held


def steady_tone(seconds: float, level: float = 0.3) -> Stereo:
    """Return 500 Hz on both channels."""
    wave = level * np.sin(2 * np.pi * 500 * np.arange(int(seconds * RATE)) / RATE)
    return np.column_stack([wave, wave]).astype(np.float32)


def good_sound(folder: Path) -> Stereo:
    """Return sound at the loudness that is wanted, as long as the pictures of COFFEE."""
    master(Held(steady_tone(timeline(COFFEE).seconds)), folder / "good.wav")
    return read(folder / "good.wav")


def finished(folder: Path, sound: Stereo | None = None, **pictures: bool | int) -> Path:
    """Write the video of COFFEE with this sound, or one too quiet, and return where it is."""
    laid, out = timeline(COFFEE), folder / "out.mp4"
    parts = segments(laid, folder, **pictures)  # type: ignore[arg-type]
    heard = steady_tone(laid.seconds) if sound is None else sound
    encode([heard], folder / "sound.m4a")
    assemble(parts, folder / "sound.m4a", laid, out)
    return out
