"""What is seen: every picture is decoded and looked at through a coarse grid."""

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

DARK = 20.0
"""Mean luma below which a picture counts as black (16 is black)."""
FLAT = 1.5
"""Standard deviation of luma below which a picture shows nothing."""
STILL = 0.02
"""Mean change of luma below which a picture counts as the one before it."""
_GRID = 8
"""One pixel in so many is looked at, in both directions."""

Luma = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What all pictures of a file look like, in frames."""

    decoded: int
    longest_black: int
    longest_frozen: int
    in_order: bool


def look(path: Path) -> Pictures:
    """Decode every picture.

    Raises:
        av.FFmpegError: a picture cannot be decoded.
    """
    decoded = black = frozen = longest_black = longest_frozen = 0
    last_pts, in_order = -1, True
    before: Luma | None = None
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        for frame in container.decode(stream):
            luma = _luma(frame)
            decoded += 1
            black = black + 1 if _is_black(luma) else 0
            frozen = frozen + 1 if before is not None and _is_same(before, luma) else 0
            longest_black, longest_frozen = max(longest_black, black), max(longest_frozen, frozen)
            in_order = in_order and frame.pts is not None and frame.pts > last_pts
            last_pts, before = frame.pts or 0, luma
    return Pictures(
        decoded=decoded, longest_black=longest_black, longest_frozen=longest_frozen,
        in_order=in_order,
    )  # fmt: skip


def _luma(frame: av.VideoFrame) -> Luma:
    plane = frame.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
    return rows[::_GRID, : plane.width : _GRID].astype(np.int16)


def _is_black(luma: Luma) -> bool:
    return bool(luma.mean() < DARK and luma.std() < FLAT)


def _is_same(one: Luma, two: Luma) -> bool:
    return bool(np.abs(two - one).mean() < STILL)
