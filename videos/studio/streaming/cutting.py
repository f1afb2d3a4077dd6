"""Where a finished video is cut into pieces: at keyframes that it has, about every four seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from videos.studio.packets import unprobed

WANTED = Fraction(4)
SHORTEST = Fraction(2)
"""Seconds; the last piece alone may be shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What a finished video is, as far as its pieces depend on it."""

    width: int
    height: int
    rate: Fraction
    """Pictures per second."""
    keyframes: tuple[Fraction, ...]
    """Seconds at which decoding can begin."""
    seconds: Fraction

    @property
    def starts(self) -> tuple[Fraction, ...]:
        """Seconds at which a piece begins, the first one at zero."""
        return cut(self.keyframes, self.seconds)


def film(path: Path) -> Film:
    """Read what the video at `path` is from its packets, without decoding any.

    Raises:
        ValueError: it has no pictures.
        av.FFmpegError: it is no video.
    """
    with unprobed(path) as container:
        stream = container.streams.video[0]
        rate = stream.average_rate
        packets = [p for p in container.demux(stream) if p.size and p.pts is not None]
        if rate is None or not packets:
            raise ValueError(f"{path.name} has no pictures.")
        keys = sorted((p.pts or 0) * p.time_base for p in packets if p.is_keyframe)
        last = max((p.pts or 0) * p.time_base for p in packets)
        return Film(
            width=stream.codec_context.width,
            height=stream.codec_context.height,
            rate=rate,
            keyframes=tuple(keys),
            seconds=last + 1 / rate,
        )


def cut(keyframes: Sequence[Fraction], seconds: Fraction) -> tuple[Fraction, ...]:
    """Return those of the `keyframes` at which the pieces of a video of so many seconds begin.

    Each piece ends at the keyframe nearest to four seconds after its beginning. Scenes that join
    bring keyframes of their own, some of which come too soon.
    """
    starts = [keyframes[0]]
    while far := [k for k in keyframes if starts[-1] + SHORTEST <= k < seconds]:
        starts.append(min(far, key=lambda k: abs(k - starts[-1] - WANTED)))
    return tuple(starts)
