"""What lies behind a scene: a backdrop that covers the frame, and decoration that drifts on it."""

from collections.abc import Callable

from videos.studio.backgrounds import aurora, blueprint, daylight, editorial, neon, pop
from videos.studio.backgrounds.light import Beams, Glow, Horizon, Ribbons
from videos.studio.geometry import Frame
from videos.studio.stage import Backdrop, Layer
from videos.studio.themes.base import Palette, Theme

Decor = Callable[[Frame, Palette, int], list[Layer]]

DECOR: dict[str, Decor] = {
    "ribbons": aurora.sparks,
    "bokeh": aurora.bokeh,
    "orbits": aurora.orbits,
    "shapes": daylight.shapes,
    "arches": daylight.arches,
    "dots": daylight.dots,
    "halftone": editorial.halftone,
    "columns": editorial.columns,
    "plate": editorial.plate,
    "grid": neon.grid,
    "beams": neon.haze,
    "tunnel": neon.tunnel,
    "stripes": pop.stripes,
    "confetti": pop.confetti,
    "checks": pop.checks,
    "paper": blueprint.paper,
    "contours": blueprint.contours,
    "crosses": blueprint.crosses,
}
_LIGHT = {"ribbons": Ribbons, "beams": Beams, "grid": Horizon}


def backdrop(theme: Theme, frame: Frame, index: int) -> Backdrop:
    """Return the backdrop of the scene with this index."""
    kind = _LIGHT.get(_name(theme, index), Glow)
    return kind(frame, theme.palette(index), index, strength=theme.glow_strength, grain=theme.grain)


def decor(theme: Theme, frame: Frame, index: int) -> list[Layer]:
    """Return what drifts on the backdrop of the scene with this index."""
    return DECOR[_name(theme, index)](frame, theme.palette(index), index)


def _name(theme: Theme, index: int) -> str:
    return theme.backgrounds[index % len(theme.backgrounds)]
