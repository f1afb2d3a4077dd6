"""Pop's decoration: stripes that travel, cut confetti, a running checkerboard."""

from videos.studio.art.box import Box
from videos.studio.art.vector import Drawing, hexadecimal
from videos.studio.backgrounds.scatter import ornament, scattered
from videos.studio.geometry import Frame, Rect
from videos.studio.motion import drift, spin, together
from videos.studio.stage import Layer
from videos.studio.themes.base import Palette


def stripes(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return broad slanted stripes that come in from a side, swaying."""
    width, height, unit = round(frame.width * 0.62), frame.height, frame.unit
    broad, run = 118 * unit, height * 0.9
    colour, on_left = hexadecimal(palette.field[0]), seed % 2 == 1
    # Whole stripes end inside the picture; what is cut lies beyond its edge.
    first = width - run - broad if on_left else 0.0
    step = -2 * broad if on_left else 2 * broad
    starts = [first + step * number for number in range(12)]
    bands = "".join(
        f'<path d="M{x:.0f} {height} L{x + run:.0f} 0 h{broad:.0f} L{x + broad:.0f} {height} z" '
        f'fill="{colour}"/>'
        for x in starts
    )
    art = Drawing(content=bands, width=width, height=height, view=f"0 0 {width} {height}")
    inset = width / 2 - 40 * unit
    middle = inset if on_left else frame.width - inset
    return [
        ornament(art, round(middle), round(height / 2), drift(26 * unit, 0, 9)),
        *_blocks(frame, palette, seed, 5),
    ]


def confetti(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return cut paper all over, each piece turning on its own."""
    return _blocks(frame, palette, seed, 13)


def checks(frame: Frame, palette: Palette, seed: int) -> list[Layer]:
    """Return a band of squares along the bottom edge, running slowly, and cut paper."""
    side = 2 * round(13 * frame.unit)
    count = 2 * (frame.width // side // 2) + 5
    ink = hexadecimal(palette.ink)
    squares = "".join(
        f'<rect x="{column}" y="0" width="1" height="1" fill="{ink}"/>'
        for column in range(0, count, 2)
    )
    art = Drawing(content=squares, width=count * side, height=side, view=f"0 0 {count} 1")
    y = frame.height - side / 2
    return [
        ornament(art, frame.width / 2, round(y), drift(side, 0, 7)),
        *_blocks(frame, palette, seed, 5),
    ]


def _along_edges(frame: Frame, seed: int, count: int) -> list[tuple[float, float, float]]:
    """Return places away from the middle, where words stand, and from the brand's corners."""
    inner = Rect(0, 0, frame.width, frame.height).inset(frame.width * 0.06, frame.height * 0.06)
    top = Rect(0, 0, frame.width, frame.safe.y + 90 * frame.unit)
    places = (Rect(x, y, 0, 0) for x, y, _ in scattered(frame, seed, 6 * count))
    kept = [at for at in places if not inner.contains(at) and not top.contains(at)]
    return [(at.x, at.y, (at.x * 7 + at.y) % 1.0) for at in kept[:count]]


def _blocks(frame: Frame, palette: Palette, seed: int, count: int) -> list[Layer]:
    unit, colours = frame.unit, palette.field[1:]
    layers = []
    for number, (x, y, size) in enumerate(_along_edges(frame, seed, count)):
        side = (16 + 20 * size) * unit
        piece = Box(
            width=side, height=side * (0.5 if number % 3 == 0 else 1), centred=True,
            colour=colours[number % len(colours)], border=max(1.5, 3 * unit),
            border_colour=palette.ink, border_alpha=1.0,
            radius=side / 2 if number % 3 == 1 else 0,
        )  # fmt: skip
        turn = spin((9 + 8 * size) * (1 if number % 2 else -1), x)
        layers.append(ornament(piece, x, y, together(turn, drift(14 * unit, 22 * unit, 8, x))))
    return layers
