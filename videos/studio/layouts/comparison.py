"""COMPARISON: two sides in panels of equal size; the second, which scripts favour, is lit."""

from videos.studio.art.box import Box
from videos.studio.art.lettering import Ink, Words
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.cues import cues
from videos.studio.layouts.panels import panel
from videos.studio.layouts.text import Placed, paragraph_layers, set_text
from videos.studio.motion import pop, slide
from videos.studio.stage import Layer
from videos.studio.typography.fitting import TextBlock
from videos.studio.typography.shaping import shape

_BADGE = 104


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the sides left and right, or above and below in tall frames, with a badge between."""
    content, gap = brief.frame.content, 46 * brief.unit
    layers: list[Layer] = []
    if brief.scene.headline or brief.scene.kicker:
        share = 0.32 if brief.scene.headline else 0.14
        head = Column(area=content.top_part(share, gap), largest=84, lines=2, anchor=0.4)
        layers += build(brief, head).layers
        content = content.bottom_part(1 - share, gap)
    first, second = _halves(brief, content)
    when = cues(brief, brief.scene.points)
    size = min(_set(brief, text, first, 66).size for text in brief.scene.points) / brief.unit
    layers += _side(brief, brief.scene.points[0], first, size, when[0], -1)
    layers += _side(brief, brief.scene.points[1], second, size, max(when[1], when[0] + 0.4), 1)
    middle = ((first.centre[0] + second.centre[0]) / 2, (first.centre[1] + second.centre[1]) / 2)
    return (*layers, *_badge(brief, middle, max(when[1], when[0] + 0.4)))


def _halves(brief: Brief, area: Rect) -> tuple[Rect, Rect]:
    gap = 36 * brief.unit
    if brief.frame.is_tall:
        return area.top_part(0.5, gap), area.bottom_part(0.5, gap)
    highest = 460 * brief.unit
    if area.height > highest:
        area = Rect(area.x, area.y + (area.height - highest) / 2, area.width, highest)
    return brief.flipped(area.left_part(0.5, gap)), brief.flipped(area.right_part(0.5, gap))


def _room(brief: Brief, rect: Rect) -> Rect:
    return rect.inset(60 * brief.unit, 36 * brief.unit)


def _set(brief: Brief, text: str, rect: Rect, size: float) -> TextBlock:
    voice = brief.voice(brief.theme.display, brief.theme.tracking)
    return set_text(brief, brief.cased(text), voice, area=_room(brief, rect), size=size, lines=4)


def _side(brief: Brief, text: str, rect: Rect, size: float, when: float, order: int) -> list[Layer]:
    lit = order > 0
    away = (70 if brief.rtl else -70) * -order * brief.unit
    arriving = slide(when, 0 if brief.frame.is_tall else away, 60 if brief.frame.is_tall else 0)
    room, block = _room(brief, rect), _set(brief, text, rect, size)
    placed = Placed(
        name=f"side {order}", block=block, x=room.centre[0], align=0,
        y=room.y + (room.height - block.height) / 2,
    )  # fmt: skip
    palette = brief.palette
    on_paper = lit and brief.theme.hero in {"cutout", "sticker"}
    ink = Ink(colour=palette.on_accent if on_paper else palette.ink if lit else palette.muted)
    return [
        panel(brief, rect, arriving, lit=lit),
        *paragraph_layers(placed, ink, arriving),
    ]


def _badge(brief: Brief, middle: tuple[float, float], when: float) -> list[Layer]:
    side, palette, theme = _BADGE * brief.unit, brief.palette, brief.theme
    motion = pop(when + 0.1, 0.55, 2.2)
    disc = Box(
        width=side, height=side, radius=side * (theme.badge if theme.is_sharp else 0.5),
        centred=True, colour=palette.second if theme.hero == "neon" else palette.accent,
        border=max(2, 6 * brief.unit), border_alpha=1.0,
        border_colour=palette.ink if theme.outline else palette.base,
    )  # fmt: skip
    text, voice, size = "vs", brief.voice(brief.theme.display), side * 0.4
    art = Words(
        line=text, start=0, end=2, voice=voice, size=size, ink=Ink(colour=palette.on_accent)
    )
    x = middle[0] - shape(text, voice).width * size / 2
    return [
        Layer(art=disc, x=round(middle[0]), y=round(middle[1]), motion=motion),
        Layer(art=art, x=x, y=middle[1] + size * 0.27, motion=motion),
    ]
