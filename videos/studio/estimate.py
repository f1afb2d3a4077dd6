"""How long a script will take to speak, without speaking it. Pure and quick."""

import re
import unicodedata

_SYLLABLES = re.compile(r"[aeiouyáéíóúàèìòùäëïöüâêîôûãõåæøœ]+", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_PAUSE_LONG = re.compile(r"[.!?…؟۔।。！？]+(?=\s|$)|[。！？]")
_PAUSE_SHORT = re.compile(r"[,;:،؛、，；：]+(?=\s|$)|[、，；：]|\s[–—-]{1,2}\s")

SECONDS_PER_SYLLABLE = 0.176
SECONDS_PER_DIGIT = 0.36
SECONDS_PER_UNSPACED = 0.2
"""A Han character or a kana."""
SECONDS_PER_LETTER = 0.088
"""A letter of a script whose syllables are not counted: Arabic, Devanagari, Cyrillic, …"""
LONG_PAUSE = 0.42
SHORT_PAUSE = 0.2


def spoken_seconds(script: str, language: str = "en") -> float:
    """Return the seconds that `script` takes at the normal speed of the voice of `language`."""
    words = sum(_word(word, language) for word in script.split())
    pauses = LONG_PAUSE * len(_PAUSE_LONG.findall(script))
    pauses += SHORT_PAUSE * len(_PAUSE_SHORT.findall(script))
    return words + pauses


def _word(word: str, language: str) -> float:
    digits = sum(len(found) for found in _DIGITS.findall(word))
    rest = _DIGITS.sub("", word)
    if language in {"ja", "zh"}:
        return digits * SECONDS_PER_DIGIT + SECONDS_PER_UNSPACED * sum(
            character.isalpha() for character in rest
        )
    syllables = len(_SYLLABLES.findall(rest.rstrip("e") or rest))
    if syllables:
        return digits * SECONDS_PER_DIGIT + SECONDS_PER_SYLLABLE * syllables
    letters = sum(unicodedata.category(character)[0] in "LM" for character in rest)
    return digits * SECONDS_PER_DIGIT + SECONDS_PER_LETTER * letters
