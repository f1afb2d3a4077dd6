"""Chooses the number that a text is about. Pure."""

from dataclasses import dataclass

from videos.scripting.amounts import CURRENCIES, Amount, amounts
from videos.scripting.changes import change_in, multiple_in, part_in, ratio_in
from videos.scripting.grammar import Part, analyse
from videos.spec import Figure

_TELLING = 20
"""A bare count of things says something from here on: "3 reasons" does not."""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure, and where in the text it stands."""

    figure: Figure
    start: int
    end: int


def figure_in(text: str, language: str = "en") -> Found | None:
    """Return the most telling number of `text`, or None.

    A change tells more than a share, a share more than a price, a price more than a count; small
    bare counts tell nothing.
    """
    for amount in (change_in(text, language), part_in(text), ratio_in(text, language)):
        if amount is not None:
            return _found(amount)
    plain = [(_weight(one, text, language), one) for one in amounts(text, language)]
    times = multiple_in(text)
    plain += [(3, times)] if times else []
    weight, best = max(plain, key=lambda pair: pair[0], default=(0, None))
    return _found(best) if best is not None and weight > 1 else None


def _found(amount: Amount) -> Found:
    return Found(amount.figure, amount.start, amount.end)


def _weight(amount: Amount, text: str, language: str) -> int:
    figure = amount.figure
    if amount.unit == "%":
        return 4
    if figure.prefix in set(CURRENCIES) or amount.unit in {"x", "×", "倍"}:
        return 3
    if amount.is_bare:
        return 2 if figure.value >= _TELLING and _counts_things(text, amount, language) else 0
    return 2


def _counts_things(text: str, amount: Amount, language: str) -> bool:
    """Say whether a plural follows: "40 companies", and not "94 Market Street" or "room 237"."""
    if language != "en":
        return False
    after = next((t for t in analyse(text, language) if t.start >= amount.end), None)
    return (
        after is not None
        and after.part is Part.NOUN
        and after.text.islower()
        and after.text[-1] == "s"
    )
