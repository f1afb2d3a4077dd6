"""A scene made ready to be drawn: a background and layers, each a drawing with a motion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakValueDictionary

from videos.studio.art import Art
from videos.studio.compositor.canvas import Canvas, Pose, Spot
from videos.studio.compositor.kernels import Clip
from videos.studio.compositor.sprite import Sprite
from videos.studio.geometry import Rect
from videos.studio.motion import STILL, Motion, Offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A drawing at its resting place and how it moves, in seconds of the scene."""

    art: Art
    x: float
    y: float
    motion: Motion
    clip: Clip | None = None
    block: str = ""
    """Name of the text block it belongs to; empty for decoration."""
    box: Rect | None = None
    """What the text block covers at rest."""
    leaves: bool = True
    """Whether it fades out as the scene ends."""


class Backdrop(Protocol):
    """What fills the frame behind the layers."""

    def paint(self, canvas: Canvas, now: float) -> None:
        """Cover the whole canvas for this second of the scene."""
        ...


class Stage:
    """One scene's backdrop, layers and the sprites that have been drawn for them."""

    def __init__(self, backdrop: Backdrop, layers: Sequence[Layer], leave_at: float | None) -> None:
        """`leave_at` is the second by which layers have faded out; None: they stay."""
        self._backdrop = backdrop
        self.layers = tuple(layers)
        self._leave_at = leave_at
        self._held: list[Sprite | None] = [None] * len(self.layers)
        self._rest = [(layer.x, layer.y) for layer in self.layers]
        """Where each layer rests, once its sprite is known: on whole pixels."""
        self._spots: list[Spot | None] = [None] * len(self.layers)
        """What is laid for each layer that stands still."""
        self._shared: WeakValueDictionary[Art, Sprite] = WeakValueDictionary()

    def sprite(self, index: int) -> Sprite:
        """Return the sprite of a layer, drawn when it is first seen; equal drawings share one."""
        held = self._held[index]
        if held is None:
            art = self.layers[index].art
            held = self._shared.get(art) or art.draw()
            self._held[index] = self._shared[art] = held
            self._rest[index] = held.snapped(self.layers[index].x, self.layers[index].y)
        return held

    def paint(self, canvas: Canvas, now: float) -> None:
        """Draw the scene at a second of its own clock, which may lie before 0 or after its end."""
        self._backdrop.paint(canvas, now)
        staying = self._staying(now)
        for index, layer in enumerate(self.layers):
            offset = layer.motion(now)
            opacity = 0.0 if offset is None else offset.opacity * (staying if layer.leaves else 1)
            if offset is None or opacity <= 0:
                self._drop(index)  # a counter goes through dozens, each seen for a moment
            elif offset is STILL and opacity == 1:
                canvas.lay(self._spots[index] or self._spot(index, canvas))
            else:
                sprite = self._held[index] or self.sprite(index)
                canvas.draw(sprite, _pose(layer, offset, opacity, self._rest[index]))

    def _spot(self, index: int, canvas: Canvas) -> Spot:
        """Return a layer at rest, found when it first stands still."""
        sprite, layer = self.sprite(index), self.layers[index]
        spot = canvas.resting(sprite, _pose(layer, STILL, 1.0, self._rest[index]))
        self._spots[index] = spot
        sprite.settle()
        return spot

    def _drop(self, index: int) -> None:
        self._held[index] = self._spots[index] = None

    def _staying(self, now: float) -> float:
        if self._leave_at is None:
            return 1.0
        return min(max((self._leave_at - now) / _LEAVING, 0.0), 1.0)


def _pose(layer: Layer, offset: Offset, opacity: float, rest: tuple[float, float]) -> Pose:
    x, y, _, scale, turn, reveal = offset
    return Pose(rest[0] + x, rest[1] + y, opacity, scale, turn, reveal, clip=layer.clip)


_LEAVING = 0.3
"""Seconds in which layers fade out."""
