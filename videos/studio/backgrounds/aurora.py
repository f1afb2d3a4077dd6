"""Aurora's decoration: sparks, soft bokeh, and bodies on their orbits."""

from videos.studio.art.shapes import Light, Ring
from videos.studio.backgrounds.scatter import ornament, scattered
from videos.studio.geometry import Frame
from videos.studio.motion import drift, orbit, rest
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette


def sparks(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return small bright points that float under the curtains."""
    return [
        ornament(
            Light(radius=round(3 + 5 * size) * frame.unit, colour=palette.ink, alpha=0.5),
            x, y, drift(18 * frame.unit, 26 * frame.unit, 9 + 6 * size, x),
        )
        for x, y, size in scattered(frame, seed, 14)
    ]  # fmt: skip


def bokeh(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return discs of light out of focus."""
    colours = (palette.ink, palette.accent, palette.second)
    return [
        ornament(
            Light(
                radius=round(14 + 34 * size) * frame.unit, colour=colours[number % 3], alpha=0.13,
                hardness=0.72,
            ),
            x, y, drift(40 * frame.unit, 30 * frame.unit, 12 + 8 * size, y),
        )
        for number, (x, y, size) in enumerate(scattered(frame, seed, 15))
    ]  # fmt: skip


def orbits(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return thin circles around a point beside the text, each with a body that travels on it."""
    middle = (frame.width * (0.76 if frame.is_wide else 0.5), frame.height * 0.42)
    layers = []
    for number, reach in enumerate((230, 350, 480)):
        radius = reach * frame.unit
        line = Ring(radius=radius, thickness=max(1.0, 1.6 * frame.unit), colour=palette.ink,
                    alpha=0.16, sweeps=False)  # fmt: skip
        body = Light(
            radius=(7 - number) * frame.unit, hardness=1,
            colour=palette.accent if number % 2 else palette.second,
        )  # fmt: skip
        path = orbit(radius, 16 + 7 * number, seed + 2.2 * number)
        layers += [ornament(line, *middle, rest), ornament(body, *middle, path)]
    return layers
