"""Drawings as hashable values: equal values draw equal sprites, so a scene draws each one once."""

from typing import Protocol

from videos.studio.compositor.sprite import Sprite

RGB = tuple[int, int, int]


class Art(Protocol):
    """A frozen description of something that can be drawn."""

    def draw(self) -> Sprite:
        """Return the sprite; the same value always draws the same pixels."""
        ...

    def __hash__(self) -> int: ...
