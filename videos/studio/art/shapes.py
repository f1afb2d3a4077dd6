"""Geometric drawings from signed distances: boxes, discs, rings, rules, soft lights."""

from dataclasses import dataclass

import numpy as np

from videos.studio.art import RGB, pixels
from videos.studio.compositor.sprite import Sprite


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rounded rectangle; the anchor is its top left corner, or its middle when `centred`."""

    width: float
    height: float
    colour: RGB
    second: RGB | None = None
    radius: float = 0.0
    alpha: float = 1.0
    border: float = 0.0
    border_colour: RGB = (255, 255, 255)
    border_alpha: float = 0.25
    shadow: float = 0.0
    shadow_colour: RGB = (8, 8, 24)
    shadow_alpha: float = 0.35
    drop: tuple[float, float] = (0.0, 0.0)
    """Where the shadow lies, in pixels; with `shadow` 0 it is hard."""
    slant: float = 0.35
    centred: bool = False
    sweep: bool = False
    """Whether it is revealed from left to right."""

    def draw(self) -> Sprite:
        """Return the sprite."""
        pad = self._pad()
        field = self.layer(pad)
        size = (field.shape[0], field.shape[1])
        key = _sweep(size) if self.sweep else None
        middle = (size[1] / 2, size[0] / 2)
        return Sprite(pixels.finish(field), middle if self.centred else (pad, pad), key)

    def _pad(self) -> int:
        return int(3 * self.shadow + max(abs(self.drop[0]), abs(self.drop[1]))) + 2

    def layer(self, pad: int = 0) -> pixels.F32:
        """Return the box as a premultiplied layer with `pad` pixels around it."""
        width, height = max(2.0, round(self.width)), max(2.0, round(self.height))
        distance = _box_distance(width, height, self.radius, pad, (0.0, 0.0))
        size = (distance.shape[0], distance.shape[1])
        fill = np.clip(0.5 - distance, 0, 1)
        colour = np.empty((*size, 3), np.float32)
        colour[:] = self.colour
        inner = pixels.gradient((int(height), int(width)), self.colour, self.second, self.slant)
        colour[pad : pad + int(height), pad : pad + int(width)] = inner
        field = pixels.layer(colour, fill * self.alpha)
        if self.border:
            edge = np.clip(0.5 - (np.abs(distance + self.border / 2) - self.border / 2), 0, 1)
            line = pixels.flat(self.border_colour, edge * self.border_alpha)
            field = pixels.over(field, line)
        if self.shadow or self.drop != (0.0, 0.0):
            field = pixels.over(self._shade(width, height, pad), field)
        return field

    def _shade(self, width: float, height: float, pad: int) -> pixels.F32:
        distance = _box_distance(width, height, self.radius, pad, self.drop)
        if self.shadow:
            fade = np.exp(-((np.maximum(distance + self.shadow, 0) / (1.6 * self.shadow)) ** 2))
        else:
            fade = np.clip(0.5 - distance, 0, 1)
        return pixels.flat(self.shadow_colour, (fade * self.shadow_alpha).astype(np.float32))


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """A soft round light or a crisp disc; the anchor is its middle."""

    radius: float
    colour: RGB
    alpha: float = 1.0
    hardness: float = 0.0
    second: RGB | None = None

    def draw(self) -> Sprite:
        """Return the sprite."""
        reach = int(self.radius) + 2
        axis = np.arange(-reach, reach + 1, dtype=np.float32)
        away = np.hypot(axis[None, :], axis[:, None])
        if self.hardness >= 1:
            cover = np.clip(self.radius + 0.5 - away, 0, 1)
        else:
            share = np.clip((1 - away / self.radius) / (1 - self.hardness), 0, 1)
            cover = share * share * (3 - 2 * share)
        size = (2 * reach + 1, 2 * reach + 1)
        colour = pixels.gradient(size, self.colour, self.second)
        field = pixels.layer(colour, (cover * self.alpha).astype(np.float32))
        return Sprite(pixels.finish(field), (reach + 0.5, reach + 0.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A circle's line, revealed clockwise from the top; the anchor is its middle."""

    radius: float
    thickness: float
    colour: RGB
    second: RGB | None = None
    alpha: float = 1.0
    share: float = 1.0
    """How much of the circle is ever drawn; its end is round."""
    glow: float = 0.0

    def draw(self) -> Sprite:
        """Return the sprite, keyed by angle."""
        reach = int(self.radius + self.thickness / 2 + 3 * self.glow) + 3
        axis = np.arange(-reach, reach + 1, dtype=np.float32)
        x, y = axis[None, :], axis[:, None]
        line = np.abs(np.hypot(x, y) - self.radius) - self.thickness / 2
        turn = (np.arctan2(x, -y) / (2 * np.pi)) % 1.0
        away = line if self.share >= 1 else np.where(turn <= self.share, line, self._caps(x, y))
        cover = np.clip(0.5 - away, 0, 1)
        if self.glow:
            cover = np.maximum(cover, 0.4 * np.exp(-((np.maximum(away, 0) / self.glow) ** 2)))
        size = (2 * reach + 1, 2 * reach + 1)
        colour = pixels.gradient(size, self.colour, self.second)
        field = pixels.layer(colour, (cover * self.alpha).astype(np.float32))
        # Just before the top belongs to the round start, not to the end of the turn.
        key = np.where(turn > (1 + self.share) / 2, 0, turn / max(self.share, 1e-3))
        return Sprite(pixels.finish(field), (reach + 0.5, reach + 0.5), np.clip(key, 0, 1))

    def _caps(self, x: pixels.F32, y: pixels.F32) -> pixels.F32:
        ends = [
            np.hypot(x - self.radius * np.sin(angle), y + self.radius * np.cos(angle))
            for angle in (0.0, 2 * np.pi * self.share)
        ]
        nearest: pixels.F32 = np.minimum(*ends) - self.thickness / 2
        return nearest


def _box_distance(
    width: float, height: float, radius: float, pad: int, shift: tuple[float, float]
) -> pixels.F32:
    radius = min(radius, width / 2, height / 2)
    x = np.arange(int(width) + 2 * pad, dtype=np.float32) + 0.5 - pad - width / 2 - shift[0]
    y = np.arange(int(height) + 2 * pad, dtype=np.float32) + 0.5 - pad - height / 2 - shift[1]
    qx = np.abs(x)[None, :] - (width / 2 - radius)
    qy = np.abs(y)[:, None] - (height / 2 - radius)
    outside = np.hypot(np.maximum(qx, 0), np.maximum(qy, 0))
    distance: pixels.F32 = outside + np.minimum(np.maximum(qx, qy), 0) - radius
    return distance


def _sweep(size: tuple[int, int]) -> pixels.F32:
    line = np.linspace(0, 1, size[1], dtype=np.float32)
    return np.broadcast_to(line, size)
