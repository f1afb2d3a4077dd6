"""QUOTE: somebody's words, large, under a quotation mark, and who said them."""

from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink, Words
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build, edge
from videos.studio.layouts.text import Placed, label_height, paragraph_layers, set_text
from videos.studio.motion import pop, slide, sweep
from videos.studio.stage import Layer

_MARK = 300
_NAME = 36
_RULE = 70


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Hang the words under a large mark, with the name below after a short rule."""
    unit, content = brief.unit, brief.frame.content
    mark = _MARK * unit * 0.42
    said_by = brief.scene.attribution
    reserve = label_height(brief, _NAME, said_by) + 44 * unit if said_by else 0.0
    side = 0.06 * content.width if brief.frame.is_wide else 0.0
    area = Rect(content.x + side, content.y + mark, content.width - 2 * side, content.height - mark)
    built = build(brief, Column(area=area, largest=104, lines=5, reserve=reserve, anchor=0.4))
    first = built.layers[0].box if built.layers else None
    top = first.y if first else built.headline.y
    layers = [_quotation_mark(brief, area, top - 26 * unit), *built.layers]
    if said_by:
        layers += _name(brief, area, built.below + 34 * unit)
    return tuple(layers)


def _quotation_mark(brief: Brief, area: Rect, bottom: float) -> Layer:
    size = _MARK * brief.unit
    voice = brief.voice(brief.theme.accent_display)
    palette = brief.palette
    second = palette.second if brief.theme.accent == "gradient" else None
    text = "”" if brief.rtl else "“"
    art = Words(
        line=text, start=0, end=1, voice=voice, size=size,
        ink=Ink(colour=palette.ink if brief.theme.outline else palette.accent, second=second),
    )  # fmt: skip
    x, _ = edge(brief, area, -1)
    # The mark's ink ends about 0.42 em above its baseline in every display font used.
    left = x - 0.5 * size if brief.rtl else x - 0.04 * size
    return Layer(art=art, x=round(left), y=round(bottom + 0.42 * size), motion=pop(0.0, 0.6))


def _name(brief: Brief, area: Rect, y: float) -> list[Layer]:
    unit, when = brief.unit, min(1.3, brief.seconds * 0.4)
    x, align = edge(brief, area, -1)
    gap, direction = (_RULE + 22) * unit, 1 if brief.rtl else -1
    room = Rect(area.x, y, area.width - gap, label_height(brief, _NAME, brief.scene.attribution))
    block = set_text(
        brief, brief.scene.attribution, brief.voice(brief.theme.strong), area=room, size=_NAME
    )
    placed = Placed(name="attribution", block=block, x=x - direction * gap, y=y, align=align)
    rule = Box(width=_RULE * unit, height=max(2, 4 * unit), colour=brief.palette.accent, sweep=True)
    rule_x = x - _RULE * unit if brief.rtl else x
    return [
        Layer(art=rule, x=round(rule_x), y=round(y + block.height / 2), motion=sweep(when, 0.5)),
        *paragraph_layers(
            placed,
            Ink(colour=brief.palette.muted),
            slide(when + 0.15, direction * 30 * unit),
        ),
    ]
