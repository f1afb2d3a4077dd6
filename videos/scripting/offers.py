"""Finds what a script asks its viewers to do, and where. Pure."""

import re
from dataclasses import dataclass

from videos.scripting.headlines import shorten, tidy
from videos.scripting.sentences import clauses, sentences

BUTTON = 30
"""Characters that fit on a button."""

_VERBS = frozenset(
    (
        # English
        "try start get visit book shop order join download sign subscribe discover call buy "
        "watch follow contact register save grab claim see explore go create make build learn "
        "apply donate schedule request reserve share write email text come tell click tap "
        # German
        "bestellen bestelle bestell kaufen kauf kaufe holen hol testen teste buchen buche melde "
        "anmelden registrieren abonnieren abonniere laden lade besuchen besuche entdecken entdecke "
        "sichern probieren probiere starten ruf rufen spenden spende "
        # Spanish and Portuguese
        "prueba pruébalo compra pide reserva regístrate suscríbete descarga visita empieza únete "
        "llama descubre consigue aprovecha experimente compre peça reserve inscreva assine baixe "
        "visite comece descubra apunta síguenos "
        # French and Italian
        "essayez essaie commandez achetez réservez inscrivez abonnez téléchargez visitez découvrez "
        "commencez rejoignez appelez profitez prova ordina acquista prenota iscriviti scarica "
        "scopri inizia chiama "
        # Russian, Arabic and Hindi
        "закажите попробуйте купите подпишитесь скачайте узнайте اطلب جرب احجز اشترك سجل حمل اشتر "
        "खरीदें खरीदिए मँगाएँ आज़माएँ आज़माइए बुक"
    ).split()
)
_OPENERS = frozenset(
    "so and now just please jetzt hier gleich einfach nun also ahora y hoy et bitte then".split()
)
_UNSPACED = re.compile(
    r"今すぐ|お試し|ご予約|ご注文|ご登録|始めましょう|现在购买|立即|马上|免费试用|订阅我们"
)
_LINK = re.compile(
    r"(?:https?://)?(?P<link>(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[\w./-]*)?)(?:\?\S*)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s+(?:at|on|from|via|us|auf|bei|unter|in|en|sur|chez|su|в|на|من|على)$", re.IGNORECASE
)
_AND = re.compile(r"^(?:and|und|y|et|e)\s+(?!e-?mail)", re.IGNORECASE)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """What is on the button, below it, and what else the text says."""

    action: str
    link: str
    rest: str


def offer_in(text: str) -> Offer | None:
    """Return the offer that `text` makes: an order to the viewer, or an address to go to."""
    parts = [clause for sentence in sentences(text) for clause in clauses(sentence)]
    asking = next((part for part in parts if _asks(part)), "")
    link = _link(text)
    if not asking and not link:
        return None
    asking = asking or next((part for part in parts if link in part), "")
    others = [part for part in parts if part != asking and not _is_only_link(part)]
    return Offer(action=_button(asking), link=link, rest=" ".join([*others, _after_link(asking)]))


def _asks(part: str) -> bool:
    """Say whether a clause orders: by one of the verbs of offers, first or after an opener."""
    words = re.findall(r"[^\W\d_]+", part.lower())
    while len(words) > 1 and words[0] in _OPENERS:
        words = words[1:]
    return bool(words and words[0] in _VERBS) or bool(_UNSPACED.search(part))


def _link(text: str) -> str:
    found = [match for match in _LINK.finditer(text) if "@" not in text[: match.start()][-1:]]
    return found[0]["link"].rstrip("./") if found else ""


def _is_only_link(part: str) -> bool:
    return len(part.split()) <= 1 and bool(_LINK.search(part))


def _after_link(asking: str) -> str:
    """Return what a clause says behind its address: "… and get 20 % off your first pair"."""
    link = _LINK.search(asking)
    rest = asking[link.end() :].strip(" .,!") if link else ""
    return _AND.sub("", rest) if _AND.match(rest) and len(rest.split()) > _FEWEST else ""


def _button(asking: str) -> str:
    link = _LINK.search(asking)
    said = tidy(asking[: link.start()] if link else asking)
    phrase = _PLACE.sub("", said)
    if link and len(phrase.split()) < _FEWEST:  # "Visit example.com"
        phrase = f"{phrase} {link['link'].partition('/')[0]}"
    while len(phrase) > BUTTON and " " in phrase:
        phrase = shorten(phrase.rsplit(None, 1)[0])
    phrase = phrase if len(phrase) > BUTTON or " " in phrase or not phrase.isascii() else ""
    return phrase if len(phrase) <= BUTTON else ""
