"""Panels that hold text, in each theme's manner: glass, paper, print, neon tube, sticker, draft."""

from videos.studio.art.box import Box
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.motion import Motion
from videos.studio.stage import Layer


def panel(brief: Brief, rect: Rect, motion: Motion, *, lit: bool = False) -> Layer:
    """Return a panel behind text; a `lit` one is the one that matters."""
    box = _DRAWN[brief.theme.hero](brief, rect, lit)
    x, y = rect.centre
    return Layer(art=box, x=round(x), y=round(y), motion=motion)


def paper(brief: Brief, rect: Rect, motion: Motion) -> Layer:
    """Return a solid card in the page's colour, for a light style's words over a picture."""
    theme, palette, unit = brief.theme, brief.palette, brief.unit
    line = min(theme.outline * unit, 0.06 * rect.height)
    card = Box(
        width=rect.width, height=rect.height, colour=palette.base, centred=True,
        radius=min(theme.card.radius * unit, rect.height * 0.3),
        border=line, border_colour=palette.ink, border_alpha=1.0, drop=(2 * line, 2 * line),
        shadow=0.0 if line else 22 * unit, shadow_colour=palette.ink,
        shadow_alpha=1.0 if line else 0.3,
    )  # fmt: skip
    x, y = rect.centre
    return Layer(art=card, x=round(x), y=round(y), motion=motion)


def _glass(brief: Brief, rect: Rect, lit: bool) -> Box:  # noqa: FBT001
    card, unit, palette = brief.theme.card, brief.unit, brief.palette
    return Box(
        width=rect.width, height=rect.height, radius=card.radius * unit, centred=True,
        colour=palette.accent if lit else palette.ink, alpha=card.alpha + (0.1 if lit else 0),
        border=max(1.0, card.border * unit), border_alpha=card.border_alpha + (0.3 if lit else 0),
        border_colour=palette.accent if lit else palette.ink,
    )  # fmt: skip


def _paper(brief: Brief, rect: Rect, lit: bool) -> Box:  # noqa: FBT001
    card, unit, palette = brief.theme.card, brief.unit, brief.palette
    return Box(
        width=rect.width, height=rect.height, radius=card.radius * unit, centred=True,
        colour=palette.accent if lit else (255, 255, 255), drop=(0, card.drop * unit),
        shadow_colour=palette.ink, shadow_alpha=card.shadow_alpha,
    )  # fmt: skip


def _print(brief: Brief, rect: Rect, lit: bool) -> Box:  # noqa: FBT001
    unit, palette = brief.unit, brief.palette
    return Box(
        width=rect.width, height=rect.height, centred=True, colour=palette.ink,
        alpha=0.07 if lit else 0.0, border=max(1.5, (4 if lit else 2) * unit),
        border_colour=palette.accent if lit else palette.ink, border_alpha=1.0 if lit else 0.4,
    )  # fmt: skip


def _tube(brief: Brief, rect: Rect, lit: bool) -> Box:  # noqa: FBT001
    card, unit, palette = brief.theme.card, brief.unit, brief.palette
    colour = palette.accent if lit else palette.second
    return Box(
        width=rect.width, height=rect.height, radius=card.radius * unit, centred=True,
        colour=palette.base, alpha=card.alpha, border=max(1.5, card.border * unit),
        border_colour=colour, border_alpha=card.border_alpha, shadow=card.shadow * unit,
        shadow_colour=colour, shadow_alpha=card.shadow_alpha,
    )  # fmt: skip


def _sticker(brief: Brief, rect: Rect, lit: bool) -> Box:  # noqa: FBT001
    card, unit, palette = brief.theme.card, brief.unit, brief.palette
    return Box(
        width=rect.width, height=rect.height, radius=card.radius * unit, centred=True,
        colour=palette.accent if lit else (255, 255, 255), border=max(2, card.border * unit),
        border_colour=palette.ink, border_alpha=1.0, drop=(card.drop * unit, card.drop * unit),
        shadow_colour=palette.ink, shadow_alpha=card.shadow_alpha,
    )  # fmt: skip


def _draft(brief: Brief, rect: Rect, lit: bool) -> Box:  # noqa: FBT001
    card, unit, palette = brief.theme.card, brief.unit, brief.palette
    return Box(
        width=rect.width, height=rect.height, radius=card.radius * unit, centred=True,
        colour=palette.base, alpha=card.alpha, border=max(1.5, card.border * unit),
        border_colour=palette.accent if lit else palette.ink,
        border_alpha=1.0 if lit else card.border_alpha,
    )  # fmt: skip


_DRAWN = {
    "glass": _glass, "cutout": _paper, "plate": _print, "neon": _tube, "sticker": _sticker,
    "draft": _draft,
}  # fmt: skip
