"""How music ends: its last beat rings out in a room."""

import numpy as np

from videos.studio.audio import RATE, Stereo

HELD = int(0.15 * RATE)
"""Samples that the last chord is heard as it was played, before it dies away."""
STRUCK = int(0.45 * RATE)
"""Samples of it that the room answers."""
DECAY = 30.0
"""Decibels by which the chord itself falls until the end."""
ROOM_DECAY = 45.0
WET = 0.5
"""Level of the room against the chord."""
FADE = int(0.25 * RATE)
_SEED = 5


def ring_out(sound: Stereo, before: int) -> Stereo:
    """Return `sound` with everything after its sample `before`, the last beat, dying away.

    What the music would play next sinks under the reverberation of the beat. The end is silence.
    """
    out = sound.copy()
    ring = len(sound) - before
    since = np.arange(ring, dtype=np.float32)
    fall = 10 ** (-DECAY / 20 * np.maximum(since - HELD, 0) / max(1, ring))
    out[before:] *= fall[:, None]
    out[before:] += _room(sound[before:][:STRUCK], ring)
    fade = min(FADE, ring)
    out[len(out) - fade :] *= (np.cos(np.linspace(0, np.pi / 2, fade)) ** 2)[:, None]
    return out


def _room(struck: Stereo, length: int) -> Stereo:
    """Return what a room makes of a beat: noise that dies away, in the beat's own colours."""
    if not len(struck):
        return np.zeros((length, 2), np.float32)
    beat = struck * np.linspace(1, 0, len(struck), dtype=np.float32)[:, None]
    noise = np.random.default_rng(_SEED).standard_normal((length, 2))
    noise *= 10 ** (-ROOM_DECAY / 20 * np.linspace(0, 1, length))[:, None]
    size = 1 << (length + len(beat)).bit_length()
    spectrum = np.fft.rfft(beat, size, axis=0) * np.fft.rfft(noise, size, axis=0)
    wet = np.fft.irfft(spectrum, size, axis=0)[:length]
    level = WET * np.sqrt((beat**2).mean() / max(1e-12, float((wet[: len(beat)] ** 2).mean())))
    room: Stereo = (wet * level).astype(np.float32)
    return room
