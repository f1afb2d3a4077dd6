"""How English is read aloud: each written word to the words that a person would say for it."""

import re
from collections.abc import Callable
from datetime import date

from videos.studio.narration.cardinals import AMOUNT, digits, number, words_of
from videos.studio.narration.quantities import MEASURES, READERS, fractions_written_out

_TRAILING = re.compile(r"[^\w%°'’)\]+$€£¥₹™®©²³₀-₉]+$")
_LEADING = re.compile(r"^[^\w$€£¥₹#@+\-−.~≈±'’]+|^['’](?!\d0s)|^[-.](?![\d$€£¥₹])[-.]*")
_PAUSES = {",": ",", ";": ";", ":": ":", ".": ".", "!": "!", "?": "?", "…": "..."}

_CURRENCIES = {
    "$": ("dollar", "cent"),
    "€": ("euro", "cent"),
    "£": ("pound", "penny"),
    "¥": ("yen", ""),
    "₹": ("rupee", "paisa"),
}
_SCALES = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion"}
_WORDS = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "w/": "with", "→": "to",
    "vs": "versus", "vs.": "versus", "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera",
    "co.": "company", "inc.": "incorporated", "ltd.": "limited", "mr.": "mister", "mrs.": "missus",
    "dr.": "doctor", "st.": "saint", "approx.": "approximately",
    "mbit/s": "megabits per second", "gbit/s": "gigabits per second", "km/h": "kilometres per hour",
    "mph": "miles per hour", "t/yr": "tonnes per year", "kg": "kilograms", "km": "kilometres",
    "24/7": "twenty four seven", "50/50": "fifty fifty",
    "9/11": "nine eleven", "&c": "et cetera", "&c.": "et cetera",
    "etc": "et cetera", "w/o": "without", "and/or": "and or", "prof.": "professor",
    "jr.": "junior", "sr.": "senior", "dept.": "department", "est.": "established",
    "×": "times", "÷": "divided by", "≈": "about", "~": "about", "±": "plus or minus",
    "<": "less than", ">": "more than", "≤": "at most", "≥": "at least", "≠": "is not",
    "°c": "degrees Celsius", "°f": "degrees Fahrenheit",
    "a.m.": "ay em", "p.m.": "pee em", "e-mail": "email", "wi-fi": "why fye",
}  # fmt: skip
_LIST_NUMBER = re.compile(r"\d{1,2}[.)]")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")
_MARKS = str.maketrans("", "", "™®©")

Reader = Callable[[re.Match[str]], str]


def spoken(written: str) -> str:
    """Return what is said for the written word, with the punctuation that makes the voice pause.

    Empty for what is silent: dashes, emoji, lone symbols.
    """
    written = fractions_written_out(written)
    if written.lower() in _WORDS:
        return _WORDS[written.lower()]
    if _LIST_NUMBER.fullmatch(written):
        return number(written[:-1]) + "."
    body = _LEADING.sub("", written)
    ending = _TRAILING.search(body)
    body = body[: ending.start()] if ending else body
    abbreviated = _WORDS.get(f"{body.lower()}.") if ending and "." in ending.group() else None
    said = abbreviated or _WORDS.get(body.lower()) or _read(body)
    rest = ending.group() if ending else ""
    return said + _pause(rest[1:] if abbreviated else rest) if said else ""


def _pause(ending: str) -> str:
    return next((_PAUSES[char] for char in ending if char in _PAUSES), "")


def _read(body: str) -> str:
    for pattern, reader in _READERS:
        match = pattern.fullmatch(body)
        if match is not None:
            return reader(match)
    return _plain(body)


def _plain(body: str) -> str:
    """Read what is left: letters with the odd digit or sign among them."""
    body = body.translate(_MARKS).translate(_SUBSCRIPTS).replace("’", "'")
    parts = re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[&+%]", body)
    return " ".join(_part(part, alone=len(parts) == 1) for part in parts)


def _part(part: str, *, alone: bool) -> str:
    if part[0].isdigit():
        return number(part)
    if part in _WORDS:
        return _WORDS[part]
    if part.isupper() and not alone and len(part) <= 3:  # noqa: PLR2004 initials: the CO of CO2
        return " ".join(part)
    return part


def _money(match: re.Match[str]) -> str:
    found = match.groupdict()
    unit, small = _CURRENCIES[found.get("sign") or found["after"]]
    amount, scale = found["amount"].replace(",", ""), (found.get("scale") or "").lower()
    minus = "minus " if found.get("minus") else ""
    whole, _, fraction = amount.partition(".")
    if scale or (fraction and len(fraction) != 2):  # noqa: PLR2004 "$1.5M"
        return f"{minus}{number(amount)} {_SCALES.get(scale, '')} {unit}s".replace("  ", " ")
    cents = int(fraction) if small and fraction else 0
    if cents and whole == "0":
        return (
            f"{minus}{words_of(cents)} {small if cents == 1 else _PLURALS.get(small, small + 's')}"
        )
    said = f"{minus}{words_of(int(whole))} {unit}{'' if whole == '1' or unit == 'yen' else 's'}"
    return f"{said} {words_of(cents)}" if cents else said


