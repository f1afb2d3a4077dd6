"""The finished sound: voice at its places, music ducked below it, at broadcast loudness."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from videos.studio import music
from videos.studio.audio import RATE, Stereo, measure, read, run
from videos.studio.timeline import Timeline

TARGET_LUFS = -14.0
"""What YouTube, Spotify and others play at."""
CEILING_DBTP = -1.8
"""Before AAC, which may add a few tenths; the file stays below -1."""
MUSIC_GAIN = 0.30
DUCKED = 10 ** (-12 / 20)
ATTACK_SECONDS, RELEASE_SECONDS = 0.06, 0.35
HOP = 480
"""Samples per step of the ducking envelope: 10 ms."""
VOICE_PRESENT = 0.01
"""RMS above which somebody is speaking."""
PASSES = 3
"""The limiter takes a little loudness away; each pass puts it back."""


def mix(timeline: Timeline, folder: Path, path: Path) -> None:
    """Write the sound of `timeline` to `path`: 48 kHz stereo WAV, exactly as long as the picture.

    Narration files are taken from `folder`.
    """
    voice = _voice(timeline, folder)
    if timeline.music:
        bed = music.bed(timeline.style, timeline.title, timeline.seconds)
        voice[: len(bed)] += bed * MUSIC_GAIN * ducking(voice)[: len(bed)]
    _save(mastered(voice), path)


def ducking(voice: Stereo) -> NDArray[np.float32]:
    """Return the gain of the music, one value per sample, shape (samples, 1)."""
    steps = -(-len(voice) // HOP)
    padded = np.zeros(steps * HOP, np.float32)
    padded[: len(voice)] = voice[:, 0]
    rms = np.sqrt((padded.reshape(steps, HOP) ** 2).mean(axis=1))
    target = np.where(rms > VOICE_PRESENT, DUCKED, 1.0)
    fall, rise = (1 - np.exp(-HOP / RATE / s) for s in (ATTACK_SECONDS, RELEASE_SECONDS))
    gains = np.empty(steps, np.float32)
    gain = 1.0
    for i, wanted in enumerate(target):
        gain += (wanted - gain) * (fall if wanted < gain else rise)
        gains[i] = gain
    smooth = np.interp(np.arange(len(voice)), np.arange(steps) * HOP + HOP / 2, gains)
    return smooth.astype(np.float32)[:, None]


def mastered(samples: Stereo) -> Stereo:
    """Return `samples` at TARGET_LUFS with true peaks below CEILING_DBTP; silence stays silence."""
    out = samples
    gain = 0.0
    for _ in range(PASSES):
        error = TARGET_LUFS - measure(out).integrated
        if error > 50 or abs(error) < 0.1:  # noqa: PLR2004 silence, or there already
            break
        gain += error
        limit = 10 ** (CEILING_DBTP / 20)
        out = run(
            samples,
            [
                ("volume", f"volume={gain:.2f}dB"),
                ("aresample", "192000"),  # peaks between samples show at four times the rate
                ("alimiter", f"limit={limit:.4f}:level=false:attack=4:release=60"),
            ],
        )[: len(samples)]
    return out


def _voice(timeline: Timeline, folder: Path) -> Stereo:
    track = np.zeros((round(timeline.seconds * RATE), 2), np.float32)
    for shot in timeline.shots:
        speech = read(folder / shot.audio)
        start = round(shot.audio_start * RATE)
        end = min(len(track), start + len(speech))
        track[start:end] += speech[: end - start]
    return track


def _save(samples: Stereo, path: Path) -> None:
    draft = path.with_suffix(".tmp")
    with wave.open(str(draft), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    draft.replace(path)
