"""Finds the short phrase that says what a scene is about. Pure.

A headline is a run of whole clauses of the script, in its own words: best a main clause with its
subject and its verb, else an order, else a name. What is too long ends at a phrase.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from videos.scripting.clauses import (
    Clause,
    Kind,
    clauses_of,
    main_verb,
    opened,
    shares_object,
    wants_object,
)
from videos.scripting.function_words import JOINTS, LEANING, NEGATIONS
from videos.scripting.grammar import Part, Token, analyse
from videos.scripting.sentences import sentences

LONGEST = 64
LONGEST_UNSPACED = 26
"""For scripts that write without spaces, whose characters are wider and say more."""
EASY = 46
"""Characters that are read at a glance."""
FEWEST_WORDS = 2
HEAD_FINAL = frozenset({"hi", "bn", "ta", "ja", "ko", "tr", "ka"})
"""Languages whose sentences end with their verb, so that their ends say most."""

_LEADING = re.compile(
    r"^(?:(?:and|but|so|or|yet|then|also|well|und|aber|denn|doch|y|pero|et|mais|donc|ma|"
    r"mas)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_PLAIN = LEANING | frozenset(("have has had do does did more most very just all any us me").split())
_EDGES = " \t\n,;:،؛、，；：—–-.。।۔\"“”«»'‘’()"
_QUESTION = ("?", "؟", "？")
_MERITS = {
    Kind.CLAUSE: 6.0, Kind.ORDER: 6.0, Kind.NAME: 2.0, Kind.OBLIQUE: -1.0, Kind.PREDICATE: -3.0,
    Kind.SUBORDINATE: -2.0,
}  # fmt: skip
_INCOMPLETE = {Kind.OBLIQUE, Kind.PREDICATE, Kind.SUBORDINATE}
_PARTICLE = re.compile("[はがをにでとへのもてり]$")
"""Kana on which a Japanese clause leans on what follows."""
_VAGUE = frozenset("it they he she this that these those there".split())
_HANGING = {
    Part.DETERMINER, Part.PREPOSITION, Part.JOINT, Part.SUBORDINATOR, Part.RELATIVE, Part.THAT,
    Part.SMALL,
}  # fmt: skip
_CUTS = {Part.PREPOSITION, Part.SUBORDINATOR, Part.RELATIVE, Part.THAT, Part.JOINT}
_AFTER_NOUNS = {Part.DETERMINER, Part.PARTICIPLE, Part.ADVERB}
_FULL = {Part.NOUN, Part.ADJECTIVE, Part.PARTICIPLE, Part.BASE}
_TIGHT = frozenset(("of off than de du des del von").split())
"""Prepositions that hold on to the word before them."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A candidate: its words, and what speaks for them."""

    text: str
    merit: float


def headline(text: str, language: str = "en") -> str:
    """Return a phrase of at most LONGEST characters out of `text`, whole words only."""
    found = [
        _Phrase(phrase.text, phrase.merit - 0.4 * place)
        for place, sentence in enumerate(sentences(text))
        for phrase in _phrases(sentence, language)
    ]
    best = max(found, key=lambda phrase: phrase.merit, default=None)
    return best.text if best else shorten(tidy(text), language)


def limit(phrase: str) -> int:
    """Return how many characters a headline like `phrase` may have."""
    wide = " " not in phrase and not phrase.isascii()
    return LONGEST_UNSPACED if wide else LONGEST


def tidy(phrase: str) -> str:
    """Return `phrase` without list marks, fillers at its start and punctuation at its ends."""
    phrase = _LEADING.sub("", " ".join(phrase.split()).replace(" -- ", " – ").strip(_EDGES))
    mark = phrase[-1:] if phrase[-1:] in "?!؟？！" else ""
    phrase = phrase.strip(_EDGES)
    return phrase[:1].upper() + phrase[1:] if phrase else mark


