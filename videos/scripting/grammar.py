"""Which part each word plays: the tagger of the neural voice for English, small words elsewhere.

The voice brings a perceptron that was trained to tell "read" from "read"; it tells verbs from nouns
as well. For other languages only the closed classes are known, and open words stay OPEN.
"""

import gzip
import json
import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from videos.scripting.function_words import (
    JOINTS,
    LEANING,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)

if TYPE_CHECKING:
    from hibari.g2p.tagger import Tagger
    from hibari.g2p.tokenize import Tokenizer


class Part(Enum):
    """The part of speech of a word, as far as cutting sentences needs it."""

    NOUN = auto()
    PRONOUN = auto()
    VERB = auto()
    """Finite, or a modal."""
    BASE = auto()
    """An infinitive or an order."""
    PARTICIPLE = auto()
    ADJECTIVE = auto()
    ADVERB = auto()
    DETERMINER = auto()
    PREPOSITION = auto()
    JOINT = auto()
    SUBORDINATOR = auto()
    RELATIVE = auto()
    THAT = auto()
    SMALL = auto()
    """Another small word that leans on the next one."""
    MARK = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark: `text` stands at `start` up to `end` of what was analysed."""

    text: str
    start: int
    end: int
    part: Part

    @property
    def word(self) -> str:
        """The word in lower case."""
        return self.text.lower()


_PENN = {
    "NN": Part.NOUN, "NNS": Part.NOUN, "NNP": Part.NOUN, "NNPS": Part.NOUN, "CD": Part.NOUN,
    "$": Part.NOUN, "FW": Part.NOUN, "ADD": Part.NOUN, "SYM": Part.NOUN, "LS": Part.NOUN,
    "PRP": Part.PRONOUN, "EX": Part.PRONOUN,
    "VBZ": Part.VERB, "VBD": Part.VERB, "VBP": Part.VERB, "MD": Part.VERB, "VB": Part.BASE,
    "VBG": Part.PARTICIPLE, "VBN": Part.PARTICIPLE,
    "JJ": Part.ADJECTIVE, "JJR": Part.ADJECTIVE, "JJS": Part.ADJECTIVE, "AFX": Part.ADJECTIVE,
    "RB": Part.ADVERB, "RBR": Part.ADVERB, "RBS": Part.ADVERB, "RP": Part.ADVERB, "UH": Part.ADVERB,
    "DT": Part.DETERMINER, "PDT": Part.DETERMINER, "PRP$": Part.DETERMINER, "POS": Part.DETERMINER,
    "WP$": Part.RELATIVE, "WP": Part.RELATIVE, "WDT": Part.RELATIVE, "WRB": Part.SUBORDINATOR,
    "IN": Part.PREPOSITION, "TO": Part.PREPOSITION, "CC": Part.JOINT,
}  # fmt: skip
_CLASSES = (
    (JOINTS, Part.JOINT), (SUBORDINATORS, Part.SUBORDINATOR), (RELATIVES, Part.RELATIVE),
    (PREPOSITIONS, Part.PREPOSITION), (LEANING, Part.SMALL),
)  # fmt: skip
_PIECE = re.compile(r"[^\W_]+(?:[-'’.,@/&+_:]+[^\W_]+)*|\S")
_PARTICIPLE = re.compile(r"\w{2,}(?:[ai]d[oa]s?|ndo)$", re.IGNORECASE)
"""Of Spanish and Portuguese."""


@lru_cache(maxsize=256)
def analyse(text: str, language: str) -> tuple[Token, ...]:
    """Return the words and marks of `text`, in order, with their parts."""
    if language == "en":
        return tuple(_english(text))
    return tuple(
        Token(found.group(), found.start(), found.end(), _part(found.group(), language))
        for found in _PIECE.finditer(text)
    )


def _part(word: str, language: str) -> Part:
    if not any(char.isalnum() for char in word):
        return Part.MARK
    if language in {"es", "pt"} and _PARTICIPLE.match(word):
        return Part.PARTICIPLE
    return next((part for words, part in _CLASSES if word.lower() in words), Part.OPEN)


def _english(text: str) -> list[Token]:
    tagger, tokenizer = _model()
    words = [word for word, _space in tokenizer(_lowered(text))]
    tokens, place = [], 0
    for word, tag in zip(words, tagger(words), strict=True):
        start = place
        place += len(word)
        while text[start : start + 1].isspace():
            start, place = start + 1, place + 1
        tokens.append(Token(text[start:place], start, place, _english_part(word, tag)))
    return tokens


def _lowered(text: str) -> str:
    """Return `text` as it would stand in mid-sentence: capitals would pass for names."""
    if text.isupper() and len(text.lower()) == len(text):
        return text.lower()
    first = re.match(r"\W*[A-Z][a-z]", text)
    if first is None:
        return text
    return text[: first.end()].lower() + text[first.end() :]


def _english_part(word: str, tag: str) -> Part:
    if not any(char.isalnum() for char in word) and tag not in {"$", "POS"}:
        return Part.MARK if word != "%" else Part.NOUN
    if word.lower() == "that" and tag in {"IN", "WDT"}:
        return Part.THAT
    if word.lower() in SUBORDINATORS and tag in {"IN", "WRB", "RB"}:
        return Part.SUBORDINATOR
    return _PENN.get(tag, Part.MARK)


@lru_cache(maxsize=1)
def _model() -> "tuple[Tagger, Tokenizer]":
    from hibari.g2p.tagger import Tagger
    from hibari.g2p.tokenize import Tokenizer

    assets = files("hibari") / "assets"
    weights = json.loads(gzip.decompress((assets / "tagger.json.gz").read_bytes()))
    exceptions = json.loads((assets / "tokenizer_exceptions.json").read_text(encoding="utf-8"))
    return Tagger(weights), Tokenizer(exceptions)
