"""QUESTION: what the video is about to answer, beside a question mark as large as a poster's."""

from videos.studio.art.lettering import Ink, Words
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.regions import beside, middle_square
from videos.studio.motion import drift, pop, together
from videos.studio.stage import Layer
from videos.studio.typography.shaping import shape

_CAP_HEIGHT = 0.7


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the question beside its mark."""
    words, picture = beside(brief, 0.3 if brief.frame.is_wide else 0.36)
    square = middle_square(picture, 620 * brief.unit)
    anchor = 0.5 if brief.frame.is_wide else 0.0
    built = build(brief, Column(area=words, largest=124, lines=5, anchor=anchor))
    return (*_mark(brief, square), *built.layers)


def _mark(brief: Brief, square: Rect) -> list[Layer]:
    text = "؟" if brief.language in {"ar", "fa", "ur"} else "?"
    voice = brief.voice(brief.theme.display)
    size = square.height / _CAP_HEIGHT * 0.92
    palette = brief.palette
    second = palette.second if brief.theme.accent == "gradient" else None
    glow = 0.07 if brief.theme.accent == "glow" else 0.0
    x, y = square.centre
    left = x - shape(text, voice).width * size / 2
    base = y + size * _CAP_HEIGHT / 2
    swaying = together(pop(0.25, 0.8, 1.8, turn=-0.25), drift(0, 10 * brief.unit, 5.5))
    solid = Words(
        line=text, start=0, end=1, voice=voice, size=size,
        ink=Ink(colour=palette.accent, second=second, glow=glow, glow_colour=palette.accent),
    )  # fmt: skip
    echo = Words(
        line=text, start=0, end=1, voice=voice, size=size,
        ink=Ink(colour=palette.ink, outline=0.006),
    )  # fmt: skip
    offset = size * 0.07
    shadow = together(pop(0.1, 0.8), drift(0, 14 * brief.unit, 6.5, 1.0))
    return [
        Layer(art=echo, x=left + offset, y=base + offset * 0.6, motion=shadow),
        Layer(art=solid, x=left, y=base, motion=swaying),
    ]
