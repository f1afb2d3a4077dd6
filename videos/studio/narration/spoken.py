"""How English is read aloud: each written word to the words that a person would say for it."""

import re
from collections.abc import Callable
from datetime import date

from num2words import num2words

_TRAILING = re.compile(r"[^\w%°'’)\]+$€£¥₹™®©²³₀-₉]+$")
_LEADING = re.compile(r"^[^\w$€£¥₹#@+\-.]+|^[-.](?!\d)[-.]*")
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
    "24/7": "twenty four seven",
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
    if written.lower() in _WORDS:
        return _WORDS[written.lower()]
    if _LIST_NUMBER.fullmatch(written):
        return _number(written[:-1]) + "."
    body = _LEADING.sub("", written)
    ending = _TRAILING.search(body)
    body = body[: ending.start()] if ending else body
    said = _WORDS.get(body.lower()) or _read(body)
    return said + _pause(ending.group() if ending else "") if said else ""


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
        return _number(part)
    if part in _WORDS:
        return _WORDS[part]
    if part.isupper() and not alone and len(part) <= 3:  # noqa: PLR2004 initials: the CO of CO2
        return " ".join(part)
    return part


def _number(text: str) -> str:
    """Read a cardinal: "1,299" or "37.5"."""
    plain = text.replace(",", "")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return _digits(text)
    if "." in plain:
        whole, _, fraction = plain.partition(".")
        return f"{_number(whole)} point {_digits(fraction)}"
    if len(plain) > 15 or (plain.startswith("0") and len(plain) > 1):  # noqa: PLR2004 an identifier
        return _digits(plain)
    if len(plain) == 4 and "," not in text and 1100 <= int(plain) < 2100 and int(plain) % 1000:  # noqa: PLR2004
        return _words_of(int(plain), to="year")
    return _words_of(int(plain))


def _words_of(value: int, to: str = "cardinal") -> str:
    said: str = num2words(value, to=to)
    return said.replace("-", " ").replace(",", "").replace(" and ", " ")


def _digits(text: str) -> str:
    return " ".join(_words_of(int(char)) for char in text if char.isdigit())


def _money(match: re.Match[str]) -> str:
    unit, small = _CURRENCIES[match["sign"]]
    amount, scale = match["amount"].replace(",", ""), (match["scale"] or "").lower()
    whole, _, fraction = amount.partition(".")
    if scale or (fraction and len(fraction) != 2):  # noqa: PLR2004 "$1.5M"
        return f"{_number(amount)} {_SCALES.get(scale, '')} {unit}s".replace("  ", " ")
    said = f"{_words_of(int(whole))} {unit}{'' if whole == '1' or unit == 'yen' else 's'}"
    return f"{said} {_words_of(int(fraction))}" if fraction.strip("0") and small else said


def _clock(match: re.Match[str]) -> str:
    hour, minute = _words_of(int(match["hour"])), match["minute"]
    if minute == "00":
        said = hour if match["half"] else f"{hour} o'clock"
    else:
        said = f"{hour} {'oh ' if minute[0] == '0' else ''}{_words_of(int(minute))}"
    half = (match["half"] or "").lower().replace(".", "")
    return f"{said} {'ay em' if half == 'am' else 'pee em'}" if half else said


def _date(match: re.Match[str]) -> str:
    """Read month/day/year as Americans do, unless only day/month/year makes a date."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    month, day = (first, second) if first <= 12 else (second, first)  # noqa: PLR2004
    try:
        named = date(2000, month, day)
    except ValueError:
        return " ".join(_number(part) for part in re.findall(r"\d+", match.group()))
    said_year = _words_of(year, to="year") if year > 99 else _number(match["year"])  # noqa: PLR2004
    return f"{named:%B} {_words_of(day, to='ordinal')} {said_year}"


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


def _share(match: re.Match[str]) -> str:
    return f"{_number(match['amount'])} percent"


def _scaled(match: re.Match[str]) -> str:
    scale = match["scale"].lower()
    return f"{_number(match['amount'])} {_SCALES.get(scale) or 'times'}"


def _ordinal(match: re.Match[str]) -> str:
    return _words_of(int(match["amount"]), to="ordinal")


def _phone(match: re.Match[str]) -> str:
    return ("plus " if match["plus"] else "") + _digits(match["digits"])


_AMOUNT = r"(?P<amount>\d[\d,]*(?:\.\d+)?)"
_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"(?P<sign>[$€£¥₹]){_AMOUNT}(?P<scale>bn|[kKmMbB])?"), _money),
    (re.compile(rf"[+-]?{_AMOUNT}%"), _share),
    (
        re.compile(r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<half>[ap]\.?m\.?)?", re.IGNORECASE),
        _clock,
    ),
    (re.compile(r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>\d{4}|\d{2})"), _date),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), _email),
    (re.compile(r"(?:https?://|www\.)(?P<place>\S+)", re.IGNORECASE), _address),
    (
        re.compile(r"(?P<place>[a-z][\w-]*(?:\.[a-z][\w-]*)*\.[a-z]{2,}(?:/\S*)?)", re.IGNORECASE),
        _address,
    ),
    (re.compile(r"(?P<sign>[#@])(?P<name>\w+)"), _tag),
    (re.compile(r"(?P<amount>\d+)(?:st|nd|rd|th)", re.IGNORECASE), _ordinal),
    (re.compile(rf"{_AMOUNT}(?P<scale>bn|[kKmMbBx×])"), _scaled),
    (re.compile(r"(?P<plus>\+)?\(?(?P<digits>\d{2,4}(?:[-.)]\d{2,4})+|\d{3}(?=\)))\)?"), _phone),
)
