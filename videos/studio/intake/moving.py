"""Writing kept clips: a steady rate, near key frames, in BT.709."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Generic, TypeVar

import av

from videos.studio.intake import limits

T = TypeVar("T")
_BT709 = 1
_LIMITED = 1
_OPTIONS = {
    "preset": "veryfast", "crf": "18", "bf": "0", "refs": "1", "tune": "fastdecode", "threads": "2",
    "x264-params": "scenecut=0:open-gop=0:rc-lookahead=10",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """A picture and the second at which it begins."""

    second: float
    picture: T


def kept_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of a clip that is kept: it just covers CLIP_COVER, or is as it was; even."""
    longest, shortest = max(size), min(size)
    scale = max(limits.CLIP_COVER[0] / longest, limits.CLIP_COVER[1] / shortest)
    width, height = (max(2, round(side * min(1.0, scale) / 2) * 2) for side in size)
    return width, height


def steady(pictures: Iterable[Timed[T]], last_for: float) -> Iterator[T]:
    """Yield the picture that shows at each tick of CLIP_RATE, for at most CLIP_SECONDS.

    The last picture shows for `last_for` seconds.
    """
    ticks, most = 0, limits.CLIP_SECONDS * limits.CLIP_RATE
    for picture, until in _spans(pictures, last_for):
        # Half a tick of tolerance, so that clocks which round differently drop and double nothing.
        while ticks + 0.5 <= until * limits.CLIP_RATE:
            yield picture
            ticks += 1
            if ticks == most:
                return


def _spans(pictures: Iterable[Timed[T]], last_for: float) -> Iterator[tuple[T, float]]:
    """Yield each picture with the second at which it ends."""
    last: Timed[T] | None = None
    for one in pictures:
        if last is not None:
            yield last.picture, one.second
        last = one
    if last is not None:
        yield last.picture, last.second + last_for


def write(
    pictures: Iterable[Timed[T]],
    fitted: Callable[[T], av.VideoFrame],
    size: tuple[int, int],
    target: Path,
    last_for: float = 1 / limits.CLIP_RATE,
) -> None:
    """Write pictures as a clip; `fitted` turns each that is shown into a frame of `size`."""
    with av.open(str(target), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=limits.CLIP_RATE, options=_OPTIONS)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        context = stream.codec_context
        context.gop_size = limits.CLIP_GOP
        context.color_primaries = context.color_trc = context.colorspace = _BT709
        context.color_range = _LIMITED
        for number, picture in enumerate(steady(pictures, last_for)):
            frame = fitted(picture)
            frame.pts, frame.time_base = number, Fraction(1, limits.CLIP_RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
