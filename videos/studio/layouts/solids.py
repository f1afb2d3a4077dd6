"""Solid shapes in the accent colour: badges and buttons, dressed in each theme's manner."""

from videos.studio.art.box import Box
from videos.studio.layouts.brief import Brief

_HARD_DROP = 0.09
_HIGHEST_DROP = 12
_GLOW = 26
_PAPER_DROP = 8


def solid(
    brief: Brief, width: float, height: float, roundness: float, *, raised: bool = False
) -> Box:
    """Return a shape about its middle; a `raised` one stands out from the page.

    `roundness` is the corners' radius as a share of the shorter side.
    """
    palette, theme, unit = brief.palette, brief.theme, brief.unit
    short = min(width, height)
    lit = raised and theme.hero in {"glass", "neon"}
    return Box(
        width=width, height=height, radius=roundness * short, centred=True, colour=palette.accent,
        second=palette.second if theme.hero == "glass" else None,
        border=_line(brief), border_colour=palette.ink, border_alpha=1.0,
        shadow=_GLOW * unit if lit else 0.0,
        shadow_colour=palette.accent if lit else palette.ink,
        shadow_alpha=1.0 if theme.outline else 0.35,
        drop=_drop(brief, short, raised=raised),
    )  # fmt: skip


def _line(brief: Brief) -> float:
    return max(1.5, brief.theme.outline * brief.unit) if brief.theme.outline else 0.0


def _drop(brief: Brief, short: float, *, raised: bool) -> tuple[float, float]:
    if brief.theme.outline:
        hard = round(min(_HIGHEST_DROP * brief.unit, _HARD_DROP * short))
        return hard, hard
    if raised and brief.theme.hero == "cutout":
        return 0.0, _PAPER_DROP * brief.unit
    return 0.0, 0.0
