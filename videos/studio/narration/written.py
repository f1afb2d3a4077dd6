"""The written words of a narration: what captions show and timings belong to."""

from functools import cache
from typing import TYPE_CHECKING

from videos.studio.narration.foreign import ADDRESS

if TYPE_CHECKING:
    from janome.tokenizer import Tokenizer

_CLOSING = frozenset("、。，．！？：；）」』】》〉”’…ー々％,.!?:;)")


def words(narration: str, language: str) -> list[str]:
    """Return the words of `narration` in order; without spaces between them they are the text.

    Where a language writes no spaces, words are what a reader takes in at once.
    """
    if language == "ja":
        return _attach([token.surface for token in japanese(narration)])
    if language == "zh":
        return _attach([char for part in narration.split() for char in _chunks(part)])
    return narration.split()


def japanese(text: str) -> "list[Token]":
    """Return the morphemes of `text` with their readings."""
    found: list[Token] = []
    at = 0
    for address in ADDRESS.finditer(text):
        found += [*_tokens(text[at : address.start()]), Token(address.group(), address.group())]
        at = address.end()
    return [*found, *_tokens(text[at:])]


def _tokens(text: str) -> "list[Token]":
    return [
        Token(token.surface, _reading(token.reading, token.surface))
        for token in _tokenizer().tokenize(text)
        if not isinstance(token, str) and token.surface.strip()
    ]


class Token:
    """A Japanese morpheme: as written, and as read (katakana)."""

    def __init__(self, surface: str, reading: str) -> None:
        self.surface = surface
        self.reading = reading


@cache
def _tokenizer() -> "Tokenizer":
    from janome.tokenizer import Tokenizer

    return Tokenizer()


def _reading(reading: str, surface: str) -> str:
    return surface if reading == "*" else reading


def _chunks(part: str) -> list[str]:
    """Return Han text character by character, and what is in Latin letters as it is."""
    found: list[str] = []
    for char in part:
        if found and char.isascii() and found[-1][-1].isascii():
            found[-1] += char
        else:
            found.append(char)
    return found


def _attach(parts: list[str]) -> list[str]:
    """Join closing punctuation to the word before it."""
    joined: list[str] = []
    for part in parts:
        if joined and all(char in _CLOSING for char in part):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
