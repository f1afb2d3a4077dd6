"""Chooses the number that a text is about. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from videos.scripting.amounts import CURRENCIES, Amount, amounts
from videos.scripting.changes import change_in, multiple_in, part_in, ratio_in
from videos.scripting.grammar import Part, Token, analyse
from videos.scripting.headlines import HEAD_FINAL, headline, shorten, tidy
from videos.scripting.sentences import sentences
from videos.spec import Figure

_FEWEST = 2
_TELLING = 20
"""A bare count of things says something from here on: "3 reasons" does not."""


_GOES_ON = {Part.NOUN, Part.ADJECTIVE, Part.VERB, Part.BASE, Part.OPEN, Part.SMALL}
"""What may come right under a large figure and be read on from it: "94 % | never went back"."""
_OF = frozenset("of off de du des del di von never".split())
_AND = frozenset("and to y und et o e or".split())
_LEAD = 34
"""Characters that fit into the label above a figure."""
_MARKS = re.compile(r"[,;:.!?،。](?:\s|$)|[।。]")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure, and where in the text it stands."""

    figure: Figure
    start: int
    end: int


def figure_in(text: str, language: str = "en") -> Found | None:
    """Return the most telling number of `text`, or None.

    A change tells more than a share, a share more than a price, a price more than a count; small
    bare counts tell nothing.
    """
    for amount in (change_in(text, language), part_in(text), ratio_in(text, language)):
        if amount is not None:
            return _found(amount)
    plain = [(_weight(one, text, language), one) for one in amounts(text, language)]
    times = multiple_in(text)
    plain += [(3, times)] if times else []
    weight, best = max(plain, key=lambda pair: pair[0], default=(0, None))
    return _found(best) if best is not None and weight > 1 else None


def _found(amount: Amount) -> Found:
    return Found(amount.figure, amount.start, amount.end)


def _weight(amount: Amount, text: str, language: str) -> int:
    figure = amount.figure
    if amount.unit == "%":
        return 4
    if figure.prefix in set(CURRENCIES) or amount.unit in {"x", "×", "倍"}:
        return 3
    if amount.is_bare:
        return 2 if figure.value >= _TELLING and _counts_things(text, amount, language) else 0
    return 2


def _counts_things(text: str, amount: Amount, language: str) -> bool:
    """Say whether a plural follows: "40 companies", and not "94 Market Street" or "room 237"."""
    if language != "en":
        return False
    after = next((t for t in analyse(text, language) if t.start >= amount.end), None)
    return (
        after is not None
        and after.part is Part.NOUN
        and after.text.islower()
        and after.text[-1] == "s"
    )


def about_figure(text: str, found: Found, language: str) -> tuple[str, str]:
    """Return what to write above a figure and what under it.

    Best both together are its sentence ("Your team spends | 11 hours | a week in meetings"), else
    the words after it, else its sentence as a headline.
    """
    parts = sentences(text)
    if found.figure.before and len(parts) > 1 and found.figure.before in parts[0]:
        return "", headline(parts[0], language)
    place = 0
    for sentence in parts:
        start = text.index(sentence, place)
        place = start + len(sentence)
        if start <= found.start < place:
            lead = _MARKS.split(text[start : found.start])[-1].strip()
            after = _MARKS.split(text[found.end : place])[0].strip()
            return _around(lead, after, sentence, found, language)
    return "", headline(text, language)


def _around(lead: str, after: str, sentence: str, found: Found, language: str) -> tuple[str, str]:
    figure = found.figure
    told = bool(figure.before or figure.suffix == "×")  # in words that the figure does not repeat
    words = analyse(after, language)
    if language in HEAD_FINAL or (told and figure.suffix.strip() != "%"):
        return "", headline(sentence, language)
    if words and words[0].word in _AND:
        return "", headline(sentence, language)
    lead, under = tidy(lead), shorten(after.strip(" ,;:.!?"), language)
    if len(lead.split()) >= _FEWEST and len(lead) <= _LEAD and not _digits(lead):
        return lead, under
    if len(words) < _FEWEST or not _stands_under(words):
        return "", headline(sentence, language)
    return "", under


def _stands_under(words: Sequence[Token]) -> bool:
    """Say whether words can be read on from a figure without what came before it."""
    forks = any(a.part is Part.JOINT and b.part is Part.VERB for a, b in pairwise(words))
    return not forks and (words[0].part in _GOES_ON or words[0].word in _OF)


def _digits(text: str) -> bool:
    return any(char.isdigit() for char in text)
