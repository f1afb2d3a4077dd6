"""Daylight's decoration: cut paper in cheerful colours."""

from videos.studio.art.shapes import Light, Ring
from videos.studio.art.vector import Drawing, hexadecimal
from videos.studio.backgrounds.scatter import ornament, scattered
from videos.studio.geometry import Frame
from videos.studio.motion import drift, rest
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette


def shapes(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return a large disc leaving the frame, and small ones about it."""
    unit, colours = frame.unit, palette.field
    right = frame.width * (0.98 if seed % 2 else 0.9)
    layers = [
        ornament(
            Light(radius=round(330 * unit), colour=colours[0], alpha=0.5, hardness=1),
            right, frame.height * 0.12, drift(0, 22 * unit, 11),
        ),
        ornament(
            Ring(
                radius=210 * unit, thickness=34 * unit, colour=colours[1], alpha=0.45,
                sweeps=False,
            ),
            0, frame.height * 0.96, drift(20 * unit, 0, 13),
        ),
    ]  # fmt: skip
    for number, (x, y, size) in enumerate(scattered(frame, seed, 7)):
        dot = Light(
            radius=round(8 + 14 * size) * unit, hardness=1, alpha=0.55,
            colour=colours[(number + 2) % len(colours)],
        )  # fmt: skip
        layers.append(ornament(dot, x, y, drift(16 * unit, 24 * unit, 8 + 5 * size, x)))
    return layers


def arches(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return a rainbow of arches in a lower corner."""
    unit, corner = frame.unit, frame.width if seed % 2 else frame.width * 0.94
    return [
        ornament(
            Ring(
                radius=(180 + 74 * number) * unit, thickness=52 * unit, colour=colour, alpha=0.5,
                sweeps=False,
            ),
            corner, frame.height * 1.02, drift(0, 10 * unit, 9, 0.5 * number),
        )
        for number, colour in enumerate(palette.field)
    ]  # fmt: skip


def dots(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return a patch of dots and a disc behind it."""
    unit = frame.unit
    side = round(420 * unit)
    fill = hexadecimal(palette.field[1])
    pattern = "".join(
        f'<circle cx="{6 + 11 * column}" cy="{6 + 11 * row}" r="1.7" fill="{fill}"/>'
        for row in range(9)
        for column in range(9)
    )
    x = frame.width * (0.93 if seed % 2 else 0.88)
    return [
        ornament(
            Light(radius=round(250 * unit), colour=palette.field[0], alpha=0.42, hardness=1),
            frame.width * 0.06, frame.height * 0.98, drift(26 * unit, 0, 12),
        ),
        ornament(
            Drawing(content=pattern, width=side, height=side), round(x), round(frame.height * 0.2),
            rest,
        ),
    ]  # fmt: skip
