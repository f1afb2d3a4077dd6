"""Readings whose true word times are known, for measuring those that we find."""

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from videos.scripting.planner import plan
from videos.scripting.validation import order
from videos.spec import Storyboard
from videos.studio.narration.clip import Clip
from videos.studio.narration.engines import Manner, engine_of
from videos.studio.narration.voices import VOICES

MOON = """Why are there two high tides a day?

The Moon pulls on the Earth, but it does not pull evenly. The water facing the Moon is closest, so
it is pulled the most, and it rises into a bulge.

On the far side something stranger happens. There the pull is weakest, so the Earth is pulled away
from the water, and a second bulge is left behind.

That is two high tides, about 12 hours and 25 minutes apart."""
MORNING = """The alarm can wait. The coffee can not.

Over 12,000 kitchens already switched, and 94% never went back. Roasted on Monday, at your door by
Wednesday, for $5 a bag.

No plastic. Just three minutes between you and the best cup of your week."""
SPEECH = """Four score and seven years ago our fathers brought forth on this continent, a new
nation, conceived in Liberty, and dedicated to the proposition that all men are created equal.

Now we are engaged in a great civil war, testing whether that nation, or any nation so conceived
and so dedicated, can long endure."""
SCRIPTS = (MOON, MORNING, SPEECH)


@dataclass(frozen=True, slots=True)
class Take:
    """Somebody's recording: samples, and the true (start, end) of each word."""

    samples: NDArray[np.float32]
    rate: int
    spans: tuple[tuple[float, float], ...]


def board(script: str) -> Storyboard:
    """Return the storyboard of a script."""
    spec = order({"campaign_name": "Campaign", "script": script})
    return plan(spec, spec.script)


def read_aloud(words: Sequence[str], voice: str, *, speed: float = 1.0) -> Clip:
    """Speak words with one of our voices."""
    chosen = VOICES[voice]
    manner = Manner(voice=chosen, language=chosen.language, speed=speed)
    return engine_of(chosen).speak(words, manner)


def record(script: str, voice: str, *, speed: float = 1.0, noise: float = 0.003) -> Take:
    """Read a script as people do: a late start, pauses between paragraphs, a room that hums."""
    generator = np.random.default_rng(7)
    parts: list[NDArray[np.float32]] = []
    spans: list[tuple[float, float]] = []
    at, rate = 0.0, 24_000
    for paragraph in script.split("\n\n"):
        clip = read_aloud(paragraph.split(), voice, speed=speed)
        rate = clip.rate
        gap = float(generator.uniform(0.6, 2.5))
        parts += [np.zeros(int(gap * rate), np.float32), clip.samples]
        spans += [(at + gap + start, at + gap + end) for start, end in clip.spans]
        at += (len(parts[-2]) + len(parts[-1])) / rate
    parts.append(np.zeros(rate, np.float32))
    samples = np.concatenate(parts)
    hum = generator.normal(0, noise, len(samples)).astype(np.float32)
    return Take(samples + hum, rate, tuple(spans))


def save(samples: NDArray[np.float32], rate: int, path: Path) -> Path:
    """Write samples as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path
