"""Fitting a text into a box: the largest size whose balanced lines fit, whatever its length."""

from dataclasses import dataclass, replace
from functools import lru_cache

from videos.studio.typography.breaking import break_lines, leading_for, pieces
from videos.studio.typography.shaping import Voice, shape

_STEP = 0.95
_BROKEN = 0.64
"""Letters become so much smaller before a word is broken at its hyphen."""
_CENTRE = 0.35
"""Ems from the middle of capital letters down to the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a text may take: pixels, and lines."""

    width: float
    height: float
    largest: float
    smallest: float
    lines: int = 4
    leading: float = 1.08


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its characters in the whole text, and its width in pixels."""

    start: int
    text: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A text set in lines at one size; everything in pixels."""

    voice: Voice
    size: float
    leading: float
    lines: tuple[Line, ...]

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Height of all lines."""
        return self.leading * len(self.lines)

    def baseline(self, index: int) -> float:
        """Return the distance from the block's top to the baseline of a line."""
        return self.leading * (index + 0.5) + self.size * _CENTRE


@lru_cache(maxsize=512)
def fit(text: str, voice: Voice, limits: Limits) -> TextBlock:
    """Set `text` as large as fits; what cannot fit even at the smallest size is cut with "…"."""
    text = " ".join(text.split())
    size = limits.largest
    while size >= limits.smallest:
        block = _set(text, voice, size, limits)
        if block is not None:
            return block
        size *= _STEP
    return _cut(text, voice, limits)


def _set(
    text: str, voice: Voice, size: float, limits: Limits, *, anywhere: bool = False
) -> TextBlock | None:
    within = size < _BROKEN * limits.largest
    found = pieces(text, voice, within=within, anywhere=anywhere)
    if not found:
        return TextBlock(voice=voice, size=size, leading=size * limits.leading, lines=())
    broken = break_lines(found, limits.width / size)
    leading = size * leading_for(text, limits.leading)
    if broken is None or len(broken) > limits.lines or len(broken) * leading > limits.height:
        return None
    lines = tuple(
        _line(text, found[first].start, found[last - 1].end, voice, size) for first, last in broken
    )
    if max(line.width for line in lines) > limits.width + 1:
        return None
    return TextBlock(voice=voice, size=size, leading=leading, lines=lines)


def _line(text: str, start: int, end: int, voice: Voice, size: float) -> Line:
    part = text[start:end].rstrip()
    return Line(start, part, shape(part, voice).width * size)


def _cut(text: str, voice: Voice, limits: Limits) -> TextBlock:
    """Return as much of the text as fits at the smallest size, breaking words if need be."""
    whole = replace(limits, height=max(limits.height, limits.smallest * 1.5))
    low, high = 0, len(text)
    best = _set("…", voice, limits.smallest, whole, anywhere=True)
    while low <= high:
        middle = (low + high) // 2
        part = text if middle == len(text) else text[:middle].rstrip() + "…"
        block = _set(part, voice, limits.smallest, whole, anywhere=True)
        if block is None:
            high = middle - 1
        else:
            best, low = block, middle + 1
    if best is None:
        return TextBlock(voice=voice, size=limits.smallest, leading=limits.smallest, lines=())
    return best
