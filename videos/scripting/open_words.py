"""Finds the words that are likely to be nouns, in languages whose parts of speech are not known.

A capital tells in German, an article before the word in many others; where words are written
without spaces, nouns are runs of the characters that they are written with. Pure.
"""

import re
from collections.abc import Iterator

from videos.scripting.function_words import (
    ARTICLES,
    JOINTS,
    LEANING,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)

_SMALL = LEANING | JOINTS | SUBORDINATORS | PREPOSITIONS | RELATIVES
_SHORTEST = 3
"""Letters of a word that says something, where words have spaces between them."""
_LONGEST = 30
"""Letters of a word that is one."""
_SHORTEST_DENSE, _LONGEST_DENSE = 2, 8
"""Characters of a word, where a character says more; longer ones are whole clauses."""
_DENSE = {
    "ja": re.compile(r"[々\u4e00-\u9fff]{2,}|[ァ-ヺー]{2,}"),
    "zh": re.compile(
        r"[^的了是在和与也都不有这那我你他她它们就而且上下个把被让给对从到为以及或\W\d]{2,}"
    ),
}
_BETWEEN = re.compile(r"[\s.,;:!?…\"“”„«»()\[\]{}<>/|#@&+*=–—、。，；：？！؟،؛।·•「」『』（）]+")
_EDGES = "-'’‘_"
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|un|dell|all|nell|sull)['’]", re.IGNORECASE)
_KOREAN_ENDS = re.compile(r"(?<=..)(?:에서|으로|은|는|이|가|을|를|의|에|로|와|과|도)$")
_KOREAN_VERBS = ("다", "며", "고", "서", "요")


def open_words(sentence: str, language: str) -> Iterator[tuple[str, float]]:
    """Yield the words of `sentence` that say something, with how likely they are nouns, 0 to 1."""
    dense = _DENSE.get(language)
    if dense:
        yield from ((word, 0.5) for word in dense.findall(sentence) if len(word) <= _LONGEST_DENSE)
        return
    before = ""
    for place, raw in enumerate(part.strip(_EDGES) for part in _BETWEEN.split(sentence)):
        word = _bare(raw, language)
        if _says_something(word, language):
            yield word, _likely(word, before, language, first=not place)
        before = raw.casefold()


def _bare(word: str, language: str) -> str:
    """Return `word` without what is written together with it and is no part of it."""
    if language == "ko":
        return _KOREAN_ENDS.sub("", word)
    return _ELIDED.sub("", word) if language in {"fr", "it"} else word


def _says_something(word: str, language: str) -> bool:
    if not word[:1].isalpha() or any(char.isdigit() for char in word):
        return False
    if language in {"ko", "th"}:
        return _SHORTEST_DENSE <= len(word) <= _LONGEST_DENSE
    return _SHORTEST <= len(word) <= _LONGEST and word.casefold() not in _SMALL


def _likely(word: str, before: str, language: str, *, first: bool) -> float:
    if language == "ko":
        return 0.1 if word.endswith(_KOREAN_VERBS) else 0.5
    if language == "de":
        return 0.3 if first else 1.0 if word[:1].isupper() else 0.1
    if word[:1].isupper() and not first:
        return 0.0  # a name
    return 0.9 if before in ARTICLES else 0.4
