"""A rounded rectangle: panels, rules, buttons, bars."""

from dataclasses import dataclass

import numpy as np

from videos.studio.art import RGB, pixels
from videos.studio.art import box_kernels as kernels
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
        if self._is_outline:
            return Sprite(self._outline(pad), self._anchor(pad))
        field = self.layer(pad)
        size = (field.shape[0], field.shape[1])
        key = _sweep(size) if self.sweep else None
        return Sprite(pixels.finish(field), self._anchor(pad), key)

    @property
    def _is_outline(self) -> bool:
        return not (self.alpha or self.shadow or self.sweep or self.drop != (0.0, 0.0))

    def _anchor(self, pad: int) -> tuple[float, float]:
        width, height = self._size
        return (width / 2 + pad, height / 2 + pad) if self.centred else (pad, pad)

    @property
    def _size(self) -> tuple[int, int]:
        return max(2, round(self.width)), max(2, round(self.height))

    @property
    def _corners(self) -> float:
        width, height = self._size
        return float(min(self.radius, width / 2, height / 2))

    def _outline(self, pad: int) -> pixels.U8:
        """Return the border alone, which in one colour takes a quarter of a layer's memory."""
        width, height = self._size
        cover = np.zeros((height + 2 * pad, width + 2 * pad), np.float32)
        line = (float(self.border), float(self.border_alpha))
        kernels.outline(cover, pad, self._size, self._corners, line)
        return pixels.stencil(self.border_colour, cover)

    def _pad(self) -> int:
        return int(3 * self.shadow + max(abs(self.drop[0]), abs(self.drop[1]))) + 2

    def layer(self, pad: int = 0) -> pixels.F32:
        """Return the box as a premultiplied layer with `pad` pixels around it."""
        size, corners = self._size, self._corners
        field = np.zeros((size[1] + 2 * pad, size[0] + 2 * pad, 4), np.float32)
        if self.shadow or self.drop != (0.0, 0.0):
            fall = (float(self.drop[0]), float(self.drop[1]), float(self.shadow))
            shade = (*self.shadow_colour, float(self.shadow_alpha))
            kernels.shade(field, pad, size, corners, fall, shade)
        if self.alpha:
            ends = np.array((self.colour, self.second or self.colour), np.float32)
            kernels.fill(field, pad, size, corners, ends, (float(self.slant), float(self.alpha)))
        if self.border:
            line = (*self.border_colour, float(self.border_alpha))
            kernels.edge(field, pad, size, corners, float(self.border), line)
        return field


def _sweep(size: tuple[int, int]) -> pixels.F32:
    line = np.linspace(0, 1, size[1], dtype=np.float32)
    return np.broadcast_to(line, size)
