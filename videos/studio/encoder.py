"""Encoding pictures: one fixed way, so that segments join packet by packet."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.video.plane import VideoPlane
from av.video.stream import VideoStream

from videos.studio.compositor.canvas import Canvas
from videos.studio.compositor.conversion import U8

_BT709 = 1
_LIMITED = 1
_OPTIONS = {"preset": "veryfast", "crf": "20", "profile": "high", "threads": "1"}
_QUICK = {"preset": "ultrafast", "crf": "26"}
"""For previews, which are looked at once: half the time, and not as fine."""
_PREVIEW_SIDE = 360
_GOP_SECONDS = 2
_AT_A_TIME = 4
"""Pictures that are drawn before they are encoded: some 12 MB at 1080p."""


def _options(width: int, height: int) -> dict[str, str]:
    return _OPTIONS | (_QUICK if min(width, height) <= _PREVIEW_SIDE else {})


class SegmentWriter:
    """Writes a video-only MP4; draw on `canvas`, then call `add`, and on another `canvas` next.

    Pictures are encoded some at a time. Drawing and encoding each need most of what a processor
    keeps at hand, and to change between them costs what both have there.
    """

    def __init__(self, path: Path, *, width: int, height: int, fps: int) -> None:
        self._container = av.open(str(path), "w", format="mp4")
        self._stream: VideoStream = self._container.add_stream(
            "libx264", rate=fps, options=_options(width, height)
        )
        self._stream.width, self._stream.height = width, height
        self._stream.pix_fmt = "yuv420p"
        context = self._stream.codec_context
        context.time_base = Fraction(1, fps)
        context.gop_size = fps * _GOP_SECONDS
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        self._sheets = [_Sheet(width, height, fps) for _ in range(_AT_A_TIME)]
        self._drawn = self._encoded = 0

    @property
    def canvas(self) -> Canvas:
        """Where the next picture is drawn; what an earlier one left there is to be covered."""
        return self._sheets[self._drawn].canvas

    def add(self) -> None:
        """Take what is on the canvas as the next picture."""
        self._drawn += 1
        if self._drawn == _AT_A_TIME:
            self._encode()

    def close(self) -> None:
        """Encode what is left and finish the file."""
        self._encode()
        self._mux(self._stream.encode(None))
        self._container.close()

    def _encode(self) -> None:
        for sheet in self._sheets[: self._drawn]:
            sheet.frame.pts = self._encoded
            self._encoded += 1
            self._mux(self._stream.encode(sheet.frame))
        self._drawn = 0

    def _mux(self, packets: "Iterable[av.Packet[Any]]") -> None:
        for packet in packets:
            self._container.mux(packet)


class _Sheet:
    """A picture's memory, as the encoder and as the compositor see it."""

    def __init__(self, width: int, height: int, fps: int) -> None:
        self.frame = av.VideoFrame(width, height, "yuv420p")
        self.frame.time_base = Fraction(1, fps)
        self.frame.colorspace, self.frame.color_range = _BT709, _LIMITED
        luma, u, v = map(_rows, self.frame.planes)
        self.canvas = Canvas(luma, u, v, width)


def _rows(plane: VideoPlane) -> U8:
    """Return a plane's rows in place, with what pads them."""
    return np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
