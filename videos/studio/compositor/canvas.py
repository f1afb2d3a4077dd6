"""The picture being drawn: three planes, and the ways to lay a sprite on them."""

import math
from typing import NamedTuple

import numpy as np

from videos.studio.compositor import kernels, scaling, warping
from videos.studio.compositor.conversion import I32, U8, U16
from videos.studio.compositor.kernels import Clip
from videos.studio.compositor.sprite import STEPS, Sprite
from videos.studio.compositor.warping import Matrix

_OPAQUE = 256
_SCALED, _TURNED = 1e-3, 1e-4
"""What is scaled or turned by less is laid as it is."""


class Pose(NamedTuple):
    """Where and how a sprite's anchor lies, in canvas pixels, degrees-free radians and shares."""

    x: float
    y: float
    opacity: float = 1.0
    scale: float = 1.0
    turn: float = 0.0
    reveal: float = 1.0
    softness: float = 0.08
    clip: Clip | None = None


class Spot(NamedTuple):
    """A sprite at one place, ready to be laid on canvases of one size."""

    luma: tuple[U16, U16, I32]
    chroma: tuple[U16, U16, U16, I32]
    corner: tuple[int, int, int, int]
    opacity: int
    clip: Clip


class Canvas:
    """Luma and two half-size chroma planes, BT.709 limited range, 8 bits."""

    def __init__(self, luma: U8, u: U8, v: U8, width: int | None = None) -> None:
        """Take planes whose rows may be longer than the picture is wide."""
        self.height, self.width = luma.shape[0], width or luma.shape[1]
        self._sheets = (luma, u, v)
        half = (self.width + 1) // 2
        self.planes = (luma[:, : self.width], u[:, :half], v[:, :half])

    @classmethod
    def blank(cls, width: int, height: int) -> "Canvas":
        """Return a black canvas; both sides must be even."""
        half = (height // 2, width // 2)
        return cls(
            np.full((height, width), 16, np.uint8),
            np.full(half, 128, np.uint8),
            np.full(half, 128, np.uint8),
        )

    def copy(self, other: "Canvas") -> None:
        """Show what another canvas of the same size shows."""
        for plane, source in zip(self.planes, other.planes, strict=True):
            np.copyto(plane, source)

    def tile(self, other: "Canvas") -> None:
        """Show another canvas of the same width from top to bottom, over and over."""
        for plane, source in zip(self.planes, other.planes, strict=True):
            for top in range(0, len(plane), len(source)):
                rows = plane[top : top + len(source)]
                np.copyto(rows, source[: len(rows)])

    def draw(self, sprite: Sprite, pose: Pose) -> None:
        """Blend `sprite` so that its anchor lies at the pose."""
        opacity = round(pose.opacity * _OPAQUE)
        clip = self._clip(pose.clip)
        if opacity <= 0 or clip[0] >= clip[2] or clip[1] >= clip[3] or pose.reveal <= 0:
            return
        if abs(pose.turn) > _TURNED:
            self._warped(sprite, pose, opacity, clip)
            return
        if abs(pose.scale - 1) > _SCALED:
            self._scaled(sprite, pose, opacity, clip)
            return
        x, y = pose.x - sprite.origin[0], pose.y - sprite.origin[1]
        if sprite.key is not None and pose.reveal < 1:
            self._revealed(sprite, (round(x), round(y)), pose, clip)
        elif sprite.is_soft:
            self.lay(_spot(sprite, (round(x) * STEPS, round(y) * STEPS), opacity, clip))
        else:
            self._whole_or_between(sprite, (x, y), opacity, clip)

    def resting(self, sprite: Sprite, pose: Pose) -> Spot:
        """Return a sprite at a pose that is neither scaled, turned nor revealed, for `lay`.

        The place is the nearest whole pixel. What rests is found once and laid many times.
        """
        x, y = round(pose.x - sprite.origin[0]), round(pose.y - sprite.origin[1])
        opacity = round(pose.opacity * _OPAQUE)
        return _spot(sprite, (x * STEPS, y * STEPS), opacity, self._clip(pose.clip))

    def lay(self, spot: Spot) -> None:
        """Blend a sprite at its spot."""
        kernels.blit_planes(self._sheets, *spot)

    def _clip(self, clip: Clip | None) -> Clip:
        left, top, right, bottom = clip or (0, 0, self.width, self.height)
        return max(0, left), max(0, top), min(self.width, right), min(self.height, bottom)

    def _whole_or_between(
        self, sprite: Sprite, at: tuple[float, float], opacity: int, clip: Clip
    ) -> None:
        """Lay a sprite at the nearest step; one that moves both ways visits too many to keep."""
        x, y = round(at[0] * STEPS), round(at[1] * STEPS)
        if x % STEPS and y % STEPS:
            self._between(sprite, at, opacity, clip)
        else:
            self.lay(_spot(sprite, (x, y), opacity, clip))

    def _between(self, sprite: Sprite, at: tuple[float, float], opacity: int, clip: Clip) -> None:
        luma, (keep, *colours) = sprite.dense
        runs, chroma_runs = sprite.soft_runs
        kernels.blit_between(self._sheets[0], luma, runs, at, opacity, clip)
        half = (at[0] / 2, at[1] / 2)
        for plane, add in zip(self._sheets[1:], colours, strict=True):
            kernels.blit_between(plane, (keep, add), chroma_runs, half, opacity, _halved(clip))

    def _revealed(self, sprite: Sprite, at: tuple[int, int], pose: Pose, clip: Clip) -> None:
        gate = (float(pose.reveal), float(pose.softness), round(pose.opacity * _OPAQUE))
        gated = sprite.gated(*at)
        if gated is None:
            return
        kernels.blit_revealed(self._sheets[0], *gated.luma, at, gate, clip)
        (keep, *colours), key = gated.chroma
        half = (at[0] // 2, at[1] // 2)
        for plane, add in zip(self._sheets[1:], colours, strict=True):
            kernels.blit_revealed(plane, (keep, add), key, half, gate, _halved(clip))

    def _scaled(self, sprite: Sprite, pose: Pose, opacity: int, clip: Clip) -> None:
        factor = 1 / pose.scale
        if abs(factor - 1) > scaling.NEARLY:
            self._warped(sprite, pose, opacity, clip)
            return
        across, down = sprite.origin[0] - factor * pose.x, sprite.origin[1] - factor * pose.y
        axes = (factor, across), (factor, down)
        scaling.blit_scaled(self._sheets, *sprite.dense, axes, opacity, clip)

    def _warped(self, sprite: Sprite, pose: Pose, opacity: int, clip: Clip) -> None:
        matrix = _placement(sprite, pose)
        warping.blit_warped(self._sheets, sprite.warpable, matrix, opacity, clip)


def _spot(sprite: Sprite, at: tuple[int, int], opacity: int, clip: Clip) -> Spot:
    """Return a sprite whose corner lies at so many steps of 1/STEPS pixel."""
    cycle = 2 * STEPS
    placed = sprite.placed(at[0] % cycle, at[1] % cycle)
    corner = (at[0] // STEPS, at[1] // STEPS, at[0] // cycle, at[1] // cycle)
    return Spot(placed.luma, placed.chroma, corner, opacity, clip)


def _halved(clip: Clip) -> Clip:
    return clip[0] // 2, clip[1] // 2, (clip[2] + 1) // 2, (clip[3] + 1) // 2


def _placement(sprite: Sprite, pose: Pose) -> Matrix:
    """Return the two rows that lead from the canvas to the sprite."""
    cosine, sine = math.cos(pose.turn) / pose.scale, math.sin(pose.turn) / pose.scale
    return (
        cosine, sine, sprite.origin[0] - cosine * pose.x - sine * pose.y,
        -sine, cosine, sprite.origin[1] + sine * pose.x - cosine * pose.y,
    )  # fmt: skip
