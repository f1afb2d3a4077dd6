"""Finds what a figure is measured against: what it was before, a whole, or another thing. Pure."""

import re
from dataclasses import replace
from itertools import pairwise

from videos.scripting.amounts import Amount, amounts
from videos.spec import Figure

_ROSE = re.compile(
    r"\b(?:gr[eo]wn?|grows|rose|risen|rises|increas\w+|climb\w*|jump\w*|surg\w+|gain\w*|up(?!\sto\b)|soar\w*|"
    r"stieg\w*|gestiegen|wuchs|gewachsen|creci\w+|crec\w+|aument\w+|subi\w+|augment\w+|grimp\w+)\b",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"\b(?:fell|fall(?:en|s)?|dropp?\w*|declin\w+|decreas\w+|shr[aiu]nk\w*|down|reduc\w+|cut\w*|"
    r"sank|gesunken|fiel\w*|gefallen|baj\w+|cay\w+|redu\w+|baiss\w+|chut\w+)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:went|gone|took|brought|turned|slashed|shortened|ging\w*|pas[óé]\w*)\b", re.IGNORECASE
)
_RATED = re.compile(r"\b(?:rat\w+|stars?|scor\w+|Sterne|estrellas|étoiles)\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:used\sto|once|before|last\s(?:year|month|week)|yesterday|previously|early?|früher|zuvor|"
    r"bisher|vorher|antes|avant|hier|prima|antigamente)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|today|this\s(?:year|month|week)|after|heute|jetzt|nun|ahora|hoy|aujourd'hui|"
    r"maintenant|oggi|hoje|agora)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:to|auf|bis|a|à|hasta)\s+(?:just\s|only\s|nur\s|solo\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|von|de|desde)\s+$", re.IGNORECASE)
_MORE = re.compile(
    r"^\s(?:faster|more|higher|longer|larger|bigger|better|stronger|schneller|mehr|más|plus)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"^\s(?:lighter|less|fewer|lower|cheaper|smaller|shorter|slower|thinner|leichter|weniger|"
    r"menos|moins)\b",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:than|als|que)\s(?P<other>[\w' -]{2,24}?)(?=[.,;:!?]|\s(?:and|und|y|et)\b|$)"
)
_TIMES = re.compile(
    r"\b(?P<word>twice|(?P<count>\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten)\s?"
    r"(?:times|x|×))(?=\s(?:as|more|faster|better|longer|higher|cheaper|the|larger|bigger)\b)"
    r"|\b(?P<verb>doubl(?:ed|es)|tripl(?:ed|es)|quadrupl(?:ed|es)|verdoppelt\w*|verdreifacht\w*|"
    r"duplicó|triplicó|doublé|triplé)\b",
    re.IGNORECASE,
)
_COUNTS = "zero one two three four five six seven eight nine ten".split()
_VERBS = (("dou", 2), ("dup", 2), ("verdo", 2), ("quad", 4), ("", 3))
_NUMBER = r"\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_OUT_OF = re.compile(
    rf"\b(?P<part>{_NUMBER})(?P<joint>\s(?:out\sof|in|von|de\scada|sur)\s|/)"
    rf"(?:every\s)?(?P<whole>5|10|100|five|ten|\d|three|four|six|seven|eight|nine)\b"
    rf"(?!\s?(?:%|hours?|minutes?|days?|years?|weeks?|months?|seconds?|o'clock)|[:,.]\d|/)",
    re.IGNORECASE,
)


def change_in(text: str, language: str) -> Amount | None:
    """Return the newer of two amounts of `text` with what it was before; None without a change."""
    found = amounts(text, language)
    for old, new in pairwise(found):
        before, between = text[: old.start], text[old.end : new.start]
        moved = _FROM.search(before) and _TO.match(between) and _moves(before, old, new)
        then = _THEN.search(before) and _NOW.search(between + text[new.start :])
        if moved or (then and _are_alike(old, new)):
            return _changed(text, old, new)
    return None


def ratio_in(text: str, language: str) -> Amount | None:
    """Return a percentage that is more or less than something else ("40 % lighter than foam")."""
    for amount in amounts(text, language):
        if amount.unit != "%":
            continue
        after, around = text[amount.end :], text[max(0, amount.start - 24) : amount.start]
        up = _MORE.match(after) or _ROSE.search(around)
        down = _LESS.match(after) or _FELL.search(around)
        if up or down:
            share = amount.figure.value / 100
            than = _THAN.search(after)
            figure = replace(
                amount.figure, growth=1 + share if up else max(0.02, 1 - share),
                before=than["other"].strip() if than else "",
            )  # fmt: skip
            return Amount(figure, amount.start, amount.end)
    return None


def multiple_in(text: str) -> Amount | None:
    """Return how many times more something is: "twice as fast", "tripled"."""
    match = _TIMES.search(text)
    if match is None:
        return None
    times = _times(match)
    decimals = 0 if times == int(times) else 1
    than = _THAN.search(text[match.end() :])
    figure = Figure(
        value=times, decimals=decimals, suffix="×", growth=times,
        before=than["other"].strip() if than else "",
    )  # fmt: skip
    return Amount(figure, match.start(), match.end())


def part_in(text: str) -> Amount | None:
    """Return what is out of a small whole: "4.8 out of 5", "nine in ten"."""
    for match in _OUT_OF.finditer(text):
        part, whole = _number(match["part"]), int(_number(match["whole"]))
        rating = part != int(part) or bool(_RATED.search(text))
        if not 0 < part <= whole or whole < 3 or (match["joint"] == "/" and not rating):  # noqa: PLR2004
            continue
        figure = Figure(
            value=part, decimals=0 if part == int(part) else 1, whole=whole,
            suffix=f"/{whole}" if rating else f" in {whole}",
        )  # fmt: skip
        return Amount(figure, match.start(), match.end())
    return None


def _moves(before: str, old: Amount, new: Amount) -> bool:
    """Say whether "from … to …" tells a change, and not a range ("from 8 to 8,000 people")."""
    told = _ROSE.search(before) or _FELL.search(before) or _MOVED.search(before)
    opens = len(before.split()) <= 1 and not (old.is_bare or new.is_bare)
    return bool(told) or opens


def _are_alike(old: Amount, new: Amount) -> bool:
    return old.is_bare or new.is_bare or old.unit == new.unit or old.size != old.figure.value


def _changed(text: str, old: Amount, new: Amount) -> Amount:
    figure = new.figure
    if not (new.unit or figure.prefix):
        figure = replace(figure, suffix=old.figure.suffix, prefix=old.figure.prefix)
    growth = Amount(figure, 0, 0).size / old.size if old.size else 1.0
    label = text[old.start : old.end].strip()
    return Amount(replace(figure, before=label, growth=growth), new.start, new.end)


def _times(match: re.Match[str]) -> float:
    if match["verb"]:
        verb = match["verb"].lower()
        return float(next(times for start, times in _VERBS if verb.startswith(start)))
    return _number(match["count"]) if match["count"] else 2.0


def _number(word: str) -> float:
    names = [*_COUNTS, "eleven", "twelve"]
    return (
        float(names.index(word.lower())) if word.lower() in names else float(word.replace(",", "."))
    )
