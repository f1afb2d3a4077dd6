"""Round drawings from signed distances: discs, soft lights, rings."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from videos.studio.art import RGB, pixels
from videos.studio.art.inking import inked
from videos.studio.compositor.sprite import Sprite

_SOFT = 14
"""An edge that fades over more pixels than this shows no step when it moves by whole ones."""
_FAINT = 0.15
"""What is weaker than this shows none either."""


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
        soft = (1 - self.hardness) * self.radius > _SOFT or self.alpha < _FAINT
        painted = _painted((cover * self.alpha).astype(np.float32), self.colour, self.second)
        return Sprite(painted, (reach + 0.5, reach + 0.5), is_soft=soft)


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
    sweeps: bool = True
    """Whether it is ever drawn in part; what never is needs no key, a third of its memory."""

    def draw(self) -> Sprite:
        """Return the sprite, keyed by angle if it sweeps."""
        reach = int(self.radius + self.thickness / 2 + 3 * self.glow) + 3
        axis = np.arange(-reach, reach + 1, dtype=np.float32)
        x, y = axis[None, :], axis[:, None]
        away = np.abs(np.hypot(x, y) - self.radius) - self.thickness / 2
        middle = (reach + 0.5, reach + 0.5)
        if not self.sweeps and self.share >= 1:
            return Sprite(self._inked(away), middle)
        turn = (np.arctan2(x, -y) / (2 * np.pi)) % 1.0
        if self.share < 1:
            away = np.where(turn <= self.share, away, self._caps(x, y))
        # Just before the top belongs to the round start, not to the end of the turn.
        key = np.where(turn > (1 + self.share) / 2, 0, turn / max(self.share, 1e-3))
        return Sprite(self._inked(away), middle, np.clip(key, 0, 1) if self.sweeps else None)

    def _inked(self, away: npt.NDArray[np.floating]) -> pixels.U8:
        """Return the picture from how far each pixel lies outside the line."""
        cover = np.clip(0.5 - away, 0, 1)
        if self.glow:
            cover = np.maximum(cover, 0.4 * np.exp(-((np.maximum(away, 0) / self.glow) ** 2)))
        return _painted((cover * self.alpha).astype(np.float32), self.colour, self.second)

    def _caps(self, x: pixels.F32, y: pixels.F32) -> pixels.F32:
        ends = [
            np.hypot(x - self.radius * np.sin(angle), y + self.radius * np.cos(angle))
            for angle in (0.0, 2 * np.pi * self.share)
        ]
        nearest: pixels.F32 = np.minimum(*ends) - self.thickness / 2
        return nearest


def _painted(cover: pixels.F32, colour: RGB, second: RGB | None) -> pixels.U8:
    if second is None:
        return pixels.stencil(colour, cover)
    return inked(cover, colour, second)
