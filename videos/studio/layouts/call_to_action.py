"""CALL_TO_ACTION: the last card. The brand, the line to remember, a button, an address."""

from videos.studio.art.lettering import Ink
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.marks import mark_layers
from videos.studio.layouts.solids import solid
from videos.studio.layouts.text import Placed, paragraph_layers, set_text
from videos.studio.motion import Motion, pop, pulse, slide, together
from videos.studio.stage import Layer

_MARK = 150
_BUTTON = 108
_LABEL = 42
_LINK = 34


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Centre everything; the button breathes until the end."""
    unit, content, scene = brief.unit, brief.frame.content, brief.scene
    mark = _MARK * unit
    below = (_BUTTON + 44) * unit * bool(scene.action) + (_LINK + 40) * unit * bool(scene.link)
    top = mark + 40 * unit
    area = Rect(content.x, content.y + top, content.width, content.height - top)
    built = build(brief, Column(area=area, largest=128, lines=3, align=0, reserve=below))
    head = min((layer.box.y for layer in built.layers if layer.box), default=built.headline.y)
    middle = content.centre[0]
    layers = mark_layers(brief, (middle, head - 40 * unit - mark / 2), mark, pop(0.0, 0.7, 2.0))
    layers += built.layers
    y = built.below + 44 * unit
    if scene.action:
        layers += _button(brief, (middle, y + _BUTTON * unit / 2), content.width)
        y += (_BUTTON + 30) * unit
    if scene.link:
        layers += _link(brief, content, y)
    return tuple(layers)


def _button(brief: Brief, middle: tuple[float, float], widest: float) -> list[Layer]:
    unit, palette = brief.unit, brief.palette
    pad, height = 58 * unit, _BUTTON * unit
    when = min(1.2, brief.seconds * 0.35)
    room = Rect(0, middle[1] - height / 2, widest - 2 * pad, height)
    block = set_text(
        brief, brief.scene.action, brief.voice(brief.theme.strong), area=room, size=_LABEL
    )
    placed = Placed(
        name="button", block=block, x=middle[0], y=middle[1] - block.height / 2, align=0
    )
    shape = solid(brief, block.width + 2 * pad, height, brief.theme.button, raised=True)
    motion = together(pop(when, 0.6, 2.0), pulse(when + 0.6, 0.025))
    return [
        Layer(art=shape, x=middle[0], y=middle[1], motion=motion),
        *paragraph_layers(placed, Ink(colour=palette.on_accent), _with(when)),
    ]


def _with(when: float) -> Motion:
    return slide(when + 0.1, 0, 0, 0.4)


def _link(brief: Brief, content: Rect, y: float) -> list[Layer]:
    room = Rect(content.x, y, content.width, _LINK * 1.4 * brief.unit)
    block = set_text(brief, brief.scene.link, brief.voice(brief.theme.text), area=room, size=_LINK)
    placed = Placed(name="link", block=block, x=content.centre[0], y=y, align=0)
    when = min(1.6, brief.seconds * 0.45)
    ink = Ink(colour=brief.palette.muted)
    return paragraph_layers(placed, ink, slide(when, 0, 24 * brief.unit))
