"""Divides a sentence that is too long for one picture where a reader would draw breath. Pure."""

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from videos.scripting.clauses import Kind, clauses_of
from videos.scripting.function_words import LEANING
from videos.scripting.grammar import Part, analyse
from videos.studio.estimate import spoken_seconds
from videos.studio.typography.clusters import clusters

IDEAL = 5.5
"""Seconds of speech that suit one picture."""
_MOST = 11.0
"""No part is longer, whatever the words."""
_WORD = re.compile(r"\S+")
_PAUSE = re.compile(r"[,;:،؛、，；：–—।।.!?…。！？-]$")
_STRONG = re.compile(r"(?:[;:；：؛–—.!?…。！？।]|--)$")
_KANA = re.compile(r"[\u3040-\u30ff]$")
_NEVER = 9.0
_WEAK = 1.6


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or a part of one that is too long: never divided, `seconds` long when spoken."""

    start: int
    end: int
    seconds: float


def divide(sentence: str, language: str) -> list[str]:
    """Return `sentence` in parts of a few seconds each; joined, they are the sentence."""
    units = _units(sentence, language)
    costs = _boundaries(sentence, units, language)
    ends = _cheapest([unit.seconds for unit in units], costs)
    starts = [0, *ends[:-1]]
    return [
        sentence[units[first].start : units[last - 1].end]
        for first, last in zip(starts, ends, strict=True)
    ]


def _units(sentence: str, language: str) -> list[_Unit]:
    units: list[_Unit] = []
    for word in _WORD.finditer(sentence):
        if spoken_seconds(word.group(), language) <= IDEAL / 2:
            units.append(_unit(sentence, word.start(), word.end(), language))
            continue
        ends = list(accumulate((len(c) for c in clusters(word.group())), initial=word.start()))
        units += [
            _unit(sentence, a, b, language) for a, b in pairwise(ends)
        ]  # a script without spaces, or no word at all
    return units


def _unit(sentence: str, start: int, end: int, language: str) -> _Unit:
    text = sentence[start:end]
    return _Unit(start, end, spoken_seconds(text, language) or 0.02 * len(text))


def _boundaries(sentence: str, units: list[_Unit], language: str) -> list[float]:
    """Return the cost of ending a part after each unit."""
    clauses = clauses_of(sentence, language)
    opening = {clause.start: clause.kind for clause in clauses}
    names = {clause.end for clause in clauses if clause.kind is Kind.NAME}
    parts = {token.start: token.part for token in analyse(sentence, language)}
    return [
        _cost(sentence, one, two, opening, parts)
        # A name before a comma waits for its verb.
        + 0.7 * bool({one.end, one.end - 1} & names)
        for one, two in pairwise(units)
    ] + [0.0]


def _cost(
    sentence: str, one: _Unit, two: _Unit, opening: dict[int, Kind], parts: dict[int, Part]
) -> float:
    word = sentence[one.start : one.end]
    if one.end == two.start and not _PAUSE.search(word):
        follows = sentence[two.start : two.end]
        return 2.5 if _KANA.search(word) and not _KANA.search(follows) else 4.0
    if word.lower().strip(",") in LEANING:
        return _NEVER
    if _STRONG.search(word):
        return 0.0
    kind = _opened_by(two, sentence, opening)
    pause = 0.0 if _PAUSE.search(word) else 0.6
    if kind in {Kind.CLAUSE, Kind.ORDER, Kind.SUBORDINATE}:
        return 0.1 + pause
    if pause == 0.0:
        return 0.8 if kind is Kind.PREDICATE else 0.4
    return _WEAK if parts.get(two.start) in {Part.PREPOSITION, Part.JOINT} else 2 * _WEAK


def _opened_by(unit: _Unit, sentence: str, opening: dict[int, Kind]) -> Kind | None:
    """Return the kind of the clause that begins with a unit, or right after its joint."""
    if unit.start in opening:
        return opening[unit.start]
    after = re.match(r"\s+", sentence[unit.end :])
    joint = sentence[unit.start : unit.end].lower() in LEANING
    return opening.get(unit.end + after.end()) if after and joint else None


def _cheapest(seconds: list[float], costs: list[float]) -> list[int]:
    """Return the ends of the parts whose lengths and boundaries cost least in all."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(seconds) + 1):
        length = 0.0
        choices: list[tuple[float, int]] = []
        for start in range(end - 1, -1, -1):
            length += seconds[start]
            if length > _MOST and choices:
                break
            strain = 3 * ((length - IDEAL) / IDEAL) ** 2
            choices.append((best[start][0] + strain + costs[end - 1], start))
        best.append(min(choices))
    ends = [len(seconds)]
    while best[ends[-1]][1]:
        ends.append(best[ends[-1]][1])
    return ends[::-1]
