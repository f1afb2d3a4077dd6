"""The music bed: tracks that anybody may use, made as long as the video.

The tracks come from the wheel `immich-memories-music` (MIT). Each lasts about 32 seconds at a known
tempo, so it is repeated on a bar line, where its own phrasing closes.
"""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from videos.studio.audio import RATE, Stereo, read

MOODS = {
    "aurora": ("happy", "electronic"),
    "daylight": ("tender", "acoustic"),
    "editorial": ("calm", "acoustic"),
    "neon": ("energetic", "electronic"),
    "pop": ("happy", "acoustic"),
    "blueprint": ("nostalgic", "electronic"),
}
"""The mood and the instruments that fit each style."""
DEFAULT_MOOD = ("calm", "acoustic")
TEMPI = {
    ("calm", "acoustic"): 68,
    ("calm", "electronic"): 72,
    ("energetic", "acoustic"): 132,
    ("energetic", "electronic"): 150,
    ("happy", "acoustic"): 110,
    ("happy", "electronic"): 123,
    ("nostalgic", "acoustic"): 78,
    ("nostalgic", "electronic"): 84,
    ("tender", "acoustic"): 90,
    ("tender", "electronic"): 99,
}
"""Beats per minute, from the licence file of the wheel; all are in four-four time."""
BEATS_PER_BAR = 4
BLEND_SECONDS = 0.12
"""Cross-fade between two rounds of the loop."""
FADE_IN_SECONDS = 0.8
FADE_OUT_SECONDS = 2.2


class Bed:
    """A track as long as a video, with a beginning and an end; any part of it on demand."""

    def __init__(self, samples: Stereo, bar: float, seconds: float) -> None:
        """`bar` is how long a bar lasts in seconds; rounds of the loop join on one."""
        self._first = samples
        self._length = int(seconds * RATE)
        blend = int(BLEND_SECONDS * RATE)
        self._period = int(int((len(samples) - blend) / RATE / bar) * bar * RATE)
        if self._period <= blend:
            self._period = len(samples)
            blend = 0
        rise = np.sqrt(np.linspace(0, 1, blend, dtype=np.float32))[:, None]
        self._again = samples[: self._period].copy()
        self._again[:blend] *= rise
        self._again[:blend] += samples[self._period : self._period + blend] * rise[::-1]

    def block(self, start: int, count: int) -> Stereo:
        """Return `count` samples from `start` on; silence beyond the end."""
        at = np.arange(start, start + count)
        within = at % self._period
        again = (at >= self._period)[:, None]
        sound = np.where(again, self._again[within], self._first[within])
        return sound * self._envelope(at)[:, None]

    def _envelope(self, at: NDArray[np.int64]) -> NDArray[np.float32]:
        fade_in = min(self._length, int(FADE_IN_SECONDS * RATE))
        fade_out = min(self._length, int(FADE_OUT_SECONDS * RATE))
        rising = np.clip(at / max(1, fade_in), 0, 1)
        falling = np.clip((self._length - 1 - at) / max(1, fade_out), 0, 1) ** 2
        return (rising * falling).astype(np.float32)


def bed(style: str, title: str, seconds: float) -> Bed:
    """Return music of `seconds` for a video in `style`; the title picks among fitting tracks."""
    path = track(style, title)
    return Bed(read(path), bar_seconds(path), seconds)


def track(style: str, title: str) -> Path:
    """Return the file of the track; the same style and title always give the same one."""
    from immich_memories_music import tracks_dir

    mood, kind = MOODS.get(style, DEFAULT_MOOD)
    tracks = sorted((tracks_dir() / mood).glob(f"{mood}_{kind}_*.opus"))
    return tracks[hashlib.sha256(title.encode()).digest()[0] % len(tracks)]


def bar_seconds(path: Path) -> float:
    """Return how long a bar of the track lasts."""
    mood, kind, _ = path.stem.split("_", 2)
    return BEATS_PER_BAR * 60 / TEMPI[mood, kind]
