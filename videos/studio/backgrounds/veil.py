"""The style's own light over footage: as dense as the words need to be read, and no denser."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from videos.studio.art import RGB
from videos.studio.art.colours import READABLE, contrast
from videos.studio.backgrounds.light import Glow
from videos.studio.backgrounds.surface import Surface
from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import F32, U8
from videos.studio.geometry import Frame, Rect
from videos.studio.layouts.brief import Brief
from videos.studio.themes.base import Palette, Theme

LARGE = 3.0
"""Contrast that WCAG 2.2 asks of large and of bold letters: accents, labels, links."""
_SLACK = 1.06
"""For what rounding and noise take away."""
_TAIL = 1.6
"""Above 1 the veil thins fast beside the words and ends without an edge."""
_STEPS = 64
_DENSEST = 0.97
_GLOWS = (0.3, 0.2, 0.1, 0.0)
"""Shares of the style's lights that may be left: over a picture they would fight with it."""
_EASE = 1.6
"""How much more contrast than needed the veil by itself must give, or it could never be thin."""
LAMP, _LAMP_STRENGTH = 0.15, 0.7
"""Density of a lamp's light on the picture, and of its colours in its light."""
_MOMENTS = (0.0, 1.5, 3.5, 6.0)
"""Seconds at which the wandering lights are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A part of the frame in which words must be readable, whatever the picture is."""

    under: tuple[Rect, ...]
    """Where words stand."""
    region: Rect
    """What is as dense as they need."""
    reach: float
    """Pixels beyond it over which the veil grows thin."""
    floor: float = 0.0
    """The least density, 0..1."""


def inks_of(theme: Theme, palette: Palette) -> list[tuple[RGB, float]]:
    """Return the colours that words of a style have, and the contrast that each needs."""
    inks = [(palette.ink, READABLE), (palette.muted, LARGE)]
    if not theme.is_backed:
        inks += [(palette.accent, LARGE), (palette.second, LARGE)]
    return [(ink, needed) for ink, needed in inks if contrast(ink, palette.base) >= needed]


class Lamp:
    """The style's lights, wandering faintly over a picture in which nothing else moves."""

    def __init__(self, theme: Theme, frame: Frame, index: int) -> None:
        self._glow = Glow(frame, theme.palette(index), index, strength=_LAMP_STRENGTH)
        self._surface = Surface(frame.width, frame.height)
        self._cover = _covers(np.full((frame.height // 2, frame.width // 2), LAMP, np.float32))
        self.lights = _seen(self._glow)

    def lay(self, canvas: Canvas, now: float) -> None:
        """Lay the lights over a canvas."""
        self._surface.veil(canvas, self._glow.lit(now), self._cover)


class Veil:
    """Lies over the picture; `lay` is called for each frame after the picture was drawn."""

    def __init__(self, brief: Brief, lamp: Lamp | None = None) -> None:
        """A `lamp` shines on the veil."""
        theme, frame, index = brief.theme, brief.frame, brief.scene.index
        palette = brief.palette
        self._lamp = lamp
        self._frame = frame
        self._inks = inks_of(theme, palette)
        self._surface = Surface(frame.width, frame.height)
        self._density = np.zeros((frame.height // 2, frame.width // 2), np.float32)
        self._cover = _covers(self._density)
        for share in _GLOWS:
            self._glow = Glow(frame, palette, index, strength=theme.glow_strength * share)
            self._lights = _seen(self._glow)
            if self._is_readable(self._lights, _EASE):
                break

    def shade(self, part: Shade, views: Sequence[F32]) -> None:
        """Make the veil dense enough over a part for any colour in views of the picture."""
        wanted = max([part.floor, *(self._needed(cells) for cells in views)])
        self._density = np.maximum(self._density, wanted * _falling(part, self._frame))
        self._cover = _covers(self._density)

    def lay(self, canvas: Canvas, now: float) -> None:
        """Lay the veil over a canvas."""
        self._surface.veil(canvas, self._glow.lit(now), self._cover)
        if self._lamp:
            self._lamp.lay(canvas, now)

    def _needed(self, cells: F32) -> float:
        """Return the least density with which every ink can be read on every cell."""
        pictures = _extremes(cells)
        for step in range(_STEPS):
            density = _DENSEST * step / _STEPS
            grounds = [_mixed(a, b, density) for a in pictures for b in self._lights]
            if self._is_readable(self._lit(grounds), _SLACK):
                return density
        return _DENSEST

    def _lit(self, grounds: list[RGB]) -> list[RGB]:
        if self._lamp is None:
            return grounds
        return [_mixed(ground, light, LAMP) for ground in grounds for light in self._lamp.lights]

    def _is_readable(self, grounds: Sequence[RGB], ease: float) -> bool:
        return all(
            contrast(ink, ground) >= needed * ease
            for ink, needed in self._inks
            for ground in grounds
        )


def _seen(glow: Glow) -> list[RGB]:
    """Return the extreme colours that wandering lights come to."""
    found: list[RGB] = []
    for moment in _MOMENTS:
        glow.shade(moment)
        found += _extremes(glow.field)
    return found


def _covers(density: F32) -> tuple[U8, U8]:
    """Return what `Surface.veil` takes for a density that is known at half the frame's size."""
    half = np.round(255 * density).astype(np.uint8)
    return half.repeat(2, axis=0).repeat(2, axis=1), half


def _falling(part: Shade, frame: Frame) -> F32:
    """Return 1 over a region, falling softly to 0 at its reach; at half the frame's size."""
    x = (np.arange(frame.width // 2, dtype=np.float32) * 2 + 1)[None, :]
    y = (np.arange(frame.height // 2, dtype=np.float32) * 2 + 1)[:, None]
    rect = part.region
    across = np.maximum(np.maximum(rect.x - x, x - rect.right), 0)
    down = np.maximum(np.maximum(rect.y - y, y - rect.bottom), 0)
    left = np.clip(1 - np.hypot(across, down) / np.float32(max(part.reach, 1.0)), 0, 1)
    falling: F32 = left**_TAIL
    return falling


def _extremes(cells: F32) -> list[RGB]:
    """Return the brightest and the darkest colour."""
    flat = cells.reshape(-1, 3)
    light = (flat / 255) ** 2.2 @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return [_rgb(flat[int(light.argmax())]), _rgb(flat[int(light.argmin())])]


def _rgb(values: F32) -> RGB:
    red, green, blue = (round(float(value)) for value in values)
    return red, green, blue


def _mixed(one: RGB, two: RGB, share: float) -> RGB:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue
