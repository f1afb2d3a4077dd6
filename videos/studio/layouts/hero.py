"""The picture beside a headline: a pictogram staged in each theme's manner."""

import math

from videos.studio.art.box import Box
from videos.studio.art.shapes import Light, Ring
from videos.studio.art.vector import Drawing, Icon, hexadecimal
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.regions import middle_square
from videos.studio.motion import Motion, drift, fade, orbit, pop, slide, sweep, together
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette

_LARGEST = 520
_POINTS = 16


def hero_layers(brief: Brief, name: str, area: Rect) -> list[Layer]:
    """Return a pictogram and its stage in a region."""
    square = middle_square(area, _LARGEST * brief.unit)
    return _STAGED[brief.theme.hero](brief, name, square)


def _float(brief: Brief, when: float) -> Motion:
    return together(pop(when, 0.8, 1.5), drift(0, 9 * brief.unit, 6.5))


def _icon(brief: Brief, name: str, square: Rect, share: float, **ink: bool) -> Layer:
    palette = brief.palette
    colour = palette.on_accent if ink.get("dark") else palette.ink
    if ink.get("accent"):
        colour = palette.accent
    icon = Icon(name=name, size=round(square.width * share), colour=colour, stroke=1.5)
    return Layer(art=icon, x=square.centre[0], y=square.centre[1], motion=_float(brief, 0.4))


def _glass(brief: Brief, name: str, square: Rect) -> list[Layer]:
    """Stand the pictogram on a lit tile inside a pane of glass, with two bodies around it."""
    unit, palette, card = brief.unit, brief.palette, brief.theme.card
    x, y = square.centre
    pane = Box(
        width=square.width * 0.86, height=square.width * 0.86, radius=60 * unit, centred=True,
        colour=palette.ink, alpha=0.1, border=max(1.0, card.border * unit), border_alpha=0.3,
    )  # fmt: skip
    tile = Box(
        width=square.width * 0.46, height=square.width * 0.46, radius=48 * unit, centred=True,
        colour=palette.accent, second=palette.second, shadow=34 * unit,
        shadow_colour=palette.base, shadow_alpha=0.5,
    )  # fmt: skip
    ring = Ring(radius=square.width * 0.36, thickness=max(1.0, 2 * unit), colour=palette.ink,
                alpha=0.25, sweeps=False)  # fmt: skip
    bodies = [
        Layer(
            art=Light(radius=size * unit, colour=colour, hardness=1), x=x, y=y,
            motion=together(pop(0.5), orbit(square.width * 0.36, 11.0, phase)),
        )
        for size, colour, phase in ((11, palette.accent, 0.6), (8, palette.ink, 3.6))
    ]  # fmt: skip
    return [
        Layer(art=pane, x=x, y=y, motion=_float(brief, 0.1)),
        Layer(art=ring, x=x, y=y, motion=_float(brief, 0.2)),
        Layer(art=tile, x=x, y=y, motion=_float(brief, 0.25)),
        _icon(brief, name, square, 0.26, dark=True), *bodies,
    ]  # fmt: skip


def _cutout(brief: Brief, name: str, square: Rect) -> list[Layer]:
    """Lay the pictogram on overlapping discs of cut paper."""
    unit, palette = brief.unit, brief.palette
    x, y = square.centre
    back = Light(radius=round(square.width * 0.42), colour=palette.field[2], hardness=1, alpha=0.9)
    disc = Light(radius=round(square.width * 0.38), colour=palette.accent, hardness=1)
    dot = Light(radius=round(square.width * 0.07), colour=palette.field[1], hardness=1)
    shift = square.width * 0.07
    return [
        Layer(art=back, x=x + shift, y=y + shift * 0.6, motion=slide(0.05, 120 * unit, 0, 0.9)),
        Layer(art=disc, x=x - shift * 0.4, y=y - shift * 0.3, motion=_float(brief, 0.2)),
        _icon(brief, name, square, 0.38, dark=True),
        Layer(
            art=dot, x=x, y=y, motion=together(pop(0.7), orbit(square.width * 0.45, 14.0, 0.8))
        ),
    ]  # fmt: skip


def _plate(brief: Brief, name: str, square: Rect) -> list[Layer]:
    """Print the pictogram on a colour plate, a frame set off behind it."""
    unit, palette = brief.unit, brief.palette
    x, y = square.centre
    off = 26 * unit
    frame = Box(
        width=square.width * 0.68, height=square.width * 0.84, centred=True, colour=palette.base,
        alpha=0, border=max(2, 3 * unit), border_colour=palette.ink, border_alpha=0.8,
    )  # fmt: skip
    plate = Box(
        width=square.width * 0.68, height=square.width * 0.84, colour=palette.accent, sweep=True
    )
    left, top = x - square.width * 0.34, y - square.width * 0.42
    return [
        Layer(art=frame, x=round(x + off), y=round(y + off), motion=slide(0.5, -off, -off, 0.7)),
        Layer(art=plate, x=round(left), y=round(top), motion=sweep(0.1, 0.8)),
        _icon(brief, name, square, 0.4, dark=True),
    ]


