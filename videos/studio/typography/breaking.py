"""Where a line may break, and which breaks make an even paragraph."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from videos.studio.typography.clusters import clusters
from videos.studio.typography.shaping import Voice, shape

_NOT_AT_START = frozenset(
    "、。，．・：；？！」』）】〉》〕｝〟ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝ…‥"
)
_NOT_AT_END = frozenset("「『（【〈《〔｛〝")
_THAI_LEADING = range(0x0E40, 0x0E45)
_AFTER = frozenset("-/—–\u200b?&=_")
_ORPHAN = 0.6
_HARD = 0.35
_DENSE = (
    range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0xFF00, 0xFF66), range(0x20000, 0x40000),
)  # fmt: skip
"""Unicode blocks of Han, kana and their punctuation."""
_TALL = (range(0x0590, 0x10A0), range(0x1200, 0x1800))
"""Blocks whose marks stand above and below: Hebrew to Myanmar, Ethiopic to Khmer."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters `start <= index < end` stay on one line; `cost` is for breaking after."""

    start: int
    end: int
    width: float
    """Ems, without trailing white space."""
    gap: float
    """Ems of trailing white space."""
    cost: float


@lru_cache(maxsize=1024)
def pieces(
    text: str, voice: Voice, *, within: bool = True, anywhere: bool = False
) -> tuple[Piece, ...]:
    """Split `text` at every allowed break.

    `within` allows them inside words that have a hyphen or a slash, `anywhere` between any two
    clusters.
    """
    parts = clusters(text)
    found: list[Piece] = []
    start = position = 0
    for index, part in enumerate(parts):
        position += len(part)
        following = parts[index + 1] if index + 1 < len(parts) else ""
        cost = _cost(part, following, within=within or anywhere, anywhere=anywhere)
        if following and cost is None:
            continue
        found.append(_piece(text, start, position, cost or 0.0, voice))
        start = position
    return tuple(found)


def _piece(text: str, start: int, end: int, cost: float, voice: Voice) -> Piece:
    whole = text[start:end]
    bare = whole.rstrip()
    gap = shape(" ", voice).width if bare != whole else 0.0
    return Piece(start, end, shape(bare, voice).width if bare else 0.0, gap, cost)


def _cost(  # noqa: PLR0911 - one rule of line breaking per return
    part: str, following: str, *, within: bool, anywhere: bool
) -> float | None:
    """Return the cost of a break between two clusters, or None when it is not allowed."""
    if not following or following.isspace():
        return None
    if part.isspace():
        return 0.0
    if is_dense(part[0]) or is_dense(following[0]):
        if following[0] in _NOT_AT_START or part[0] in _NOT_AT_END:
            return None
        return _dense_cost(part[0], following[0])
    if ord(following[0]) in _THAI_LEADING:
        return 0.1
    if within and part[-1] in _AFTER and following.isalnum():
        return _HARD
    return _HARD if anywhere else None


def _dense_cost(before: str, after: str) -> float | None:
    if not (is_dense(before) and is_dense(after)):
        # Between CJK and Latin a break reads well; inside a Latin word there is none.
        return 0.15
    if before in "、。，！？":
        return 0.0
    # A phrase ends where kana (a particle) meets kanji or katakana.
    return 0.08 if _is_hiragana(before) and not _is_hiragana(after) else 0.4


def _is_hiragana(char: str) -> bool:
    return "\u3041" <= char <= "\u309f"


def is_dense(char: str) -> bool:
    """True for Han, kana and their punctuation, which are written without spaces."""
    return any(ord(char) in block for block in _DENSE)


def leading_for(text: str, base: float) -> float:
    """Return the line height in ems that the scripts of `text` need, at least `base`."""
    needed = base
    for char in text:
        if any(ord(char) in block for block in _TALL):
            needed = max(needed, 1.42)
        elif is_dense(char):
            needed = max(needed, 1.26)
        elif unicodedata.category(char) == "Lu" and unicodedata.decomposition(char):
            needed = max(needed, 1.16)
    return needed


def break_lines(found: tuple[Piece, ...], width: float) -> tuple[tuple[int, int], ...] | None:
    """Return the (first, past-last) pieces of each line: fewest lines, then the most even ones.

    `width` is in ems. None when a single piece is wider than a line.
    """
    count = _fewest(found, width)
    if count is None:
        return None
    total = sum(piece.width + piece.gap for piece in found)
    even = total / count
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {(0, 0): (0.0, ())}
    for line in range(1, count + 1):
        for end in range(line, len(found) + 1):
            options = [
                (cost + _line_cost(found, (start, end), width, even), (*path, (start, end)))
                for start in range(line - 1, end)
                if (line - 1, start) in best
                for cost, path in [best[line - 1, start]]
                if _measure(found, start, end) <= width
            ]
            if options:
                best[line, end] = min(options)
    chosen = best.get((count, len(found)))
    return chosen[1] if chosen else None


def _measure(found: tuple[Piece, ...], start: int, end: int) -> float:
    inside = found[start:end]
    return sum(piece.width + piece.gap for piece in inside) - inside[-1].gap


def _line_cost(found: tuple[Piece, ...], line: tuple[int, int], width: float, even: float) -> float:
    start, end = line
    slack = (_measure(found, start, end) - even) / width
    cost = slack * slack * 4
    last = end == len(found)
    if not last:
        cost += found[end - 1].cost
    if last and start > 0 and end - start == 1:
        cost += _ORPHAN
    return cost


def _fewest(found: tuple[Piece, ...], width: float) -> int | None:
    lines, used = 1, 0.0
    for piece in found:
        if piece.width > width:
            return None
        if used and used + piece.width > width:
            lines, used = lines + 1, 0.0
        used += piece.width + piece.gap
    return lines
