"""How quantities are read aloud in English: ranges, fractions, units, temperatures, versions."""

import re
from collections.abc import Callable

from videos.studio.narration.cardinals import AMOUNT, digits, number, words_of

Reader = Callable[[re.Match[str]], str]

UNITS = {
    "kg": "kilogram", "g": "gram", "mg": "milligram", "km": "kilometre", "m": "metre",
    "cm": "centimetre", "mm": "millimetre", "mi": "mile", "ft": "foot", "in": "inch",
    "l": "litre", "ml": "millilitre", "oz": "ounce", "lb": "pound", "lbs": "pound",
    "gb": "gigabyte", "mb": "megabyte", "tb": "terabyte", "kb": "kilobyte",
    "hz": "hertz", "khz": "kilohertz", "mhz": "megahertz", "ghz": "gigahertz",
    "w": "watt", "kw": "kilowatt", "kwh": "kilowatt hour", "mw": "megawatt", "v": "volt",
    "mah": "milliamp hour", "h": "hour", "hr": "hour", "hrs": "hour", "min": "minute",
    "mins": "minute", "s": "second", "sec": "second", "ms": "millisecond", "px": "pixel",
    "m²": "square metre", "m2": "square metre", "km²": "square kilometre", "m³": "cubic metre",
    "ft²": "square foot", "fps": "frame per second", "mph": "mile per hour",
    "km/h": "kilometre per hour", "m/s": "metre per second", "mbit/s": "megabit per second",
    "gbit/s": "gigabit per second", "mbps": "megabit per second", "gbps": "gigabit per second",
    "t/yr": "tonne per year",
    "°c": "degree Celsius", "°f": "degree Fahrenheit", "°": "degree", "%": "percent",
}  # fmt: skip
_ALTERED = {"foot": "feet", "inch": "inches", "hertz": "hertz", "percent": "percent"}
_ALTERED |= {f"{size}hertz": f"{size}hertz" for size in ("kilo", "mega", "giga")}
_PARTS = {2: "half", 4: "quarter"}
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}
_DECADES = {
    "2": "twenties", "3": "thirties", "4": "forties", "5": "fifties", "6": "sixties",
    "7": "seventies", "8": "eighties", "9": "nineties",
}  # fmt: skip
_MATHS = {
    "+": "plus", "=": "equals", "×": "times", "*": "times", "÷": "divided by",
    "/": "divided by", "-": "minus", "−": "minus", "<": "is less than", ">": "is more than",
}  # fmt: skip


def unit(text: str, *, many: bool) -> str:
    """Return the name of a unit, in the plural for all but one; empty when it is none."""
    name = UNITS.get(text.lower(), "")
    if not name or not many:
        return name
    first, _, rest = name.partition(" per ")
    *before, noun = first.split() if not first.startswith("degree") else [first]
    if first.startswith("degree"):
        plural = first.replace("degree", "degrees")
    else:
        plural = " ".join([*before, _ALTERED.get(noun, f"{noun}s")])
    return f"{plural} per {rest}" if rest else plural


def _measure(match: re.Match[str]) -> str:
    name = unit(match["unit"], many=match["amount"] != "1")
    return f"{_signed(match)} {name}"


def _signed(match: re.Match[str]) -> str:
    sign = match["sign"] or ""
    said = {
        "-": "minus ",
        "−": "minus ",
        "+": "plus ",
        "~": "about ",
        "≈": "about ",
        "±": "plus or minus ",
    }
    return said.get(sign, "") + number(match["amount"])


def _fraction(match: re.Match[str]) -> str:
    whole, above, below = match["whole"], int(match["above"]), int(match["below"])
    if below == 0 or above >= below:
        return f"{number(match['above'])} over {number(match['below'])}"
    part = _PARTS.get(below) or words_of(below, to="ordinal")
    plural = {"half": "halves"}.get(part, f"{part}s")
    said = f"{words_of(above)} {plural if above > 1 else part}"
    return f"{number(whole)} and {'a ' + part if above == 1 else said}" if whole else said


def _decade(match: re.Match[str]) -> str:
    century = match["century"]
    return (
        f"{words_of(int(century))} {_DECADES[match['ten']]}" if century else _DECADES[match["ten"]]
    )


def _version(match: re.Match[str]) -> str:
    parts = " point ".join(number(part) for part in match["parts"].split("."))
    return f"version {parts}"


def _by(match: re.Match[str]) -> str:
    return f"{number(match['a'])} by {number(match['b'])}"


def _sum(match: re.Match[str]) -> str:
    parts = re.findall(r"\d+(?:[.,]\d+)*|[^\d\s]", match.group())
    return " ".join(_MATHS.get(part) or number(part) for part in parts)


def _negative(match: re.Match[str]) -> str:
    return _signed(match)


def _numbered(match: re.Match[str]) -> str:
    return f"number {number(match['amount'])}"


def _generation(match: re.Match[str]) -> str:
    """Read "4K" and "5G", which are names."""
    return f"{number(match['amount'])} {match['letter']}"


def _decimal(match: re.Match[str]) -> str:
    return f"point {digits(match.group())}"


def _dotted(match: re.Match[str]) -> str:
    return " point ".join(digits(part) for part in match.group().split("."))


def fractions_written_out(text: str) -> str:
    """Return `text` with one-character fractions as two numbers: "2½" is "2 1/2"."""
    for sign, written in _SIGNS.items():
        text = re.sub(rf"(?<=\d){sign}", f"+{written}", text).replace(sign, written)
    return text


_UNIT = "|".join(re.escape(name) for name in sorted(UNITS, key=len, reverse=True))
_SIGN = r"(?P<sign>[-−+~≈±])?"
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?:(?P<whole>\d+)\+)?(?P<above>\d{1,2})/(?P<below>\d{1,3})"), _fraction),
    (re.compile(r"['’]?(?P<century>1[1-9]|20)?(?P<ten>[2-9])0['’]?s"), _decade),
    (re.compile(r"v(?P<parts>\d+(?:\.\d+)*)", re.IGNORECASE), _version),
    (re.compile(r"#(?P<amount>\d+)"), _numbered),
    (re.compile(r"(?P<amount>[2-8])(?P<letter>[KG])"), _generation),
    (re.compile(r"\.\d+"), _decimal),
    (re.compile(r"(?P<a>\d+)[x×](?P<b>\d+)"), _by),
    (re.compile(r"\d+(?:[.,]\d+)*(?:[+×*÷=<>]\d+(?:[.,]\d+)*)+"), _sum),
    (re.compile(r"\d{1,3}(?:\.\d{1,3}){2,}"), _dotted),
)
MEASURES: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(rf"{_SIGN}{AMOUNT}(?P<unit>{_UNIT})", re.IGNORECASE), _measure),
    (re.compile(rf"(?P<sign>[-−~≈±]){AMOUNT}"), _negative),
)
