"""The slow camera over images and clips: where it looks at any second of a scene."""

import math
from dataclasses import dataclass

SPARE = 1.06
"""How much larger than the frame a picture is held: between the widest and the closest view."""
_MARGIN = 0.5
"""Seconds by which a scene may be seen before and after its own time, during transitions."""


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a picture that fills the frame, in pixels of its luma."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A way from one look to another; places are shares (-1..1) of the room a zoom leaves."""

    zoom: tuple[float, float]
    across: tuple[float, float] | None = None
    """From where to where it pans; None stays with the subject."""
    focus: tuple[float, float] = (1.0, 1.0)
    """How much the subject decides where it looks."""


MOVES = (
    Move(zoom=(1.01, 1.11), focus=(0.0, 1.0)),
    Move(zoom=(1.1, 1.1), across=(-0.75, 0.75)),
    Move(zoom=(1.11, 1.01)),
    Move(zoom=(1.1, 1.1), across=(0.75, -0.75)),
)
DRIFT = Move(zoom=(1.0, 1.05))
"""For clips, which move by themselves: just so much that a still one is no photograph."""


STILL = Move(zoom=(1.0, 1.0))
"""For parts of one film: a camera that began anew with each would show where they were cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One scene's camera."""

    move: Move
    seconds: float
    focus: tuple[float, float] = (0.0, 0.0)
    """Where the subject lies, each -1..1 from left to right and from top to bottom."""

    def window(self, now: float, area: Window) -> Window:
        """Return what is seen of an area at a second of the scene."""
        passed = self._passed(now)
        zoom = _between(self.move.zoom, passed)
        weight = _between(self.move.focus, passed)
        width, height = area.width / zoom, area.height / zoom
        pan = self.move.across
        across = _between(pan, passed) if pan else self.focus[0] * weight
        down = self.focus[1] * weight
        return Window(
            area.x + (area.width - width) * (1 + across) / 2,
            area.y + (area.height - height) * (1 + down) / 2,
            width,
            height,
        )

    def _passed(self, now: float) -> float:
        """Return how far the move is, 0..1: a soft start and end, and never a halt."""
        share = (now + _MARGIN) / (self.seconds + 2 * _MARGIN)
        share = min(max(share, 0.0), 1.0)
        return share - math.sin(2 * math.pi * share) / (4 * math.pi)


def _between(ends: tuple[float, float], passed: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * passed
