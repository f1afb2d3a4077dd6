"""Squared paper."""

from dataclasses import dataclass

import numpy as np

from videos.studio.art import RGB, pixels
from videos.studio.compositor.sprite import Sprite


@dataclass(frozen=True, slots=True, kw_only=True)
class Squares:
    """Lines every `cell` pixels, both ways; the anchor is the top left corner."""

    width: int
    height: int
    cell: float
    every: int
    """Which lines are stronger: every fifth, say."""
    line: float
    colour: RGB
    alphas: tuple[float, float]
    """Of ordinary lines, and of stronger ones."""

    def draw(self) -> Sprite:
        """Return the sprite."""
        across, down = self._lines(self.width), self._lines(self.height)
        cover = np.maximum(across[None, :], down[:, None])
        return Sprite(pixels.stencil(self.colour, cover))

    def _lines(self, length: int) -> pixels.F32:
        """Return how much of each pixel along one side its nearest line covers, times its alpha."""
        middle = np.arange(length) + 0.5
        number = np.round(middle / self.cell)
        away = np.abs(middle - number * self.cell) - self.line / 2
        alpha = np.where(number % self.every == 0, self.alphas[1], self.alphas[0])
        covered = np.clip(0.5 - away, 0, 1) * alpha * (number > 0)
        return covered.astype(np.float32)
