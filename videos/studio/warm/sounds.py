"""Mixing the small video's sound, and following a recording of it."""

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np

from videos.spec import Aspect, CaptionStyle
from videos.studio import soundtrack
from videos.studio.narration.features import RATE, hear
from videos.studio.narration.warping import warp
from videos.studio.warm import scenes

_LOUD = 20_000


def play(folder: Path) -> None:
    """Mix voice and music, master them, and warp one recording onto another."""
    spoken = _said()
    with wave.open(str(folder / scenes.SPEECH), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((spoken * _LOUD).astype("<i2").tobytes())
    whole = scenes.timeline("aurora", Aspect.WIDE, CaptionStyle.PILL)
    soundtrack.mix(replace(whole, shots=whole.shots[:2]), folder, folder / "mixed.wav")
    warp(hear(spoken).frames, hear(spoken[RATE // 4 :]).frames)


def _said() -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    now = np.arange(round(scenes.SECONDS * RATE)) / RATE
    return (np.sin(now * 2_000) * np.sin(now * 12)).astype(np.float32)
