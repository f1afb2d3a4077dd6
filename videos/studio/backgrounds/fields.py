"""Kernels that compute small fields of colour: lights, ribbons, beams."""

import math

import numpy as np

from videos.studio.compositor.conversion import F32
from videos.studio.compositor.jit import kernel


@kernel
def lights(out: F32, span: tuple[float, float], base: F32, spots: F32) -> None:
    """Paint round lights over `base`; a spot is (x, y, radius, strength, r, g, b).

    Places are in units of the picture's shorter side, `span` is the picture in those units.
    """
    rows, columns = out.shape[:2]
    for j in range(rows):
        y = (j + 0.5) / rows * span[1]
        for i in range(columns):
            x = (i + 0.5) / columns * span[0]
            r, g, b = base[0], base[1], base[2]
            for k in range(spots.shape[0]):
                s = spots[k]
                dx = x - s[0]
                dy = y - s[1]
                a = np.float32(math.exp(-(dx * dx + dy * dy) / (s[2] * s[2]))) * s[3]
                r += a * (s[4] - r)
                g += a * (s[5] - g)
                b += a * (s[6] - b)
            out[j, i, 0] = r
            out[j, i, 1] = g
            out[j, i, 2] = b


@kernel
def ribbons(out: F32, span: tuple[float, float], now: float, veils: F32) -> None:
    """Hang curtains of light on a field; a veil is (height, depth, speed, phase, r, g, b)."""
    rows, columns = out.shape[:2]
    for k in range(veils.shape[0]):
        v = veils[k]
        for i in range(columns):
            x = (i + 0.5) / columns * span[0]
            t = now * v[2] + v[3]
            crest = v[0] + 0.11 * math.sin(2.3 * x + t) + 0.06 * math.sin(4.7 * x - 1.4 * t + 1)
            folds = 0.62 + 0.38 * math.sin(9 * x + 2.2 * math.sin(1.7 * x + 0.8 * t) + 1.9 * t)
            for j in range(rows):
                y = (j + 0.5) / rows * span[1] - crest
                a = math.exp(-(y * y) / 0.004) if y < 0 else math.exp(-y / v[1])
                a *= 0.62 * folds
                for c in range(3):
                    out[j, i, c] += a * (v[4 + c] - out[j, i, c] * 0.55)


@kernel
def beams(out: F32, span: tuple[float, float], source: tuple[float, float], rays: F32) -> None:
    """Add spotlights from one point; a ray is (angle, spread, strength, r, g, b)."""
    rows, columns = out.shape[:2]
    for j in range(rows):
        for i in range(columns):
            dx = (i + 0.5) / columns * span[0] - source[0]
            dy = (j + 0.5) / rows * span[1] - source[1]
            away = math.sqrt(dx * dx + dy * dy)
            angle = math.atan2(dx, dy)
            for k in range(rays.shape[0]):
                s = rays[k]
                d = (angle - s[0]) / s[1]
                a = s[2] * math.exp(-d * d) * math.exp(-0.75 * away)
                for c in range(3):
                    out[j, i, c] = min(np.float32(255), out[j, i, c] + a * s[3 + c])
