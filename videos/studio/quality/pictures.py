"""What is seen of a whole file: every picture is decoded and looked at."""

from dataclasses import dataclass
from pathlib import Path

import av

from videos.studio.quality.seen import Seen, see
from videos.studio.stopping import ShouldStop, never, until_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What all pictures of a file look like, in frames."""

    decoded: int
    longest_black: int
    longest_frozen: int
    in_order: bool
    as_drawn: bool = True
    """False when they are known not to be the ones that were drawn for it."""

    @classmethod
    def of(cls, seen: Seen, *, as_drawn: bool = True) -> "Pictures":
        """Return the figures of what was seen from the first picture to the last."""
        return cls(
            decoded=seen.black.count, longest_black=seen.black.longest,
            longest_frozen=seen.frozen.longest, in_order=seen.in_order, as_drawn=as_drawn,
        )  # fmt: skip


def look(path: Path, should_stop: ShouldStop = never) -> Seen:
    """Decode every picture.

    Raises:
        av.FFmpegError: a picture cannot be decoded.
        Interrupted: `should_stop` said so.
    """
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        return see(until_stopped(container.decode(stream), should_stop))
