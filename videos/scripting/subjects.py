"""Finds what a text speaks of that a camera can see: things and people, not ideas. Pure.

In English the nouns are known. Elsewhere `open_words` finds what is likely to be one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from videos.scripting.function_words import NEGATIONS
from videos.scripting.grammar import Part, Token, analyse
from videos.scripting.open_words import open_words
from videos.scripting.sentences import sentences

_LONGEST = 40
"""Characters of a phrase that names one thing."""
_LONGEST_NAME = 2
"""Nouns of a compound that are searched for: "credit card", "status meetings"."""
_UNSEEN = frozenset(
    (
        "time day week month year hour minute second moment today tomorrow way thing reason lot "
        "kind sort part number percent half end start rest fact case point matter idea question "
        "answer problem result difference example word name price cost life one other everything "
        "something nothing anything everyone someone nobody anybody none january february march "
        "april may june july august september october november december monday tuesday wednesday "
        "thursday friday saturday sunday"
    ).split()
)
"""English nouns of which there is no picture."""
_ABSTRACT = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|hood|dom|ung|heit|keit|schaft|ción|dad|té|ção|"
    r"zione|tà)$"
)
_ENDING_NEEDS = 7
"""Letters of a word from which on an ending is one: "city" is seen."""

_SURE = 0.9
"""How likely a word is a noun when its length says nothing more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that can be filmed."""

    text: str
    """With its adjectives: "fresh coffee beans"."""
    name: str
    """What it is searched by, in lower case: "coffee beans"."""
    merit: float
    """How well it can be seen; above 0."""


def subjects(text: str, language: str, brand: frozenset[str] = frozenset()) -> list[Subject]:
    """Return what `text` speaks of, the most visible first, each once.

    `brand` holds words in lower case that are names, which no camera knows.
    """
    found = _english(text) if language == "en" else _elsewhere(text, language)
    seen = [one for one in found if _can_be_shown(one, brand)]
    best = {one.name: one for one in sorted(seen, key=lambda one: one.merit)}
    return sorted(best.values(), key=lambda one: -one.merit)


def _can_be_shown(one: Subject, brand: frozenset[str]) -> bool:
    return one.merit > 0 and len(one.text) <= _LONGEST and not brand & set(one.name.split())


def _english(text: str) -> Iterator[Subject]:
    for sentence in sentences(text):
        for run in _runs(sentence):
            yield _phrase(sentence, run)


def _runs(sentence: str) -> Iterator[list[Token]]:
    """Yield nouns with the adjectives and nouns before them, but not what there is none of."""
    run: list[Token] = []
    before = ""
    for token in (*analyse(sentence, "en"), None):
        if token and _goes_on(run, token):
            run.append(token)
            continue
        while run and run[-1].part is not Part.NOUN:
            run.pop()
        if run and before not in NEGATIONS:
            yield run
        run, before = [], token.word if token else ""


def _goes_on(run: list[Token], token: Token) -> bool:
    if token.text == "-":
        return bool(run) and run[-1].end == token.start
    return token.part in {Part.ADJECTIVE, Part.NOUN} and token.text[0].isalpha()


def _phrase(sentence: str, run: list[Token]) -> Subject:
    head = run[-1]
    joined = {after for before, after in pairwise(run) if before.text == "-"}
    nouns = [token for token in run if token.part is Part.NOUN and token not in joined - {head}]
    telling = [token for token in nouns if not _is_unseen(token.word)] or [head]
    text = sentence[run[0].start : run[-1].end]
    unseen = _is_unseen(head.word) or any(_is_name(token) for token in telling)
    return Subject(
        text=text if run[0].start else f"{text[:1].lower()}{text[1:]}",
        name=" ".join(token.word for token in telling[-_LONGEST_NAME:]),
        merit=0.0 if unseen else 1.0 + 0.1 * len(run) - _vague(head.word),
    )


def _is_name(token: Token) -> bool:
    return token.start > 0 and token.text[:1].isupper() and not token.text.isupper()


def _is_unseen(word: str) -> bool:
    return bool({word, word.removesuffix("s")} & _UNSEEN)


def _vague(word: str) -> float:
    singular = word.removesuffix("s")
    return 0.6 if len(singular) >= _ENDING_NEEDS and _ABSTRACT.search(singular) else 0.0


def _elsewhere(text: str, language: str) -> Iterator[Subject]:
    for sentence in sentences(text):
        for word, likely in open_words(sentence, language):
            name = word.casefold()
            telling = 0.5 if likely >= _SURE else min(len(word), 8) / 16
            merit = likely + telling - _vague(name)
            yield Subject(text=word, name=name, merit=merit)
