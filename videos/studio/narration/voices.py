"""The voices that come with the studio. Pure and light: no model is loaded here."""

from dataclasses import dataclass

AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice that can be chosen."""

    id: str
    label: str
    language: str
    """BCP 47 primary tag of what it speaks; "*" for the automatic choice."""
    gender: str
    engine: str
    model: str = ""
    """What the engine calls it."""

    @property
    def is_neural(self) -> bool:
        """True for voices that sound like a person."""
        return self.engine == "hibari"


def _plain(language: str, label: str, model: str) -> Voice:
    return Voice(
        id=f"espeak-{language}",
        label=f"{label} (plain)",
        language=language,
        gender="male",
        engine="espeak",
        model=model,
    )


_ALL = (
    Voice(id=AUTO, label="Automatic", language="*", gender="", engine="auto"),
    Voice(
        id="heart",
        label="Heart (neural)",
        language="en",
        gender="female",
        engine="hibari",
        model="heart",
    ),
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
"""Every voice by id."""


def voice_for(choice: str, language: str) -> tuple[Voice | None, str]:
    """Return the voice that will speak `language`, and a sentence when it is not what was asked.

    None when no voice speaks the language.
    """
    fitting = [voice for voice in _ALL if voice.language == language]
    best = next((voice for voice in fitting if voice.is_neural), fitting[0] if fitting else None)
    chosen = VOICES.get(choice)
    if chosen is not None and chosen.language == language:
        return chosen, ""
    note = ""
    if chosen is not None and chosen.id != AUTO and best is not None:
        note = f"{chosen.label} does not speak this language, so {best.label} does."
    elif best is not None and not best.is_neural:
        note = (
            f"No natural voice speaks this language yet, so it is spoken by {best.label}, "
            "which sounds like a machine."
        )
    return best, note
