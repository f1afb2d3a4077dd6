"""STATEMENT: one sentence that carries the scene, each in a run of them set in its own way.

A speech is statements from beginning to end. They take turns: beside a pictogram, landing on their
last word, alone, between rules, over a faint pictogram; a turn that the words do not suit is
skipped.
"""

from dataclasses import replace

from videos.studio.art.box import Box
from videos.studio.art.vector import Icon
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Built, Column, build, edge
from videos.studio.layouts.hero import hero_layers
from videos.studio.layouts.pictograms import pictogram
from videos.studio.layouts.regions import beside
from videos.studio.layouts.text import Placed, headline_layers, headline_limits, headline_voice
from videos.studio.motion import drift, fade, sweep, together
from videos.studio.stage import Layer
from videos.studio.typography.fitting import fit

_LONG = 70
"""Characters above which a headline needs the whole frame."""
_SHORT = 48
"""Characters up to which a headline stands well between rules."""
_LANDING = 15
"""Characters up to which the last words can be a picture of their own."""
_FAINT = 0.12
_NEGATIONS = frozenset(
    ("not never no nobody nothing nicht kein keine nie nunca nada pas jamais rien non mai").split()
)
"""What would be lost beside a last word as large as a figure: "not … in | vain"."""


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the headline in the first way, from its turn on, that its words suit."""
    turns = (_beside, _landing, _alone, _framed, _over)
    for step in range(len(turns)):
        layers = turns[(brief.variant + step) % len(turns)](brief)
        if layers:
            return layers
    return _alone(brief)


def _pictogram(brief: Brief) -> str:
    if len(brief.scene.headline) > _LONG:
        return ""
    return pictogram(brief.scene.headline, brief.scene.narration)


def _alone(brief: Brief) -> tuple[Layer, ...]:
    """As large as it goes."""
    align = 0 if brief.theme.centred else -1
    return build(brief, Column(area=brief.frame.content, largest=150, align=align)).layers


def _beside(brief: Brief) -> tuple[Layer, ...]:
    """Beside a picture of what it is about."""
    name = _pictogram(brief)
    if not name:
        return ()
    words, picture = beside(brief, 0.38 if brief.frame.is_wide else 0.46)
    column = Column(area=words, largest=118, lines=5, anchor=0.5 if brief.frame.is_wide else 0.1)
    return (*hero_layers(brief, name, picture), *build(brief, column).layers)


def _over(brief: Brief) -> tuple[Layer, ...]:
    """Over a faint picture that is nearly as high as the frame."""
    name = _pictogram(brief)
    if not name:
        return ()
    content = brief.frame.content
    side = round(min(content.height, content.width) * 0.94)
    icon = Icon(name=name, size=side, colour=brief.palette.ink, stroke=1.0)
    place = content
    if not brief.frame.is_wide:
        place = content.top_part(0.5)
    elif not brief.theme.centred:
        place = brief.flipped(content.right_part(0.42))
    still = together(fade(0.1, 0.8, _FAINT), drift(0, 8 * brief.unit, 8.0))
    x, y = place.centre
    return (Layer(art=icon, x=round(x), y=round(y), motion=still), *_alone(brief))


def _framed(brief: Brief) -> tuple[Layer, ...]:
    """In the middle between two rules, as a book sets a sentence apart."""
    if len(brief.scene.headline) > _SHORT:
        return ()
    content, unit = brief.frame.content, brief.unit
    gap = 54 * unit
    area = Rect(
        content.x + 0.06 * content.width, content.y + gap, 0.88 * content.width,
        content.height - 2 * gap,
    )  # fmt: skip
    built = build(brief, Column(area=area, largest=124, lines=4, align=0))
    top = min((layer.box.y for layer in built.layers if layer.box), default=built.headline.y)
    return (*_rules(brief, built, top - gap), *built.layers)


def _rules(brief: Brief, built: Built, top: float) -> list[Layer]:
    unit, content = brief.unit, brief.frame.content
    width, thick = content.width * 0.3, max(2.0, 4 * unit)
    x = content.centre[0] - width / 2
    line = Box(width=width, height=thick, colour=brief.palette.accent, sweep=True)
    return [
        Layer(art=line, x=round(x), y=round(y), motion=sweep(when, 0.7))
        for y, when in ((top, 0.05), (built.below + 50 * unit, 0.3))
    ]


def _landing(brief: Brief) -> tuple[Layer, ...]:
    """With its last words as large as a figure, under the words that lead to them."""
    lead, last = _landed(brief)
    if not last:
        return ()
    content, unit, scene = brief.frame.content, brief.unit, brief.scene
    large = replace(brief, scene=replace(scene, headline=last, accents=(0, 1), kicker=""))
    area = Rect(content.x, content.y, content.width, content.height * 0.5)
    block = fit(brief.cased(last), headline_voice(brief), headline_limits(brief, area, 300, 1))
    align = 0 if brief.theme.centred else -1
    small = replace(brief, scene=replace(scene, headline=lead, accents=()))
    column = Column(
        area=content, largest=84, lines=3, align=align, reserve=block.height + 18 * unit
    )
    built = build(small, column)
    x, side = edge(brief, content, align)
    placed = Placed(name="landing", block=block, x=x, y=built.below + 18 * unit, align=side)
    return (*built.layers, *headline_layers(large, placed, start=0.5))


def _landed(brief: Brief) -> tuple[str, str]:
    """Return the words that lead and the accented words at the end, or nothing."""
    words, accents = brief.scene.headline.split(), brief.scene.accents
    ends = bool(accents) and accents[-1] == len(words) - 1 and accents[0] > 1
    if not ends or _NEGATIONS & {word.lower() for word in words}:
        return "", ""
    first = accents[0] if len(" ".join(words[accents[0] :])) <= _LANDING else len(words) - 1
    last = " ".join(words[first:])
    return (" ".join(words[:first]), last) if len(last) <= _LANDING else ("", "")
