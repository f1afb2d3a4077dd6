"""A share, as an arc of a ring that is the whole."""

from videos.studio.art.shapes import Ring
from videos.studio.art.vector import Icon
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.motion import fade, pop, sweep
from videos.studio.stage import Layer


def ring(brief: Brief, share: float, square: Rect, start: float) -> list[Layer]:
    """Return the ring, the arc that sweeps over `share` of it, and what it stands for."""
    palette, hero = brief.palette, brief.theme.hero
    thickness = square.width * (0.12 if not brief.theme.is_sharp else 0.07)
    radius = (square.width - thickness) / 2
    x, y = square.centre
    track = Ring(radius=radius, thickness=thickness, colour=palette.ink, alpha=0.13, sweeps=False)
    arc = Ring(
        radius=radius, thickness=thickness, share=max(share, 0.005), colour=palette.accent,
        second=palette.second if hero == "glass" else None,
        glow=14 * brief.unit if hero == "neon" else 0.0,
    )  # fmt: skip
    icon = Icon(name="chart-pie", size=round(radius * 0.8), colour=palette.ink, stroke=1.6)
    return [
        Layer(art=track, x=round(x), y=round(y), motion=fade(start - 0.1, 0.4)),
        Layer(art=arc, x=round(x), y=round(y), motion=sweep(start, 1.3)),
        Layer(art=icon, x=round(x), y=round(y), motion=pop(start + 0.9, 0.5)),
    ]
