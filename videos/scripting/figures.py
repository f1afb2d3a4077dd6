"""Finds the number that a sentence is about. Pure."""

import re
from dataclasses import dataclass

from videos.spec import Figure

_NOT_FIGURES = re.compile(
    r"""
    \S+://\S+ | \S+@\S+ | \b[\w-]+(?:\.[\w-]+)+/\S*      # addresses
    | \+?\d[\d\s()-]{7,}\d                               # telephone numbers
    | \b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b                # dates
    | \b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?      # clock times
    | \b24/7\b | \bv?\d+\.\d+\.\d+\b                     # round the clock, versions
    | ^\s*\d{1,2}[.)]\s                                  # numbers of list items
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIGURE = re.compile(
    r"""
    (?<![\w.,/])
    (?P<prefix>[$€£¥₹]|\+(?=\d))?\s?
    (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
    (?P<suffix>\s?%|\s?[x×](?!\w)|[kKMB](?!\w)|bn(?!\w)|\+(?!\d)
      |\s(?:million|billion|thousand|hours?|minutes?|seconds?|days?|weeks?|months?|years?)\b)?
    (?![\d/:]|[.,]\d|-\w)
    """,
    re.VERBOSE,
)
_YEARS = range(1500, 2101)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure, and where in the text it stands."""

    figure: Figure
    start: int
    end: int
    weight: int


def figure_in(text: str) -> Found | None:
    """Return the most telling number of `text`, or None.

    Dates, times, telephone numbers, years, versions and addresses are not figures; shares and
    prices tell more than counts, and small bare counts tell nothing.
    """
    masked = _NOT_FIGURES.sub(lambda match: "\x00" * len(match.group()), text)
    found = [_found(match) for match in _FIGURE.finditer(masked)]
    telling = [one for one in found if one.weight > 1]
    return max(telling, key=lambda one: one.weight) if telling else None


def _found(match: re.Match[str]) -> Found:
    number, prefix, suffix = match["number"], match["prefix"] or "", match["suffix"] or ""
    figure = Figure(
        value=float(number.replace(",", "")),
        decimals=len(number.partition(".")[2]),
        grouping="," in number,
        prefix=prefix,
        suffix=suffix,
    )
    return Found(figure, match.start(), match.end(), _weight(figure, number))


def _weight(figure: Figure, number: str) -> int:
    if figure.suffix.strip() == "%":
        return 4
    if figure.prefix in {"$", "€", "£", "¥", "₹"} or figure.suffix.strip() in {"x", "×"}:
        return 3
    if figure.suffix or figure.grouping:
        return 2
    if number.isdigit() and (int(number) in _YEARS or int(number) < 10):  # noqa: PLR2004 "3 reasons"
        return 0
    return 1
