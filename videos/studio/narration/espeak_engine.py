"""The plain voices: eSpeak NG, which speaks over a hundred languages and sounds like a machine.

The library is GPL and keeps global state, so it runs in a process of its own
(`espeak_worker`), which is spoken to in JSON.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from videos.exceptions import StepFailed
from videos.studio.narration import foreign
from videos.studio.narration.clip import Clip, orderly, trim
from videos.studio.narration.engines import Manner
from videos.studio.narration.reading import readings
from videos.studio.narration.written import japanese

VERSION = 2
TIMEOUT_SECONDS = 120
WORDS_PER_MINUTE = 165


def speak(words: Sequence[str], manner: Manner) -> Clip:
    """Speak the written `words`.

    Raises:
        StepFailed: the worker crashed or hung.
    """
    said = read(words, manner.language)
    text = " ".join(said)
    starts = [0, *accumulate(len(reading) + 1 for reading in said[:-1])]
    answer = _ask(_request(text, manner))
    pcm = np.frombuffer(base64.b64decode(answer["pcm"]), "<i2")
    samples = pcm.astype(np.float32) / np.float32(32768)
    rate = int(answer["rate"])
    spans = _spans(starts, answer["events"], len(samples) / rate)
    clip = trim(Clip(samples, rate, tuple(spans)))
    return Clip(clip.samples, clip.rate, orderly(list(clip.spans), clip.seconds))


def read(words: Sequence[str], language: str) -> list[str]:
    """Return what the voice is given for each written word; it reads numbers by itself."""
    if language == "en":
        return readings(words)
    said = [foreign.read(word, language) for word in words]
    if language == "ja":
        return ["".join(token.reading for token in japanese(word)) for word in said]
    return said


def _request(text: str, manner: Manner) -> dict[str, object]:
    rate = round(WORDS_PER_MINUTE * manner.speed)
    return {"text": text, "voice": manner.voice.model, "rate": rate}


def _spans(
    starts: Sequence[int], events: Sequence[Sequence[float]], seconds: float
) -> list[tuple[float, float]]:
    """Return the time of each word; `events` are (character position, seconds) in order."""
    heard: list[float | None] = []
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else None
        own = [at for place, at in events if place >= start and (end is None or place < end)]
        heard.append(own[0] if own else None)
    times: list[float] = []
    for at in heard:
        times.append(at if at is not None else (times[-1] if times else 0.0))
    ends = [*times[1:], seconds]
    return list(zip(times, ends, strict=True))


def _ask(request: dict[str, object]) -> dict[str, Any]:
    command = [sys.executable, "-m", "videos.studio.narration.espeak_worker"]
    try:
        done = subprocess.run(  # noqa: S603 our own module
            command,
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise StepFailed(
            "The voice stopped in the middle of a sentence. We will try again.",
            retryable=True,
            code="voice",
        ) from error
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
