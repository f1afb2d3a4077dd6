"""NUMBER: a figure that counts up, what it counts, and a chart that grows with it."""

from videos.studio.art.lettering import Ink, Words
from videos.studio.geometry import Rect
from videos.studio.layouts import charts
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Built, Column, build
from videos.studio.layouts.counting import counts, written
from videos.studio.layouts.regions import beside
from videos.studio.layouts.text import Placed, headline_voice
from videos.studio.motion import during
from videos.studio.stage import Layer
from videos.studio.typography.fitting import Limits, fit
from videos.studio.typography.shaping import shape

_LARGEST = 330
_COUNTING = 1.3


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the figure over what it counts, beside the chart."""
    figure = brief.scene.figure
    if figure is None:
        return build(brief, Column(area=brief.frame.content, largest=150)).layers
    words, picture = beside(brief, 0.4 if brief.frame.is_wide else 0.42)
    start = _start(brief)
    text, gap = written(figure, figure.value), 14 * brief.unit
    share = 0.46 if brief.scene.headline else 0.8
    limits = Limits(
        width=words.width, height=words.height * share, largest=_LARGEST * brief.unit,
        smallest=40 * brief.unit, lines=1, leading=1.0,
    )  # fmt: skip
    block = fit(text, headline_voice(brief), limits)
    built, top = _under(brief, words, block.height + gap)
    x = words.right if brief.rtl else words.x
    placed = Placed(name="figure", block=block, x=x, y=top, align=1 if brief.rtl else -1)
    return (
        *charts.chart(brief, figure, picture, start),
        *_counter(brief, placed, start),
        *built.layers,
    )


def _start(brief: Brief) -> float:
    """Return when the counting begins, so that it ends as the figure has been spoken."""
    figure = brief.scene.figure
    value = f"{figure.value:g}" if figure else ""
    numbers = [(_digits(word.text), word.end) for word in brief.words if _digits(word.text)]
    exact = [end for digits, end in numbers if digits == _digits(value)]
    spoken = next(iter(exact or [end for _, end in numbers]), _COUNTING + 0.2)
    return max(0.15, min(spoken, brief.seconds * 0.55) - _COUNTING)


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


def _under(brief: Brief, area: Rect, figure: float) -> tuple[Built, float]:
    """Set kicker and headline with the figure's height between them; return its top too."""
    column = Column(area=area, largest=78, lines=3, reserve=figure)
    built = build(brief, column)
    moved: list[Layer] = []
    for layer in built.layers:
        below = layer.y > built.headline.y - 1 and layer.block != "kicker"
        moved.append(_lowered(layer, figure) if below else layer)
    return Built(tuple(moved), built.headline, built.below + figure), built.headline.y


def _lowered(layer: Layer, by: float) -> Layer:
    box, clip, step = layer.box, layer.clip, round(by / 2) * 2
    return Layer(
        art=layer.art, x=layer.x, y=layer.y + step, motion=layer.motion, block=layer.block,
        clip=clip and (clip[0], clip[1] + step, clip[2], clip[3] + step),
        box=box and Rect(box.x, box.y + step, box.width, box.height), leaves=layer.leaves,
    )  # fmt: skip


def _counter(brief: Brief, placed: Placed, start: float) -> list[Layer]:
    """Return one drawing per value shown, each there until the next takes over."""
    figure, block = brief.scene.figure, placed.block
    if figure is None or not block.lines:
        return []
    palette, accent = brief.palette, brief.theme.accent
    # Pale accents lie behind letters on a light page, and are none themselves.
    ink = Ink(
        colour=palette.ink if brief.theme.is_backed else palette.accent,
        second=palette.second if accent == "gradient" else None,
        glow=0.1 if accent == "glow" else 0.0, glow_colour=palette.accent,
    )  # fmt: skip
    layers = []
    for text, since, until in counts(figure, start, _COUNTING):
        width = shape(text, block.voice).width * block.size
        x = placed.x - width if brief.rtl else placed.x
        art = Words(line=text, start=0, end=len(text), voice=block.voice, size=block.size, ink=ink)
        layers.append(
            Layer(
                art=art, x=round(x), y=round(placed.y + block.baseline(0)),
                motion=during(since, until), block=placed.name, box=placed.box,
            )
        )  # fmt: skip
    return layers