def shorten(phrase: str, language: str = "en") -> str:
    """Return the longest start of `phrase` that fits and ends at a whole thought.

    Of languages that put their verbs last, the end is kept instead.
    """
    room = limit(phrase)
    if len(phrase) <= room:
        return phrase
    if " " not in phrase:
        return (phrase[-room:] if language in HEAD_FINAL else phrase[:room]).strip(_EDGES)
    if language in HEAD_FINAL:
        words = phrase[-room - 1 :].split()[1:]
        joints = [n for n, word in enumerate(words) if word in JOINTS and n < len(words) / 2]
        words = words[joints[-1] + 1 :] if joints else words
        while len(words) > FEWEST_WORDS and _leans(words[0]):
            words.pop(0)
    else:
        words = phrase[: room + 1].split()[:-1]
        while len(words) > FEWEST_WORDS and _leans(words[-1]):
            words.pop()
    return " ".join(words).strip(_EDGES)


def accents(phrase: str, language: str = "en") -> tuple[int, ...]:
    """Return the indexes of the words of `phrase` that carry it: numbers, else the last telling."""
    words = phrase.split()
    numbers = [i for i, word in enumerate(words) if any(c.isdigit() for c in word)]
    if numbers:
        return tuple(numbers)
    if len(words) < FEWEST_WORDS + 1:
        return ()
    telling = _telling(words, language)
    if not telling:
        return ()
    last = telling[-1]
    return (last - 1, last) if last - 1 in telling and len(words) > 4 else (last,)  # noqa: PLR2004


def _telling(words: Sequence[str], language: str) -> list[int]:
    """Return the indexes of nouns, adjectives and full verbs, as far as they can be told."""
    bare = [word.lower().strip(_EDGES + "?!") for word in words]
    open_words = [i for i, word in enumerate(bare) if word not in _PLAIN]
    if language != "en":
        return open_words
    text = " ".join(words)
    full = {
        text[: token.start].count(" ") for token in analyse(text, language) if token.part in _FULL
    }
    return [i for i in open_words if i in full] or open_words


def _leans(word: str) -> bool:
    return word.lower().strip(_EDGES) in LEANING


def _phrases(sentence: str, language: str) -> Iterator[_Phrase]:
    """Yield every run of clauses that fits, and starts of those that do not."""
    clauses = clauses_of(sentence, language)
    for first, clause in enumerate(clauses):
        if _denies(sentence, clause):
            continue
        if len(sentence[clause.start : clause.end]) > limit(sentence):
            yield _start_of(sentence, clause, language)
        for last in range(first, _reach(sentence, clauses, first)):
            phrase = _run(sentence, clauses, first, last)
            if phrase is None:
                break
            yield phrase
    yield from _bridged(sentence, clauses)


def _reach(sentence: str, clauses: Sequence[Clause], first: int) -> int:
    """Return the place of the next clause after `first` that must not be joined to it.

    Behind a pause, "that …" hangs on words before both.
    """
    for place, (one, two) in enumerate(pairwise(clauses[first:]), start=first + 1):
        between = sentence[one.end : two.start]
        if two.said and any(not (c.isalnum() or c.isspace()) for c in between):
            return place
    return len(clauses)


def _run(sentence: str, clauses: Sequence[Clause], first: int, last: int) -> _Phrase | None:
    """Return the clauses `first` to `last` as a phrase; None when they are too long."""
    complete = first == 0 and last == len(clauses) - 1
    text = tidy(sentence if complete else sentence[clauses[first].start : clauses[last].end])
    if not text or len(text) > limit(text):
        return None
    merit = _merit(text, clauses[first : last + 1]) - 0.1 * first
    if complete and clauses[0].kind not in _INCOMPLETE:
        merit += 1.5 if len(text) > EASY else 4.0
    merit -= 1.5 * (not complete and _is_vague(clauses[first]))
    merit -= 3.0 * bool(_PARTICLE.search(text))
    merit += 6 * (complete and text.endswith(_QUESTION))
    if last + 1 < len(clauses):
        merit -= _loss(clauses[last], clauses[last + 1])
    return _Phrase(text, merit)


def _loss(one: Clause, two: Clause) -> float:
    """Return what a phrase loses that stops between two clauses."""
    if shares_object(one.tokens, two.tokens):
        return 4.0
    return 1.5 * wants_object(one, two) + 0.8 * (one.tokens[-1].part is Part.BASE)


