"""Neon's decoration: a floor of light, haze in the beams, a tunnel of frames."""

from videos.studio.art.box import Box
from videos.studio.art.shapes import Light
from videos.studio.art.vector import Drawing, hexadecimal
from videos.studio.backgrounds.light import HORIZON
from videos.studio.backgrounds.scatter import ornament, scattered
from videos.studio.geometry import Frame
from videos.studio.motion import drift, glimmer, rest
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette

_LINES = 9


def grid(frame: Frame, palette: Palette, _seed: int) -> list[Layer]:
    """Return a floor in perspective, up to the horizon."""
    width, height = frame.width, round(frame.height * (1 - HORIZON))
    colour = hexadecimal(palette.field[1])
    pieces = []
    for number in range(-14, 15):
        far, near = 50 + number * 3.2, 50 + number * 16
        pieces.append(_line((far, 0), (near, 100), colour, 0.5))
    for number in range(_LINES):
        y = 100 * (number / _LINES) ** 2.2
        pieces.append(_line((-10, y), (110, y), colour, 0.3 + 0.3 * number / _LINES))
    floor = Drawing(content="".join(pieces), width=width, height=height, view="0 0 100 100")
    y = frame.height - height / 2
    return [ornament(floor, round(width / 2), round(y), rest)]


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, alpha: float) -> str:
    return (
        f'<line x1="{start[0]:.2f}" y1="{start[1]:.2f}" x2="{end[0]:.2f}" y2="{end[1]:.2f}" '
        f'stroke="{colour}" stroke-opacity="{alpha:.2f}" stroke-width="0.22"/>'
    )


def haze(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return dust that catches the spotlights."""
    return [
        ornament(
            Light(radius=round(2 + 4 * size) * frame.unit, colour=palette.accent, alpha=0.55),
            x, y, drift(30 * frame.unit, 40 * frame.unit, 8 + 7 * size, x),
        )
        for x, y, size in scattered(frame, seed, 16)
    ]  # fmt: skip


def tunnel(frame: Frame, palette: Palette, _seed: int) -> list[Layer]:
    """Return nested frames along which a light runs outward."""
    layers = []
    count = 5
    for number in range(count):
        share = 0.36 + 0.15 * number
        box = Box(
            width=frame.width * share, height=frame.height * share, radius=34 * frame.unit,
            colour=palette.base, alpha=0, centred=True, border=max(1.5, 2.2 * frame.unit),
            border_colour=palette.field[number % len(palette.field)], border_alpha=0.8,
        )  # fmt: skip
        layers.append(
            ornament(
                box, round(frame.width / 2), round(frame.height / 2),
                glimmer(0.16, 0.8, 3.2, -number / count),
            )
        )  # fmt: skip
    return layers