_PLURALS = {"penny": "pence", "paisa": "paise"}


def _range(match: re.Match[str]) -> str:
    """Read "10–15%" and "$5-10": what stands beside one number belongs to both."""
    first, last = match["first"], match["last"]
    if first[0] in _CURRENCIES and last[0] not in _CURRENCIES:
        first, last = first[1:], first[0] + last
    return f"{_read(first)} to {_read(last)}"


def _clock(match: re.Match[str]) -> str:
    hour, minute = words_of(int(match["hour"])), match["minute"] or "00"
    if minute == "00":
        said = hour if match["half"] else f"{hour} o'clock"
    else:
        said = f"{hour} {'oh ' if minute[0] == '0' else ''}{words_of(int(minute))}"
    half = (match["half"] or "").lower().replace(".", "")
    return f"{said} {'ay em' if half == 'am' else 'pee em'}" if half else said


def _date(match: re.Match[str]) -> str:
    """Read month/day/year as Americans do, unless only day/month/year makes a date."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    month, day = (first, second) if first <= 12 else (second, first)  # noqa: PLR2004
    return _dated(year, month, day, match.group())


def _dated(year: int, month: int, day: int, written: str) -> str:
    try:
        named = date(2000, month, day)
    except ValueError:
        return " ".join(number(part) for part in re.findall(r"\d+", written))
    said_year = words_of(year, to="year") if year > 99 else number(f"{year:02}")  # noqa: PLR2004
    return f"{named:%B} {words_of(day, to='ordinal')} {said_year}"


def _iso_date(match: re.Match[str]) -> str:
    return _dated(int(match["year"]), int(match["month"]), int(match["day"]), match.group())


def _address(match: re.Match[str]) -> str:
    place = re.split(r"[?#]", match["place"])[0].strip("/")
    said = re.sub(r"[./_-]", lambda sign: f" {_SIGNS[sign.group()]} ", place.removeprefix("www."))
    return " ".join(_plain(part) or part for part in said.split())


def _email(match: re.Match[str]) -> str:
    return " ".join(
        _plain(part)
        for part in re.sub(
            r"[@._-]", lambda sign: f" {_SIGNS[sign.group()]} ", match.group()
        ).split()
    )


_SIGNS = {".": "dot", "/": "slash", "_": "underscore", "-": "dash", "@": "at"}


def _tag(match: re.Match[str]) -> str:
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", match["name"].replace("_", " "))
    name = " ".join(_plain(word) for word in words) or _plain(match["name"])
    return f"{'hashtag' if match['sign'] == '#' else 'at'} {name}"


def _scaled(match: re.Match[str]) -> str:
    scale = match["scale"].lower()
    return f"{number(match['amount'])} {_SCALES.get(scale) or 'times'}"


def _ordinal(match: re.Match[str]) -> str:
    return words_of(int(match["amount"]), to="ordinal")


def _phone(match: re.Match[str]) -> str:
    return ("plus " if match["plus"] else "") + digits(match["digits"])


_END = r"[$€£¥₹]?\d[\d,.:]*(?:[ap]m|%|°[CF]?|[a-zA-Z]{1,3})?"
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    *READERS[:2],
    (
        re.compile(
            rf"(?P<minus>[-−])?(?:US|A|C|HK|NZ)?(?P<sign>[$€£¥₹]){AMOUNT}(?P<scale>bn|[kKmMbB])?"
        ),
        _money,
    ),
    (re.compile(rf"{AMOUNT}(?P<after>[€£¥₹])"), _money),
    (
        re.compile(
            r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>[ap]\.?m\.?)", re.IGNORECASE
        ),
        _clock,
    ),
    (re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<half>)"), _clock),
    (re.compile(r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>\d{4}|\d{2})"), _date),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"), _iso_date),
    *READERS[2:],
    (re.compile(rf"(?!\d{{3}}-\d{{4}}$)(?P<first>{_END})[-–](?P<last>{_END})"), _range),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _email),
    (re.compile(r"(?:https?://|www\.)(?P<place>\S+)", re.IGNORECASE), _address),
    (
        re.compile(r"(?P<place>[a-z][\w-]*(?:\.[a-z][\w-]*)*\.[a-z]{2,}(?:/\S*)?)", re.IGNORECASE),
        _address,
    ),
    (re.compile(r"(?P<sign>[#@])(?P<name>\w+)"), _tag),
    (re.compile(r"(?P<amount>\d+)(?:st|nd|rd|th)", re.IGNORECASE), _ordinal),
    (re.compile(rf"{AMOUNT}(?P<scale>bn|[kKmMbBx×])"), _scaled),
    *MEASURES,
    (re.compile(r"(?P<plus>\+)?\(?(?P<digits>\d{2,4}(?:[-.)]\d{2,4})+|\d{3}(?=\)))\)?"), _phone),
)
