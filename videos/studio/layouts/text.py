"""Text as layers: kinetic headlines, paragraphs and labels."""

from dataclasses import dataclass, replace

from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink, Words
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.motion import Motion, fade, rise, sweep
from videos.studio.stage import Layer
from videos.studio.typography.breaking import is_dense, leading_for, pieces
from videos.studio.typography.fitting import Limits, Line, TextBlock, fit
from videos.studio.typography.shaping import Voice, shape

_STAGGER = 0.07
_LONGEST_STAGGER = 0.7
_BACKED = {"marker": (0.3, 0.42), "block": (0.84, 1.06)}
"""Accents with colour behind the word: ems from its top to the baseline, and its height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A set block at a place; `align` is -1 left, 0 middle, 1 right."""

    name: str
    block: TextBlock
    x: float
    """The left, middle or right of the lines."""
    y: float
    align: int

    @property
    def box(self) -> Rect:
        """What the block covers."""
        left = self.x - self.block.width * (self.align + 1) / 2
        return Rect(left, self.y, self.block.width, self.block.height)

    def line_x(self, line: Line) -> float:
        """Return the left end of a line."""
        return self.x - line.width * (self.align + 1) / 2


def headline_limits(brief: Brief, area: Rect, largest: float, lines: int = 4) -> Limits:
    """Return the limits of a headline in an area; `largest` in pixels of a 1080-line picture."""
    size = largest * brief.unit * brief.theme.headline
    return Limits(
        width=area.width, height=area.height, largest=size, smallest=26 * brief.unit,
        lines=lines, leading=brief.theme.leading,
    )  # fmt: skip


def headline_voice(brief: Brief) -> Voice:
    """Return how headlines of this video are set."""
    return brief.voice(brief.theme.display, brief.theme.tracking)


def set_headline(brief: Brief, area: Rect, largest: float, lines: int = 4) -> TextBlock:
    """Set the scene's headline as large as the area allows."""
    return fit(
        brief.cased(brief.scene.headline), headline_voice(brief),
        headline_limits(brief, area, largest, lines),
    )  # fmt: skip


def headline_layers(brief: Brief, placed: Placed, start: float = 0.12) -> list[Layer]:
    """Return the headline's words, each sliding up behind its own mask, accents in colour."""
    layers: list[Layer] = []
    accents = set(brief.scene.accents)
    words = [
        (index, line, span)
        for index, line in enumerate(placed.block.lines)
        for span in word_spans(line.text, placed.block.voice)
    ]
    stagger = min(_STAGGER, _LONGEST_STAGGER / max(1, len(words)))
    text = brief.cased(" ".join(brief.scene.headline.split()))
    for order, (index, line, span) in enumerate(words):
        accented = text[: line.start + span[0]].count(" ") in accents
        when = start + order * stagger
        if accented and brief.theme.is_backed:
            layers.append(_backing(brief, placed, index, span, when + 0.3))
        layers.append(_word(brief, placed, index, span, accented=accented, when=when))
    return layers


def word_spans(text: str, voice: Voice) -> list[tuple[int, int]]:
    """Return the (start, end) of what moves as one: words, or phrases of unspaced scripts."""
    if not any(is_dense(char) for char in text):
        spans, position = [], 0
        for word in text.split():
            start = text.index(word, position)
            position = start + len(word)
            spans.append((start, position))
        return spans
    spans = [(0, 0)]
    for piece in pieces(text, voice):
        start = spans[-1][0]
        spans[-1] = (start, piece.end)
        if piece.end - start >= 3 and piece.cost <= 0.2:  # noqa: PLR2004
            spans.append((piece.end, piece.end))
    return [span for span in spans if span[1] > span[0]]


def _word(
    brief: Brief, placed: Placed, index: int, span: tuple[int, int], *, accented: bool, when: float
) -> Layer:
    block, line = placed.block, placed.block.lines[index]
    base = placed.y + block.baseline(index)
    top = base - max(1.0, block.leading / block.size * 0.82) * block.size
    clip = (0, int(top) // 2 * 2, brief.frame.width, int(base + block.size * 0.5) // 2 * 2)
    art = Words(
        line=line.text, start=span[0], end=span[1], voice=block.voice, size=block.size,
        ink=headline_ink(brief, accented=accented),
    )  # fmt: skip
    return Layer(
        art=art, x=round(placed.line_x(line)), y=round(base), motion=rise(when, block.size),
        clip=None if art.ink.glow else clip, block=placed.name, box=placed.box,
    )  # fmt: skip


def headline_ink(brief: Brief, *, accented: bool) -> Ink:
    """Return the colours of a headline's word in this theme."""
    palette, theme = brief.palette, brief.theme
    plain = Ink(colour=palette.ink)
    if palette.dark and theme.accent == "gradient":
        plain = replace(plain, shadow=0.09, shadow_strength=0.35, shadow_colour=palette.base)
    if accented and theme.accent == "block":
        return Ink(colour=palette.on_accent)
    if not accented or theme.accent == "marker":
        return plain
    if theme.accent == "gradient":
        return replace(plain, colour=palette.accent, second=palette.second)
    if theme.accent == "glow":
        return Ink(colour=palette.accent, glow=0.16, glow_colour=palette.accent)
    return Ink(colour=palette.accent)


def _backing(brief: Brief, placed: Placed, index: int, span: tuple[int, int], when: float) -> Layer:
    """Return what lies behind an accented word: a felt-pen stroke, or a block of colour."""
    block, line = placed.block, placed.block.lines[index]
    left, right = shape(line.text, block.voice).extent(*span)
    size, (above, tall) = block.size, _BACKED[brief.theme.accent]
    box = Box(
        width=(right - left) * size + 0.2 * size, height=tall * size, colour=brief.palette.accent,
        radius=0.1 * size, sweep=True,
    )  # fmt: skip
    y = placed.y + block.baseline(index) - above * size
    x = placed.line_x(line) + left * size - 0.1 * size
    return Layer(art=box, x=round(x), y=round(y), motion=sweep(when, 0.5))


def paragraph_layers(placed: Placed, ink: Ink, motion: Motion) -> list[Layer]:
    """Return a block's lines, moving as one."""
    layers: list[Layer] = []
    for index, line in enumerate(placed.block.lines):
        art = Words(
            line=line.text, start=0, end=len(line.text), voice=placed.block.voice,
            size=placed.block.size, ink=ink,
        )  # fmt: skip
        layers.append(
            Layer(
                art=art,
                x=round(placed.line_x(line)),
                y=round(placed.y + placed.block.baseline(index)),
                motion=motion,
                block=placed.name,
                box=placed.box,
            )
        )
    return layers


def set_text(
    brief: Brief, text: str, voice: Voice, *, area: Rect, size: float, lines: int = 1
) -> TextBlock:
    """Set small text; `size` is the largest, in pixels of a 1080-line picture."""
    limits = Limits(
        width=area.width, height=max(area.height, label_height(brief, min(size, 16), text)),
        largest=size * brief.unit, smallest=min(size, 16) * brief.unit, lines=lines, leading=1.28,
    )  # fmt: skip
    return fit(text, voice, limits)


def label_height(brief: Brief, size: float, text: str = "") -> float:
    """Return the height of one line of small text in pixels."""
    return size * brief.unit * leading_for(text, 1.28)


def appear(start: float) -> Motion:
    """Return the quiet entrance of secondary text."""
    return fade(start, 0.45)
