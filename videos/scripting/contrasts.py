"""Finds two things that a text holds against each other. Pure."""

import re
from itertools import takewhile

from videos.scripting.headlines import headline, limit, tidy
from videos.scripting.sentences import sentences

_SIDE = r"[^.,;:!?]{3,44}"
_VERSUS = re.compile(
    rf"(?:^|[.,;:!?]\s)(?P<a>{_SIDE}?)\s+(?:vs\.?|versus|gegen|contra|contre)\s+(?P<b>{_SIDE})",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    rf"\b(?P<a>(?:(?P<en>not)|(?P<de>nicht)|(?P<es>no)|pas)\s"
    rf"(?!only|just|merely|simply|nur|s[oó]lo|seulement){_SIDE}?),?\s"
    rf"(?(en)but|(?(de)sondern|(?(es)sino|mais)))\s(?!also|auch|tambi)(?P<b>{_SIDE})",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    rf"^(?:instead\sof|statt|anstatt|en\slugar\sde|au\slieu\sde)\s(?P<a>{_SIDE}),\s(?P<b>{_SIDE})",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"^(?:before|then|once|yesterday|in the past|the old way|früher|vorher|gestern|antes|ayer|"
    r"avant|hier|autrefois|prima|ieri|ontem|раньше|पहले)\b[,:]?\s*",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"^(?:after|now|today|the new way|heute|jetzt|nachher|ahora|hoy|después|aujourd'hui|maintenant|"
    r"après|ora|oggi|hoje|agora|теперь|сегодня|अब)\b[,:]?\s*",
    re.IGNORECASE,
)
_LESS_MORE = re.compile(
    r"^(?:less|fewer|more|weniger|mehr|menos|más|moins|plus)\s\w", re.IGNORECASE
)
_PAIRS = frozenset("with on from if when for mit ohne auf con sin en avec sans sur".split())
_LONGEST = 56


def contrast_in(text: str, language: str) -> tuple[str, str] | None:
    """Return the two sides that `text` compares, or None."""
    found = sentences(text)
    for pattern in (_VERSUS, _NOT_BUT, _INSTEAD):
        match = next((m for m in map(pattern.search, found) if m), None)
        if match is not None:
            return tidy(match["a"]), tidy(match["b"])
    if len(found) != 2:  # noqa: PLR2004
        return None
    return _two(found[0], found[1], language)


def _two(one: str, two: str, language: str) -> tuple[str, str] | None:
    """Return two sentences that answer each other: then and now, with and without."""
    if _ONCE.match(one) and _NOW.match(two):
        return _sides(one, two, language)
    if _LESS_MORE.match(one) and _LESS_MORE.match(two) and _first(one) != _first(two):
        return _sides(one, two, language)
    shared = list(
        takewhile(lambda pair: pair[0] == pair[1], zip(_words(one), _words(two), strict=False))
    )
    parallel = 1 <= len(shared) < len(_words(one)) and _first(one) in _PAIRS
    if parallel and "," in one and "," in two:
        return _sides(one, two, language)
    return None


def _sides(one: str, two: str, language: str) -> tuple[str, str] | None:
    sides = (_side(one, language), _side(two, language))
    return (
        sides if all(len(side) <= limit(side) for side in sides) and sides[0] != sides[1] else None
    )


def _side(sentence: str, language: str) -> str:
    whole = tidy(sentence)
    return whole if len(whole) <= _LONGEST else headline(sentence, language)


def _words(sentence: str) -> list[str]:
    return re.findall(r"\w+", sentence.lower())


def _first(sentence: str) -> str:
    return next(iter(_words(sentence)), "")