def _neon(brief: Brief, name: str, square: Rect) -> list[Layer]:
    """Bend the pictogram from tube inside two glowing rings."""
    unit, palette = brief.unit, brief.palette
    x, y = round(square.centre[0]), round(square.centre[1])
    outer = Ring(
        radius=square.width * 0.4, thickness=7 * unit, colour=palette.second, glow=16 * unit
    )
    inner = Ring(
        radius=square.width * 0.33, thickness=3 * unit, colour=palette.accent, alpha=0.9,
        share=0.78, glow=9 * unit,
    )  # fmt: skip
    return [
        Layer(art=outer, x=x, y=y, motion=sweep(0.1, 0.9)),
        Layer(art=inner, x=x, y=y, motion=sweep(0.35, 0.9)),
        _icon(brief, name, square, 0.34, accent=True),
    ]


def _sticker(brief: Brief, name: str, square: Rect) -> list[Layer]:
    """Stick the pictogram on a burst that turns as it lands, with a thick outline."""
    unit, palette = brief.unit, brief.palette
    x, y = square.centre
    burst = Drawing(content=_burst(palette), width=round(square.width), height=round(square.width))
    disc = Light(radius=round(square.width * 0.29), colour=palette.ink, hardness=1)
    face = Light(radius=round(square.width * 0.29 - 8 * unit), colour=palette.accent, hardness=1)
    return [
        Layer(art=burst, x=x, y=y, motion=pop(0.1, 0.8, 1.8, turn=-0.9)),
        Layer(art=disc, x=x, y=y, motion=pop(0.25, 0.6, 1.8)),
        Layer(art=face, x=x, y=y, motion=pop(0.25, 0.6, 1.8)),
        _icon(brief, name, square, 0.32, dark=True),
    ]


def _burst(palette: Palette) -> str:
    """Return a star of many points in the second colour, outlined in ink, with its shadow."""
    points = []
    for number in range(2 * _POINTS):
        reach = 44 if number % 2 == 0 else 36.5
        angle = math.pi * number / _POINTS
        points.append(f"{50 + reach * math.sin(angle):.2f},{50 - reach * math.cos(angle):.2f}")
    outline = "M" + " L".join(points) + " z"
    ink, fill = hexadecimal(palette.ink), hexadecimal(palette.second)
    # The disc hides the middle, which then need not be turned.
    hole = "M50 26 a24 24 0 1 0 0.01 0 z"
    return (
        f'<path d="{outline} {hole}" fill="{fill}" fill-rule="evenodd"/>'
        f'<path d="{outline}" fill="none" stroke="{ink}" stroke-width="2.2" '
        'stroke-linejoin="round"/>'
    )


def _draft(brief: Brief, name: str, square: Rect) -> list[Layer]:
    """Draw the pictogram as on a drawing board: circles, axes and a measured frame."""
    unit, palette = brief.unit, brief.palette
    x, y = round(square.centre[0]), round(square.centre[1])
    thin = max(1.5, 2 * unit)
    frame = Drawing(
        content=_measures(palette), width=round(square.width), height=round(square.width)
    )
    circle = Ring(radius=square.width * 0.33, thickness=thin, colour=palette.accent)
    inner = Ring(
        radius=square.width * 0.27, thickness=thin, colour=palette.ink, alpha=0.5, share=0.7
    )
    return [
        Layer(art=frame, x=x, y=y, motion=fade(0.1, 0.6)),
        Layer(art=circle, x=x, y=y, motion=sweep(0.2, 1.0)),
        Layer(art=inner, x=x, y=y, motion=sweep(0.5, 1.0)),
        _icon(brief, name, square, 0.34),
    ]


def _measures(palette: Palette) -> str:
    """Return crossing axes, corner marks and ticks, in a square of 100."""
    ink = hexadecimal(palette.ink)
    lines = ["M50 4 V96", "M4 50 H96"]
    corners = ["M8 18 V8 H18", "M82 8 H92 V18", "M92 82 V92 H82", "M18 92 H8 V82"]
    ticks = [f"M{18 + 4 * n} 92 v{-2.6 if n % 4 else -4.4}" for n in range(17)]
    return (
        f'<path d="{" ".join(lines)}" stroke="{ink}" stroke-opacity="0.28" stroke-width="0.4" '
        'stroke-dasharray="3 1.4 0.6 1.4" fill="none"/>'
        f'<path d="{" ".join(corners + ticks)}" stroke="{ink}" stroke-opacity="0.75" '
        'stroke-width="0.6" fill="none"/>'
    )


_STAGED = {
    "glass": _glass, "cutout": _cutout, "plate": _plate, "neon": _neon, "sticker": _sticker,
    "draft": _draft,
}  # fmt: skip
