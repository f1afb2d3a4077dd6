"""Finds what a script asks its viewers to do, and where. Pure."""

import re
from dataclasses import dataclass

from videos.scripting.headlines import shorten, tidy
from videos.scripting.sentences import clauses, sentences

BUTTON = 30
"""Characters that fit on a button."""

_VERBS = frozenset(
    (
        "try start get visit book shop order join download sign subscribe discover call buy "
        "watch follow contact register save grab claim see explore go create make build learn "
        "apply donate schedule request reserve share write email text"
    ).split()
)
_LINK = re.compile(
    r"(?:https?://)?(?P<link>(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[\w./-]*)?)(?:\?\S*)?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:at|on|from|via|us)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is on the button, below it, and what else the text says."""

    action: str
    link: str
    rest: str


def offer_in(text: str) -> Offer | None:
    """Return the offer that `text` makes: an order to the viewer, or an address to go to."""
    parts = [clause for sentence in sentences(text) for clause in clauses(sentence)]
    asking = next((part for part in parts if _first_word(part) in _VERBS), "")
    link = _link(text)
    if not asking and not link:
        return None
    action = _button(asking)
    rest = " ".join(part for part in parts if part != asking and not _is_only_link(part))
    return Offer(action=action, link=link, rest=rest)


def _first_word(part: str) -> str:
    words = re.findall(r"[a-z']+", part.lower())
    return words[0] if words else ""


def _link(text: str) -> str:
    found = [match for match in _LINK.finditer(text) if "@" not in text[: match.start()][-1:]]
    return found[0]["link"].rstrip("./") if found else ""


def _is_only_link(part: str) -> bool:
    return len(part.split()) <= 1 and bool(_LINK.search(part))


def _button(asking: str) -> str:
    link = _LINK.search(asking)
    said = tidy(asking[: link.start()] if link else asking)
    phrase = _PLACE.sub("", said)
    if link and len(phrase.split()) < 2:  # noqa: PLR2004 "Visit example.com"
        phrase = f"{phrase} {link['link'].partition('/')[0]}"
    while len(phrase) > BUTTON and " " in phrase:
        phrase = shorten(phrase.rsplit(None, 1)[0])
    return phrase if len(phrase.split()) > 1 else ""
