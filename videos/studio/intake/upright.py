"""Decoded frames as people see them: turned, with square pixels, one field, BT.709 limited."""

from fractions import Fraction

import av
import numpy as np
from av.filter import Graph
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from av.video.stream import VideoStream

from videos.studio.planes import plane_of

_BT709 = 1
_LIMITED = 1
_UNSAID = {0, 2}
"""Matrices that say nothing (0 is RGB, which needs none): small pictures are then BT.601."""
_HD_LINES = 720
_ON_ITS_SIDE = 90
_HALF_TURN = 180


def turned_size(frame: av.VideoFrame, stream: VideoStream) -> tuple[int, int]:
    """Return a frame's width and height as people see it."""
    shape = stream.sample_aspect_ratio or Fraction(1)
    width = max(1, round(frame.width * shape)) if shape > 0 else frame.width
    return (frame.height, width) if _is_on_its_side(frame) else (width, frame.height)


def _is_on_its_side(frame: av.VideoFrame) -> bool:
    return abs(frame.rotation) % _HALF_TURN == _ON_ITS_SIDE


class Upright:
    """Brings frames to one size; the frames may change their own in the middle."""

    def __init__(self, size: tuple[int, int]) -> None:
        """`size` is even, and as people see it."""
        self._size = size
        self._reformatter = VideoReformatter()

    def fitted(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Return a frame as planar 4:2:0 of the size."""
        turns = round(frame.rotation / _ON_ITS_SIDE) % 4
        width, height = reversed(self._size) if turns % 2 else self._size
        unsaid = frame.colorspace in _UNSAID
        guess = Colorspace.ITU709 if frame.height >= _HD_LINES else Colorspace.ITU601
        small = self._reformatter.reformat(
            _one_field(frame) if frame.interlaced_frame else frame, width, height, "yuv420p",
            src_colorspace=guess if unsaid else None, dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG, interpolation=Interpolation.BICUBIC,
            dst_color_trc=_BT709, dst_color_primaries=_BT709,
        )  # fmt: skip
        return _turned(small, turns) if turns else small


def _one_field(frame: av.VideoFrame) -> av.VideoFrame:
    """Return every other line: two moments in one picture would show as a comb."""
    graph = Graph()
    graph.link_nodes(
        graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format,
            time_base=frame.time_base or Fraction(1, 1000),
        ),
        graph.add("field", "type=top"),
        graph.add("buffersink"),
    ).configure()  # fmt: skip
    graph.vpush(frame)
    return graph.vpull()


def _turned(frame: av.VideoFrame, quarters: int) -> av.VideoFrame:
    """Return a frame turned against the clock."""
    planes = [np.rot90(plane_of(frame, index), quarters) for index in range(3)]
    turned = av.VideoFrame(planes[0].shape[1], planes[0].shape[0], "yuv420p")
    for index, plane in enumerate(planes):
        plane_of(turned, index)[:] = plane
    turned.colorspace, turned.color_range = _BT709, _LIMITED
    return turned
