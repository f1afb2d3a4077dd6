"""Compiled loops that draw a rounded rectangle: shadow, face and border, in one pass each.

`size` is (width, height) of the box, which lies `pad` pixels inside the field.
"""

import numpy as np

from videos.studio.art.pixels import F32
from videos.studio.compositor.jit import kernel


@kernel
def _distance(x: float, y: float, half: tuple[float, float], radius: float) -> float:
    """Return how far a point is outside a rounded rectangle about the origin; inside: below 0."""
    qx = abs(x) - (half[0] - radius)
    qy = abs(y) - (half[1] - radius)
    outer = np.sqrt(max(qx, 0.0) ** 2 + max(qy, 0.0) ** 2)
    away: float = outer + min(max(qx, qy), 0.0) - radius
    return away


@kernel
def _lay(pixel: F32, red: float, green: float, blue: float, cover: float) -> None:
    """Lay a colour (0..255) over a premultiplied pixel."""
    stay = 1 - cover
    pixel[0] = red * cover + pixel[0] * stay
    pixel[1] = green * cover + pixel[1] * stay
    pixel[2] = blue * cover + pixel[2] * stay
    pixel[3] = 255 * cover + pixel[3] * stay


@kernel
def shade(
    field: F32, pad: int, size: tuple[int, int], radius: float,
    fall: tuple[float, float, float], colour: tuple[float, float, float, float],
) -> None:  # fmt: skip
    """Lay the shadow of a box; `fall` is (x, y, softness) in pixels."""
    half = (size[0] / 2, size[1] / 2)
    for row in range(field.shape[0]):
        for column in range(field.shape[1]):
            x, y = column + 0.5 - pad - half[0] - fall[0], row + 0.5 - pad - half[1] - fall[1]
            away = _distance(x, y, half, radius)
            if fall[2] > 0:
                cover = np.exp(-((max(away + fall[2], 0.0) / (1.6 * fall[2])) ** 2))
            else:
                cover = min(max(0.5 - away, 0.0), 1.0)
            _lay(field[row, column], colour[0], colour[1], colour[2], cover * colour[3])


@kernel
def fill(
    field: F32, pad: int, size: tuple[int, int], radius: float,
    ends: F32, look: tuple[float, float],
) -> None:  # fmt: skip
    """Lay the face of a box, from the first of `ends` to the second; `look` is (slant, alpha)."""
    half = (size[0] / 2, size[1] / 2)
    first, second = ends[0], ends[1]
    for row in range(pad, pad + size[1]):
        for column in range(pad, pad + size[0]):
            away = _distance(column + 0.5 - pad - half[0], row + 0.5 - pad - half[1], half, radius)
            cover = min(max(0.5 - away, 0.0), 1.0) * look[1]
            across = (column - pad) / max(1, size[0] - 1)
            t = across * (1 - look[0]) + (row - pad) / max(1, size[1] - 1) * look[0]
            _lay(
                field[row, column],
                first[0] + (second[0] - first[0]) * t,
                first[1] + (second[1] - first[1]) * t,
                first[2] + (second[2] - first[2]) * t,
                cover,
            )


@kernel
def edge(
    field: F32, pad: int, size: tuple[int, int], radius: float,
    border: float, colour: tuple[float, float, float, float],
) -> None:  # fmt: skip
    """Lay the border of a box, just inside its edge."""
    half = (size[0] / 2, size[1] / 2)
    height, width = field.shape[:2]
    near = pad + int(radius + border) + 2
    for row in range(height):
        straight = near <= row < height - near
        for column in range(width):
            if straight and near <= column < width - near:
                continue
            away = _distance(column + 0.5 - pad - half[0], row + 0.5 - pad - half[1], half, radius)
            cover = min(max(0.5 - (abs(away + border / 2) - border / 2), 0.0), 1.0)
            if cover > 0:
                _lay(field[row, column], colour[0], colour[1], colour[2], cover * colour[3])


@kernel
def outline(
    cover: F32, pad: int, size: tuple[int, int], radius: float, line: tuple[float, float]
) -> None:
    """Set how much of each pixel a border covers; `line` is (thickness, alpha)."""
    half = (size[0] / 2, size[1] / 2)
    for row in range(cover.shape[0]):
        for column in range(cover.shape[1]):
            away = _distance(column + 0.5 - pad - half[0], row + 0.5 - pad - half[1], half, radius)
            share = 0.5 - (abs(away + line[0] / 2) - line[0] / 2)
            cover[row, column] = min(max(share, 0.0), 1.0) * line[1]
