"""A prepared clip as numbered frames, any of which can be had, the next one at little cost."""

import weakref
from collections.abc import Iterator
from pathlib import Path

import av
from av.video.reformatter import Interpolation, VideoReformatter

from videos.exceptions import StepFailed

_NEAR = 15
"""Frames that are sooner decoded than sought: what lies between two key frames."""


class Reel:
    """The frames of one clip; the same number always gives the same picture."""

    def __init__(self, path: Path, most: int) -> None:
        """`most` is the shorter side in pixels above which frames are reduced.

        Raises:
            StepFailed: the file cannot be read.
        """
        try:
            self._container = av.open(str(path))
            self._stream = self._container.streams.video[0]
        except (av.FFmpegError, IndexError) as error:
            raise _unreadable(path) from error
        # PyAV's objects hold each other in a circle, which would keep a decoder's pictures.
        weakref.finalize(self, self._container.close)
        self._path = path
        self._stream.codec_context.thread_count = 1
        self.rate = float(self._stream.average_rate or 1)
        self.count = max(1, self._stream.frames)
        self.size = self._reduced(most)
        self._reformatter = VideoReformatter()
        self._frames: Iterator[av.VideoFrame] = iter(())
        self._last: tuple[int, av.VideoFrame | None] = (-_NEAR * 2, None)

    def frame(self, number: int) -> av.VideoFrame:
        """Return a frame as planar 4:2:0 of `size`; numbers beyond the ends give the end.

        Raises:
            StepFailed: the file breaks off before it.
        """
        number = min(max(number, 0), self.count - 1)
        if self._last[0] == number and self._last[1] is not None:
            return self._last[1]
        if not 0 < number - self._last[0] <= _NEAR:
            self._seek(number)
        for frame in self._frames:
            if self._number(frame) >= number:
                fitted = self._fitted(frame)
                self._last = (number, fitted)
                return fitted
        raise _unreadable(self._path)

    def _seek(self, number: int) -> None:
        base = self._stream.time_base or 1
        self._container.seek(int(number / self.rate / base), stream=self._stream)
        self._frames = self._container.decode(self._stream)

    def _number(self, frame: av.VideoFrame) -> int:
        return round(frame.time * self.rate)

    def _fitted(self, frame: av.VideoFrame) -> av.VideoFrame:
        if (frame.width, frame.height) == self.size and frame.format.name == "yuv420p":
            return frame
        return self._reformatter.reformat(
            frame, *self.size, "yuv420p", interpolation=Interpolation.AREA
        )

    def _reduced(self, most: int) -> tuple[int, int]:
        width, height = self._stream.codec_context.width, self._stream.codec_context.height
        scale = min(1.0, most / min(width, height))
        return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _unreadable(path: Path) -> StepFailed:
    return StepFailed(
        f"A clip of this video cannot be read any more ({path.name}). Upload it again.",
        retryable=False,
        code="asset_broken",
    )
