"""Finds the short phrase that says what a scene is about. Pure."""

import re
from itertools import pairwise

from videos.scripting.function_words import LEANING
from videos.scripting.sentences import clauses, sentences

LONGEST = 64
LONGEST_UNSPACED = 22
"""For scripts that write without spaces, whose characters are wider and say more."""
FEWEST_WORDS = 2

_LEADING = re.compile(
    r"^(?:(?:and|but|so|or|yet|then|also|because|now|well|plus|that is|here is how|here's how"
    r"|it is|it's|there is|there are|rather|for us)\b[,:]?\s+)+",
    re.IGNORECASE,
)
_OPENERS = LEANING | frozenset(
    ("when while whether because although there nor once where how unless until").split()
)
_PLAIN = LEANING | frozenset(("have has had do does did more most very just all any us me").split())
_EDGES = " \t\n,;:،؛、，；：—–-.。।۔\"“”«»'‘’()"


def headline(text: str) -> str:
    """Return a phrase of at most LONGEST characters out of `text`, whole words only."""
    phrases = [tidy(clause) for clause in _phrases(text)]
    fitting = [phrase for phrase in phrases if phrase and len(phrase) <= limit(phrase)]
    best = max(fitting, key=_merit, default="")
    longest = max(phrases, key=len, default="")
    if best and (len(best.split()) > FEWEST_WORDS or len(longest.split()) < 4 * FEWEST_WORDS):
        return best
    return shorten(longest or tidy(text))


def limit(phrase: str) -> int:
    """Return how many characters a headline like `phrase` may have."""
    wide = " " not in phrase and not phrase.isascii()
    return LONGEST_UNSPACED if wide else LONGEST


def tidy(phrase: str) -> str:
    """Return `phrase` without list marks, fillers at its start and punctuation at its ends."""
    phrase = _LEADING.sub("", " ".join(phrase.split()).strip(_EDGES))
    mark = phrase[-1:] if phrase[-1:] in "?!؟？！" else ""
    phrase = phrase.strip(_EDGES)
    return phrase[:1].upper() + phrase[1:] if phrase else mark


def shorten(phrase: str) -> str:
    """Return the longest start of `phrase` that fits and ends at a whole thought."""
    room = limit(phrase)
    if len(phrase) <= room:
        return phrase
    if " " not in phrase:
        return phrase[:room].strip(_EDGES)
    words = phrase[: room + 1].split()[:-1]
    while len(words) > FEWEST_WORDS and words[-1].lower().strip(_EDGES) in LEANING:
        words.pop()
    return " ".join(words).strip(_EDGES)


def accents(phrase: str) -> tuple[int, ...]:
    """Return the indexes of the words of `phrase` that carry it: numbers, else the last long."""
    words = phrase.split()
    numbers = [i for i, word in enumerate(words) if any(c.isdigit() for c in word)]
    if numbers:
        return tuple(numbers)
    if len(words) < FEWEST_WORDS + 1:
        return ()
    telling = [i for i, word in enumerate(words) if word.lower().strip(_EDGES + "?!") not in _PLAIN]
    if not telling:
        return ()
    last = telling[-1]
    return (last - 1, last) if last - 1 in telling and len(words) > 4 else (last,)  # noqa: PLR2004


def _phrases(text: str) -> list[str]:
    found: list[str] = []
    for sentence in sentences(text):
        parts = clauses(sentence)
        found.append(sentence)
        found += parts
        found += [f"{a} {b}" for a, b in pairwise(parts)]
    return found


def _merit(phrase: str) -> float:
    """More words say more, up to seven; a sentence that opens a scene is usually its point."""
    words = phrase.split()
    count = len(words) if len(words) > 1 or phrase.isascii() else len(phrase) / 4
    merit = -abs(count - 5.5)
    merit -= 3 * (words[-1].lower().strip(_EDGES) in LEANING) if words else 0
    merit -= 2.5 * (words[0].lower() in _OPENERS) if words else 0
    merit += 0.6 * sum(any(c.isdigit() for c in word) for word in words)
    merit += 0.4 * sum(word[:1].isupper() for word in words[1:])
    return merit
