"""The music bed: tracks that anybody may use, made as long as the video.

The tracks come from the wheel `immich-memories-music` (MIT). Each lasts about 32 seconds at a known
tempo, so it is repeated on a bar line, where its own phrasing closes.
"""

import hashlib
from pathlib import Path

import numpy as np

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


def bed(style: str, title: str, seconds: float) -> Stereo:
    """Return music of `seconds` for a video in `style`; the title picks among fitting tracks."""
    path = track(style, title)
    return faded(extended(read(path), bar_seconds(path), seconds))


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


def extended(samples: Stereo, bar: float, seconds: float) -> Stereo:
    """Return `samples` cut or repeated to `seconds`; repeats join on a bar line."""
    wanted = int(seconds * RATE)
    blend = int(BLEND_SECONDS * RATE)
    bars = int((len(samples) - blend) / RATE / bar)
    loop = int(bars * bar * RATE)
    if wanted <= len(samples) or loop <= blend:
        return samples[:wanted]
    out = np.zeros((wanted + len(samples), 2), np.float32)
    rise = np.sqrt(np.linspace(0, 1, blend, dtype=np.float32))[:, None]
    for start in range(0, wanted, loop):
        piece = samples[: loop + blend].copy()
        if start:
            piece[:blend] *= rise
        piece[-blend:] *= rise[::-1]
        out[start : start + len(piece)] += piece
    return out[:wanted]


def faded(samples: Stereo) -> Stereo:
    """Return `samples` with a beginning and an end."""
    length = len(samples)
    fade_in = min(length, int(FADE_IN_SECONDS * RATE))
    fade_out = min(length, int(FADE_OUT_SECONDS * RATE))
    shaped = samples.copy()
    shaped[:fade_in] *= np.linspace(0, 1, fade_in, dtype=np.float32)[:, None]
    shaped[length - fade_out :] *= (np.linspace(1, 0, fade_out, dtype=np.float32) ** 2)[:, None]
    return shaped
