"""Finds what somebody is quoted with, and who said it. Pure."""

import re
from dataclasses import dataclass

from videos.scripting.headlines import tidy

_QUOTE = re.compile(r"[\"“«„「『](?P<words>[^\"“”«»„「」『』]{12,})[\"”»“」』]")
_SAYS = (
    r"(?:said|says|told\sus|explains?|explained|recalls?|adds?|added|wrote|writes|reports?|puts\sit|"
    r"sagte?|meint|meinte|erzählt|erklärt|schreibt|dice|dijo|cuenta|explica|afirma|dit|raconte|"
    r"explique|affirme|disse|diz|racconta|говорит|сказал|сказала|कहते\sहैं|कहती\sहैं|يقول|قال)"
)
_NAME = r"[^.!?,;:\"“”«»]{2,60}"
_DASHED = re.compile(r"^[\s.,!?]*(?:--|—|–|-)\s*(?P<who>[^.!?\"]{2,60})")
_AFTER = re.compile(rf"^[\s,.!?]*{_SAYS}\s+(?P<who>{_NAME})", re.IGNORECASE)
_TURNED = re.compile(rf"^[\s,.!?]*(?P<who>[A-ZÀ-Þ]{_NAME}?)\s+{_SAYS}\b")
_BEFORE = re.compile(
    rf"(?:^|[.!?]\s+|\b(?:as|wie|como|comme)\s)(?P<who>[A-ZÀ-Þ]{_NAME}?)\s+(?:once\s)?{_SAYS}\b[^.!?]*$"
)
_TOGETHER = 0.4
"""Share of a scene's words from which a quotation is what the scene is about."""
_PRONOUNS = frozenset("he she i they we it er sie il elle él ella".split())


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words without their marks, and the name of who said them, or nothing."""

    words: str
    speaker: str


def quotation_in(text: str) -> Quotation | None:
    """Return the quotation that `text` is about, or None when it only names something."""
    match = _QUOTE.search(text)
    if match is None or len(match["words"]) < _TOGETHER * len(text):
        return None
    words = match["words"].strip().rstrip(",")
    return Quotation(words, _speaker(text[: match.start()], text[match.end() :]))


def _speaker(before: str, after: str) -> str:
    for pattern, text in ((_DASHED, after), (_AFTER, after), (_TURNED, after), (_BEFORE, before)):
        found = pattern.search(text)
        if found and found["who"].split()[0].lower() not in _PRONOUNS:
            return tidy(found["who"])
    return ""
