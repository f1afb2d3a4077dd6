"""Finds points that belong together: steps in order, and things told one after the other. Pure."""

import re
from dataclasses import dataclass

from videos.scripting.clauses import Kind, kind_of
from videos.scripting.function_words import JOINTS
from videos.scripting.grammar import analyse
from videos.scripting.headlines import headline, limit, shorten, tidy
from videos.scripting.sentences import sentences, without_bullet

FEWEST, MOST = 2, 5
"""Fewer points are no list, more do not fit into a picture."""
_ORDINALS = (
    r"first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|fifth|then|next|after\sthat|finally|lastly|"
    r"step\s\w+|erstens|zweitens|drittens|viertens|zuerst|als\serstes|dann|danach|anschließend|"
    r"zum\sschluss|zuletzt|schließlich|primero|segundo|tercero|cuarto|luego|después|por\súltimo|"
    r"finalmente|d'abord|premièrement|deuxièmement|troisièmement|ensuite|puis|enfin|primo|secondo|"
    r"terzo|prima|poi|infine|primeiro|terceiro|depois|por\sfim|во-первых|во-вторых|в-третьих|"
    r"сначала|затем|наконец|पहला|पहले|दूसरा|तीसरा|चौथा|फिर|आखिर\sमें|أولا|أولاً|ثانيا|ثانياً|ثالثا|"
    r"ثالثاً|أخيرا|أخيراً|まず|次に|最後に|第[一二三四五]に?|首先|其次|然后|最后|第[一二三四五]"
)
_STEP = re.compile(rf"^(?:and\s)?(?:{_ORDINALS})(?:[\w ]{{0,12}}?[,:،、，：]|\s)\s*", re.IGNORECASE)
_MARKED = re.compile(rf"^(?:and\s)?(?:{_ORDINALS})[\w ]{{0,12}}?[,:،、，：]", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:first(?:ly)?|step (?:one|1)|erstens|zuerst|als erstes|primero|d'abord|premièrement|primo|"
    r"prima|primeiro|во-первых|сначала|पहला|पहले|أولا|أولاً|まず|第一|首先)(?!\w)(?! of all)",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"[,;]\s(?:and\s|und\s|y\s|et\s)?(?=(?:{_ORDINALS})\b)", re.IGNORECASE)
_ITEMS = re.compile(r",\s(?:(?:and|or|und|oder|y|o|et|ou|e)\s)?|\s(?:and|or|und|oder|y|et)\s")
_BRIEF = 4
_LONGEST_ITEM = 6


@dataclass(frozen=True, slots=True)
class Points:
    """Two to five points, and what the text says before or after them."""

    lead: str
    points: tuple[str, ...]
    ordered: bool = False


def is_step(sentence: str) -> bool:
    """Say whether `sentence` announces a step: "First, …", or "Then pick …"."""
    match = _STEP.match(sentence)
    if match is None:
        return False
    if _MARKED.match(sentence):
        return True
    rest = analyse(sentence[match.end() :], "en") if sentence.isascii() else ()
    return bool(rest) and kind_of(rest, first=True) is Kind.ORDER


def opens_steps(sentence: str) -> bool:
    """Say whether `sentence` can be the first of several steps."""
    return bool(_OPENING.match(sentence)) and is_step(sentence)


def without_ordinal(text: str) -> str:
    """Return a step without the word that counts it."""
    return text[match.end() :] if (match := _STEP.match(text)) and is_step(text) else text


def points_in(text: str, language: str) -> Points | None:
    """Return the points of a text that is a list in disguise, or None."""
    return _steps(text) or _fragments(text, language) or _items(text)


def point(text: str, language: str) -> str:
    """Return a point as a picture shows it: without bullet, ordinal and explanation."""
    bare = without_ordinal(without_bullet(text))
    said = tidy(re.split(r":\s|：", bare, maxsplit=1)[0])
    return said if len(said) <= limit(said) else shorten(headline(bare, language), language)


def _steps(text: str) -> Points | None:
    """Return steps that share one sentence: "First do this, then that, and finally …"."""
    parts = [part for part in _INSIDE.split(text) if part]
    if not FEWEST < len(parts) <= MOST or not _OPENING.match(parts[0]):
        return None
    return Points("", tuple(parts), ordered=True)


def _fragments(text: str, language: str) -> Points | None:
    """Return sentences that begin alike and are short: "No pods. No plastic. Just …"."""
    found = sentences(text)
    brief = [sentence for sentence in found if len(sentence.split()) <= _BRIEF]
    openers = [sentence.split()[0].lower() for sentence in brief]
    alike = [one for one, opener in zip(brief, openers, strict=True) if openers.count(opener) > 1]
    if len(alike) >= 3 and len(found) - len(alike) <= 1:  # noqa: PLR2004 the odd one sums them up
        rest = [sentence for sentence in found if sentence not in alike]
        return Points(headline(rest[0], language) if rest else "", tuple(alike[:MOST]))
    if len(alike) < FEWEST or not 3 <= len(found) <= MOST:  # noqa: PLR2004
        return None
    return Points("", tuple(found))


def _items(text: str) -> Points | None:
    """Return what a colon announces, or names alone: "You need: flour, eggs and milk."."""
    found = sentences(text)
    for place, sentence in enumerate(found if len(found) <= FEWEST else ()):
        lead, colon, listed = sentence.partition(": ")
        items = _listed(listed if colon else sentence)
        if items:
            others = " ".join(found[:place] + found[place + 1 :])
            return Points(lead if colon else others, items)
    return None


def _listed(text: str) -> tuple[str, ...]:
    """Return the names or the orders that `text` consists of, three at least, or nothing."""
    found = [item.strip(" .!") for item in _ITEMS.split(text)]
    items = [item for item in found if any(word not in JOINTS for word in item.lower().split())]
    brief = all(len(item.split()) <= _LONGEST_ITEM for item in items)
    if not 3 <= len(items) <= MOST or not brief or text.count(",") < FEWEST - 1:  # noqa: PLR2004
        return ()
    kinds = (
        {kind_of(analyse(item, "en"), first=True) for item in items} if text.isascii() else {None}
    )
    return tuple(items) if kinds <= {Kind.NAME, Kind.ORDER} else ()