def _merit(text: str, run: Sequence[Clause]) -> float:
    kinds = [clause.kind for clause in run]
    merit = _MERITS[kinds[0]]
    if kinds[0] in {Kind.SUBORDINATE, Kind.OBLIQUE} and Kind.CLAUSE in kinds[1:]:
        merit = _MERITS[Kind.CLAUSE] - 0.5
    elif kinds[-1] in {Kind.SUBORDINATE, Kind.OBLIQUE} and len(kinds) > 1:
        merit -= 0.4
    merit -= 1.0 * run[0].said + 0.3 * (len(run) - 1)
    return merit + _size(text) + _weight(text)


def _is_vague(clause: Clause) -> bool:
    """Say whether a clause speaks of something that only the words before it name."""
    head = opened(clause.tokens)
    return head[0].word in _VAGUE and len(head) > 1 and head[1].part is Part.VERB


def _size(text: str) -> float:
    """Six words or so are read at a glance and still say something."""
    spaced = " " in text or text.isascii()
    count = len(text.split()) if spaced else len(text) / 3
    return -0.9 * max(0.0, 4 - count) - 0.2 * max(0.0, count - 9) - 0.04 * max(0, len(text) - EASY)


def _weight(text: str) -> float:
    """Numbers and names tell more than other words."""
    words = text.split()
    named = sum(word[:1].isupper() for word in words[1:])
    return 0.5 * any(c.isdigit() for c in text) + 0.3 * min(2, named)


def _start_of(sentence: str, clause: Clause, language: str) -> _Phrase:
    """Return the start of a clause that is too long, ended where a phrase ends."""
    if language in HEAD_FINAL:
        return _Phrase(shorten(tidy(sentence[clause.start : clause.end]), language), 1.0)
    tokens, best = opened(clause.tokens), ""
    verb = main_verb(tokens) or 0
    for before, token in pairwise(tokens[verb:]):
        text = tidy(sentence[clause.start : before.end])
        if len(text) > limit(text):
            break
        if _can_end(before, token):
            best = text
    if len(best.split()) <= FEWEST_WORDS:
        best = shorten(tidy(sentence[clause.start : clause.end]), language)
    return _Phrase(best, _MERITS[clause.kind] - 1.5 + _size(best) + _weight(best))


def _can_end(before: Token, after: Token) -> bool:
    """Say whether a phrase may end between two words."""
    if before.part in _HANGING or before.word in LEANING or after.word in _TIGHT:
        return False
    if before.part is Part.ADJECTIVE and after.part is Part.JOINT:
        return False
    return after.part in _CUTS or (before.part is Part.NOUN and after.part in _AFTER_NOUNS)


def _bridged(sentence: str, clauses: Sequence[Clause]) -> Iterator[_Phrase]:
    """Yield subjects with the predicates that commas keep from them.

    "The brave men, living and dead, who struggled here, have consecrated it, …"
    """
    subject: Clause | None = None
    for place, clause in enumerate(clauses):
        if clause.kind in {Kind.CLAUSE, Kind.ORDER}:
            subject = None
        elif clause.kind is Kind.NAME:
            subject = subject or clause
        elif clause.kind is Kind.PREDICATE and subject and not _denies(sentence, subject):
            text = tidy(
                f"{sentence[subject.start : subject.end]} {sentence[clause.start : clause.end]}"
            )
            if len(text) <= limit(text):
                merit = _MERITS[Kind.CLAUSE] - 0.6 - 0.1 * place
                yield _Phrase(text, merit + _size(text) + _weight(text))


def _denies(sentence: str, clause: Clause) -> bool:
    return clause.said and _denied(sentence[: clause.start])


def _denied(text: str) -> bool:
    """Say whether what follows is denied or doubted: "I did not believe that …"."""
    words = re.findall(r"n't|[\w']+", text.lower().replace("n't", " n't"))
    return any(word in NEGATIONS or word in {"if", "whether"} for word in words)
