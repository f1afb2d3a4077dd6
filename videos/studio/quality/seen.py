"""What is seen of pictures through a coarse grid, in a form in which two stretches join.

A whole video is the join of its pictures, one by one, or of its parts: the figures are the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import av
import numpy as np
import numpy.typing as npt

from videos.studio.quality.runs import Runs

DARK = 20.0
"""Mean luma below which a picture counts as black (16 is black)."""
FLAT = 1.5
"""Standard deviation of luma below which a picture shows nothing."""
STILL = 0.02
"""Mean change of luma below which a picture counts as the one before it."""
_GRID = 8
"""One pixel in so many is looked at, in both directions."""

Luma = npt.NDArray[np.uint8]
"""Shape (rows, columns), of the pixels that are looked at."""
_NOTHING = np.zeros((0, 0), np.uint8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a stretch of pictures looks like; made of nothing, it is the stretch of none."""

    black: Runs = field(default_factory=Runs)
    """Of all pictures."""
    frozen: Runs = field(default_factory=Runs)
    """Of all pictures but the first, which has none before it to be the same as."""
    in_order: bool = True
    first: Luma = field(default_factory=_NOTHING.copy)
    last: Luma = field(default_factory=_NOTHING.copy)

    @classmethod
    def of(cls, luma: Luma, *, in_order: bool = True) -> "Seen":
        """Return the stretch of one picture."""
        black = bool(luma.mean() < DARK and luma.std() < FLAT)
        return cls(black=Runs.of(black), in_order=in_order, first=luma, last=luma)

    def then(self, after: "Seen") -> "Seen":
        """Return this stretch and the one after it as one."""
        if not self.black.count or not after.black.count:
            return after if after.black.count else self
        joint = Runs.of(_is_same(self.last, after.first))
        return Seen(
            black=self.black.then(after.black),
            frozen=self.frozen.then(joint).then(after.frozen),
            in_order=self.in_order and after.in_order,
            first=self.first,
            last=after.last,
        )


def see(frames: Iterable[av.VideoFrame]) -> Seen:
    """Look at every picture of a stretch, in flat memory."""
    seen, last = Seen(), -1
    for frame in frames:
        in_order = frame.pts is not None and frame.pts > last
        seen, last = seen.then(Seen.of(luma_of(frame), in_order=in_order)), frame.pts or 0
    return seen


def luma_of(frame: av.VideoFrame) -> Luma:
    """Return what is looked at of a picture."""
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[::_GRID, : plane.width : _GRID].copy()


def _is_same(one: Luma, two: Luma) -> bool:
    apart = np.abs(two.astype(np.int16) - one)
    return bool(apart.mean() < STILL)
