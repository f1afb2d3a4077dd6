"""Who presents: the avatar and the voice that the operator set for what a brief asks for.

A setting that ends in `_FEMALE` or `_MALE` may end in a language besides: `DID_VOICE_MALE` reads
every language, and `DID_VOICE_MALE_DE` reads German in its place.
"""

from collections.abc import Mapping

from config import env
from videos.providers.base import Brief
from videos.providers.errors import permanent

FEMALE, MALE = "FEMALE", "MALE"


def gender(brief: Brief) -> str:
    """Return FEMALE or MALE; a brief that leaves it open gets a woman."""
    return MALE if brief.voice == "male" else FEMALE


def language(brief: Brief) -> str:
    """Return the primary tag of the brief's language: "pt" of "pt-BR"."""
    return brief.language.partition("-")[0].lower()


def person(setting: str, brief: Brief, defaults: Mapping[str, str]) -> str:
    """Return the avatar that `setting` names for this brief, or the one in `defaults`."""
    chosen = gender(brief)
    return env.text(f"{setting}_{chosen}", defaults[chosen])


def voice(setting: str, brief: Brief, default: str = "") -> str:
    """Return the voice that `setting` names for this brief; empty leaves it to the avatar."""
    chosen = f"{setting}_{gender(brief)}"
    return env.text(f"{chosen}_{language(brief).upper()}") or env.text(chosen, default)


def check_language(label: str, brief: Brief, spoken: str) -> None:
    """Refuse a language that an avatar's own voice, `spoken` being empty, would read as English.

    Raises:
        ProviderError: PERMANENT, with a sentence.
    """
    if not spoken and language(brief) != "en":
        raise permanent(
            f"{label} has no voice for the language of this script here. Choose another service."
        )
