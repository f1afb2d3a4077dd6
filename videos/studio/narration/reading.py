"""How English is read aloud where neighbours matter: "7 pm", "No. 1", "Henry VIII"."""

import re
from collections.abc import Sequence

from videos.studio.narration.cardinals import words_of
from videos.studio.narration.quantities import unit
from videos.studio.narration.spoken import spoken

_HALVES = {"am": "ay em", "a.m.": "ay em", "pm": "pee em", "p.m.": "pee em"}
_MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "jun": "June",
    "jul": "July", "aug": "August", "sep": "September", "sept": "September", "oct": "October",
    "nov": "November", "dec": "December",
}  # fmt: skip
_RULERS = frozenset(
    "Alexander Benedict Catherine Charles Edward Elizabeth Francis George Gustav Henry James "
    "John Louis Mary Napoleon Nicholas Paul Philip Pius Ramses Richard Rudolf William".split()
)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10}
_DASHES = frozenset({"-", "--", "---", "–", "—"})
_PAUSE = ","


def readings(words: Sequence[str]) -> list[str]:
    """Return what is said for each of the written words, with the marks that make a voice pause."""
    said = [_said(word, _at(words, i - 1), _at(words, i + 1)) for i, word in enumerate(words)]
    for index, word in enumerate(words):
        before = index - 1
        if word in _DASHES and before >= 0 and said[before][-1:].isalnum():
            said[before] += _PAUSE  # a dash is a breath
    return said


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if 0 <= index < len(words) else ""


def _said(word: str, before: str, after: str) -> str:
    body = word.rstrip(",;:!?…)")
    mark = next((sign for sign in word[len(body) :] if sign in ",;:!?"), "")
    special = _after_number(body, before) or _before_number(body, after) or _roman(body, before)
    return f"{special}{mark}" if special else spoken(word)


def _after_number(body: str, before: str) -> str:
    """Read "pm", "GB" and "€" when a number stands before them."""
    if not re.fullmatch(r"[~≈<>+-]?\d[\d,.:]*", before):
        return ""
    plain = body.rstrip(".")
    end = "." if body != plain and body.count(".") == 1 else ""
    half = _HALVES.get(body.lower()) or _HALVES.get(plain.lower())
    if half:
        return half
    name = unit(plain, many=before != "1") or {"€": "euros", "£": "pounds", "$": "dollars"}.get(
        plain
    )
    # "in" is hardly ever an inch, "a" and "s" hardly ever a unit of their own.
    return f"{name}{end}" if name and plain not in {"in", "s", "h"} else ""


def _before_number(body: str, after: str) -> str:
    """Read "No." and "Dec." when a number follows; "3.30" when it is a time."""
    if body.lower() in {"no.", "nos."} and after[:1].isdigit():
        return "number"
    if body.rstrip(".").lower() in _MONTHS and body.endswith(".") and after[:1].isdigit():
        return _MONTHS[body.rstrip(".").lower()]
    half = after.rstrip(",;:!?)").lower()
    if (half in _HALVES or half.rstrip(".") in _HALVES) and re.fullmatch(r"\d{1,2}[:.]\d{2}", body):
        return spoken(f"{body.replace('.', ':')}am").removesuffix(" ay em")
    return ""


def _roman(body: str, before: str) -> str:
    """Read the number of a king as an ordinal, that of a war or a chapter as a cardinal."""
    plain = body.rstrip(".")
    owner = before.strip("\"'“‘(")
    if not plain or not _ROMAN.fullmatch(plain) or not owner[:1].isupper() or not owner.isalpha():
        return ""
    if plain in {"I", "V", "X"} and owner not in _RULERS:
        return ""
    ordinal = owner in _RULERS
    value = words_of(_value(plain), to="ordinal" if ordinal else "cardinal")
    return f"{'the ' if ordinal else ''}{value}{'.' if body != plain else ''}"


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
