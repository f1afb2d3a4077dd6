"""A change, as two bars on one line: what was before, and what it is now."""

from videos.spec import Figure
from videos.studio.art.box import Box
from videos.studio.art.vector import Icon
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.charts.labels import height, label
from videos.studio.layouts.counting import written
from videos.studio.motion import fade, pop, rise
from videos.studio.stage import Layer

_LOWEST = 0.03
"""Share of the height below which a bar would not be seen."""
_WIDTH = 0.34


def pair(brief: Brief, figure: Figure, square: Rect, start: float) -> list[Layer]:
    """Return both bars with their labels under them and an arrow for the direction."""
    unit = brief.unit
    foot = height(brief, figure.before) + 18 * unit if figure.before else 0.0
    head = 120 * unit
    base = round((square.bottom - foot) / 2) * 2
    room = base - square.y - head
    largest = max(1.0, figure.growth)
    heights = [max(_LOWEST, share / largest) * room for share in (1.0, figure.growth)]
    middles = [square.x + square.width * place for place in (0.25, 0.75)]
    if brief.rtl:
        middles.reverse()
    layers: list[Layer] = []
    for number, (middle, tall) in enumerate(zip(middles, heights, strict=True)):
        layers.append(_bar(brief, (middle, base), (square.width * _WIDTH, tall), start, number))
    line = Box(width=square.width, height=max(2, 3 * unit), colour=brief.palette.ink, alpha=0.5)
    layers.append(Layer(art=line, x=round(square.x), y=base, motion=fade(start - 0.1, 0.4)))
    layers += _labels(brief, figure, middles, Rect(square.x, base + 18 * unit, square.width, foot))
    layers.append(_arrow(brief, figure.growth, (middles[1], base - heights[1] - head / 2), start))
    return layers


def _bar(
    brief: Brief, foot: tuple[float, float], size: tuple[float, float], start: float, number: int
) -> Layer:
    palette, (width, tall) = brief.palette, size
    lit, radius = number == 1, 0 if brief.theme.is_sharp else 14 * brief.unit
    bar = Box(
        width=width, height=tall, radius=min(radius, tall / 2),
        colour=palette.accent if lit else palette.ink, alpha=1.0 if lit else 0.2,
        second=palette.second if lit and brief.theme.hero == "glass" else None,
        border=0 if lit else max(1.0, 1.5 * brief.unit), border_colour=palette.ink,
    )  # fmt: skip
    base = round(foot[1])
    return Layer(
        art=bar, x=round(foot[0] - width / 2), y=round(base - tall),
        clip=(0, 0, brief.frame.width, base), motion=rise(start + 0.45 * number, tall, 0.9),
    )  # fmt: skip


def _labels(brief: Brief, figure: Figure, middles: list[float], strip: Rect) -> list[Layer]:
    if not figure.before:
        return []
    amount = any(char.isdigit() for char in figure.before)
    texts = (figure.before, written(figure, figure.value) if amount else "")
    width = strip.width * 0.46
    rooms = [
        Rect(middle - width / 2, strip.y, width, height(brief, text))
        for middle, text in zip(middles, texts, strict=True)
    ]
    return [
        *label(brief, texts[0], rooms[0], 0.4),
        *label(brief, texts[1], rooms[1], 1.4, lit=True),
    ]


def _arrow(brief: Brief, growth: float, middle: tuple[float, float], start: float) -> Layer:
    name = "arrow-up-right" if growth > 1 else "arrow-down-right"
    if brief.rtl:
        name = name.replace("right", "left")
    icon = Icon(name=name, size=round(84 * brief.unit), colour=brief.palette.ink, stroke=2.2)
    return Layer(art=icon, x=round(middle[0]), y=round(middle[1]), motion=pop(start + 1.1, 0.5))
