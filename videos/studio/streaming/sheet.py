"""The sheet of small pictures that a viewer sees before seeking, and WebVTT that reads it."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from pathlib import Path

from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from PIL import Image

_LONGER_SIDE = 160
"""Pixels of a small picture."""
_MOST = 100
"""Pictures on a sheet."""
_COLUMNS = 10
_LEAST_SECONDS = 2
_QUALITY = 78


class Sheet:
    """Collects a small picture of every few seconds, then writes them."""

    def __init__(self, width: int, height: int, seconds: Fraction) -> None:
        """Take the size in pixels and the length of the video."""
        share = _LONGER_SIDE / max(width, height)
        self.width, self.height = round(width * share), round(height * share)
        self.every = max(_LEAST_SECONDS, ceil(seconds / _MOST))
        self._seconds = seconds
        self._tiles: list[Image.Image] = []
        self._scaler = VideoReformatter()

    def offer(self, picture: VideoFrame, second: Fraction) -> None:
        """Keep `picture`, shown at `second`, if it is the first of the next few seconds."""
        if second < len(self._tiles) * self.every:
            return
        small = self._scaler.reformat(
            picture, self.width, self.height, "rgb24", interpolation=Interpolation.AREA, threads=1
        )
        self._tiles.append(Image.fromarray(small.to_ndarray()))

    def save(self, picture: Path, captions: Path, address: str) -> None:
        """Write the sheet, and where its pictures are; `address` is where players find the sheet.

        Raises:
            ValueError: no picture was offered.
        """
        if not self._tiles:
            raise ValueError("There is no picture for the sheet.")
        columns = min(len(self._tiles), _COLUMNS)
        rows = ceil(len(self._tiles) / columns)
        sheet = Image.new("RGB", (columns * self.width, rows * self.height))
        for number, tile in enumerate(self._tiles):
            sheet.paste(tile, self._place(number))
        sheet.save(picture, "JPEG", quality=_QUALITY, optimize=True)
        captions.write_text("\n\n".join(["WEBVTT", *self._cues(address)]) + "\n", encoding="utf-8")

    def _place(self, number: int) -> tuple[int, int]:
        return number % _COLUMNS * self.width, number // _COLUMNS * self.height

    def _cues(self, address: str) -> Iterator[str]:
        for number in range(len(self._tiles)):
            start = number * self.every
            end = min(Fraction(start + self.every), self._seconds)
            left, top = self._place(number)
            place = f"{left},{top},{self.width},{self.height}"
            yield f"{_clock(Fraction(start))} --> {_clock(end)}\n{address}#xywh={place}"


def _clock(seconds: Fraction) -> str:
    """Return a moment as WebVTT writes it."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
