"""What a test can hear: clicks, levels, and sounds made to be heard."""

from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from videos.studio.audio import RATE, Stereo, frames

_AROUND, _AT = RATE // 50, RATE // 1000
_FLOOR = 0.002


def tone(seconds: float, level: float = 0.2, hertz: float = 440.0) -> Stereo:
    """Return a sine."""
    wave = level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.column_stack([wave, wave]).astype(np.float32)


def harshness(sound: Stereo, at: int) -> float:
    """Return how far the wave's bend at sample `at` exceeds what is usual around it.

    Sound that goes on stays near 1; a jump between two samples gives far more.
    """
    bend = np.abs(np.diff(sound[max(0, at - _AROUND) : at + _AROUND], 2, axis=0)).max(axis=1)
    here = at - max(0, at - _AROUND)
    usual = max(float(np.percentile(bend, 98)), _FLOOR)
    return float(bend[max(0, here - _AT) : here + _AT].max()) / usual


def level(sound: Stereo) -> float:
    """Return the RMS in decibels of full scale."""
    return 20 * float(np.log10(np.sqrt((sound.astype(float) ** 2).mean()) + 1e-9))


def song(tempo: float, first: float, seconds: float) -> Stereo:
    """Return plucked notes on half beats from `first` on, with a bass on every bar's first beat."""
    out = np.zeros(int(seconds * RATE) + RATE)
    at = np.arange(RATE // 2) / RATE
    attack = np.minimum(at / 0.004, 1)
    for number in range(int((seconds - first) * tempo / 30)):
        hertz = (220, 277, 330, 440)[number % 4]
        note = sum(np.sin(2 * np.pi * hertz * k * at) / k for k in (1, 2, 3, 4)) * np.exp(-6 * at)
        note = note * (0.2, 0.08, 0.14, 0.08)[number % 4]
        if number % 8 == 0:
            note = note + 0.4 * np.sin(2 * np.pi * 55 * at) * np.exp(-4 * at)
        start = round((first + number * 30 / tempo) * RATE)
        out[start : start + len(at)] += attack * note
    return np.column_stack([out, out])[: int(seconds * RATE)].astype(np.float32)


def encoded(sound: Stereo, path: Path, codec: str, bits: int = 128_000) -> Path:
    """Write `sound` as creators' files are: MP3, Opus, AAC, FLAC, …"""
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=RATE, layout="stereo")
        assert isinstance(stream, AudioStream)
        stream.bit_rate = bits
        resampler = av.AudioResampler(format=stream.format.name, layout="stereo", rate=RATE)
        for frame in (*frames([sound], 960 if codec == "libopus" else 1_024), None):
            for ready in resampler.resample(frame):
                container.mux(stream.encode(ready))
        container.mux(stream.encode(None))
    return path
