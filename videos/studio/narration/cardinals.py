"""Numbers in English words."""

import re

from num2words import num2words

AMOUNT = r"(?P<amount>\d[\d,]*(?:\.\d+)?)"
"""A number as it is written, in a pattern."""


def number(text: str) -> str:
    """Read a cardinal: "1,299" or "37.5"."""
    plain = text.replace(",", "")
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return digits(text)
    if "." in plain:
        whole, _, fraction = plain.partition(".")
        return f"{number(whole)} point {digits(fraction)}"
    if len(plain) > 15 or (plain.startswith("0") and len(plain) > 1):  # noqa: PLR2004 an identifier
        return digits(plain)
    if len(plain) == 4 and "," not in text and 1100 <= int(plain) < 2100 and int(plain) % 1000:  # noqa: PLR2004
        return words_of(int(plain), to="year")
    return words_of(int(plain))


def words_of(value: int, to: str = "cardinal") -> str:
    """Return a whole number in words: a "cardinal", an "ordinal" or a "year"."""
    said: str = num2words(value, to=to)
    return said.replace("-", " ").replace(",", "").replace(" and ", " ")


def digits(text: str) -> str:
    """Return the digits of `text` one by one."""
    return " ".join(words_of(int(char)) for char in text if char.isdigit())
