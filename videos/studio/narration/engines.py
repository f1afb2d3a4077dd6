"""The engines that speak: which there are, and what each of them has to be able to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from videos.exceptions import ReelsmithError
from videos.studio.narration.clip import Clip
from videos.studio.narration.services import LOCAL, Services
from videos.studio.narration.voices import Voice

ENGINES = {
    "hibari": "videos.studio.narration.hibari_engine",
    "espeak": "videos.studio.narration.espeak_engine",
    "kokoro": "videos.studio.narration.kokoro_engine",
    "openai": "videos.studio.narration.openai_engine",
    "elevenlabs": "videos.studio.narration.elevenlabs_engine",
}
"""Modules by engine, imported when the first word is spoken. Each of them is an `Engine`."""


class VoiceUnavailable(ReelsmithError):
    """This voice cannot speak now, and trying again would not help; another one can.

    Its sentence says what is the matter and stands before "…, so NAME speaks instead."
    """

    code = "voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How words are to be spoken."""

    voice: Voice
    language: str
    """BCP 47 primary tag."""
    speed: float = 1.0
    """1.0 is natural."""
    services: Services = LOCAL
    should_stop: Callable[[], bool] = lambda: False
    """Asked while an engine waits for a vendor."""


class Engine(Protocol):
    """A module that speaks."""

    VERSION: int
    """Raised when the same words would sound otherwise."""

    def speak(self, words: Sequence[str], manner: Manner) -> Clip:
        """Speak the written `words`; the clip has one span for each of them.

        Raises:
            VoiceUnavailable: this voice cannot speak, so that another one should.
            StepFailed: something went wrong that may pass.
            Interrupted: `manner.should_stop` said so.
        """
        ...


def engine_of(voice: Voice) -> Engine:
    """Return the engine that speaks with `voice`."""
    return cast("Engine", import_module(ENGINES[voice.engine]))
