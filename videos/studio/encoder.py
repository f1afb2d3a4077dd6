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


def _options(width: int, height: int) -> dict[str, str]:
    return _OPTIONS | (_QUICK if min(width, height) <= _PREVIEW_SIDE else {})


class SegmentWriter:
    """Writes a video-only MP4; draw on `canvas`, then call `add`."""

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
        self._frame = av.VideoFrame(width, height, "yuv420p")
        self._frame.time_base = Fraction(1, fps)
        self._frame.colorspace, self._frame.color_range = _BT709, _LIMITED
        self._count = 0
        luma, u, v = map(_sheet, self._frame.planes)
        self.canvas = Canvas(luma, u, v, width)

    def add(self) -> None:
        """Encode what is on the canvas as the next frame."""
        self._frame.pts = self._count
        self._count += 1
        self._mux(self._stream.encode(self._frame))

    def close(self) -> None:
        """Flush the encoder and finish the file."""
        self._mux(self._stream.encode(None))
        self._container.close()

    def _mux(self, packets: "Iterable[av.Packet[Any]]") -> None:
        for packet in packets:
            self._container.mux(packet)


def _sheet(plane: VideoPlane) -> U8:
    """Return a plane's rows in place, with what pads them."""
    return np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
