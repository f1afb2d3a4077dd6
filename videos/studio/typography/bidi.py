"""The bidirectional order of a line: embedding levels, and visual order from them."""

import unicodedata
from collections.abc import Sequence

from bidi import algorithm

_RTL = {"R", "AL"}
_STEPS = (
    algorithm.resolve_weak_types,
    algorithm.resolve_neutral_types,
    algorithm.resolve_implicit_levels,
)


def levels(text: str, *, rtl: bool) -> list[int]:
    """Return the embedding level of each character (odd: right to left) for a base direction."""
    if not rtl and not any(unicodedata.bidirectional(char) in _RTL for char in text):
        return [0] * len(text)
    storage = algorithm.get_empty_storage()
    storage["base_level"] = int(rtl)
    storage["base_dir"] = "R" if rtl else "L"
    algorithm.get_embedding_levels("".join(map(_classed, text)), storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    for step in _STEPS:
        step(storage, False)  # noqa: FBT003 - the library's own "debug" position
    resolved = {char["index"]: int(char["level"]) for char in storage["chars"]}
    found: list[int] = []
    for index in range(len(text)):
        # The algorithm drops formatting characters; they go with what precedes them.
        found.append(resolved.get(index, found[-1] if found else int(rtl)))
    return found


def _classed(char: str) -> str:
    """Return a letter for a character that Python's tables do not know yet (UAX #9: mostly L)."""
    return char if unicodedata.bidirectional(char) else "a"


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """Return indexes of runs from left to right, given the level of each (rule L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order
