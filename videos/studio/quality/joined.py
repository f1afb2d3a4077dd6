"""What is seen of a finished file whose parts were looked at when they were drawn.

No picture is decoded twice, and nothing is believed: the file has to hold the very bytes that were
looked at, in order and each at its time, and to open and decode where it begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import islice, takewhile
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer

from videos.studio.parts import Part, cut
from videos.studio.quality.fingerprint import Fingerprint
from videos.studio.quality.pictures import Pictures, look
from videos.studio.quality.record import Record, recalled
from videos.studio.quality.seen import Luma, Seen, luma_of
from videos.studio.stopping import ShouldStop, never, until_stopped
from videos.studio.timeline import Timeline


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where a part should lie in a video of `fps` frames a second, and what was seen in it."""

    part: Part
    fps: int
    record: Record


def pictures_of(
    path: Path, timeline: Timeline, folder: Path, should_stop: ShouldStop = never
) -> Pictures:
    """Return what is seen of the file of a timeline whose parts lie in `folder`.

    Where a part is missing, or the file holds other pictures, every picture is decoded.

    Raises:
        av.FFmpegError: a picture cannot be decoded.
        IndexError: there is none.
        Interrupted: `should_stop` said so.
    """
    stretches = _stretches(timeline, folder, should_stop)
    if stretches is None:
        return Pictures.of(look(path, should_stop))
    if not _holds(path, stretches):
        return Pictures.of(look(path, should_stop), as_drawn=False)
    return Pictures.of(reduce(Seen.then, (one.record.seen for one in stretches)))


def _stretches(timeline: Timeline, folder: Path, should_stop: ShouldStop) -> list[_Stretch] | None:
    try:
        return [
            _Stretch(part, timeline.fps, recalled(part.path(folder)))
            for part in until_stopped(cut(timeline), should_stop)
        ]
    except (av.FFmpegError, IndexError):
        return None


def _holds(path: Path, stretches: Sequence[_Stretch]) -> bool:
    """Say whether a file holds the pictures of all stretches, and no other."""
    with av.open(str(path)) as container:
        packets = (packet for packet in container.demux(video=0) if packet.size)
        stream = container.streams.video[0]
        for one in stretches:
            mark = Fingerprint(stream, Fraction(one.part.start, one.fps))
            for _ in mark.passing(islice(packets, one.part.length)):
                pass
            if not _is(one, mark):
                return False
        if next(packets, None) is not None:
            return False
    with av.open(str(path)) as container:
        return _begins(container, stretches[0].record.first.luma)


def _is(stretch: _Stretch, mark: Fingerprint) -> bool:
    """Say whether what has passed is what was seen, with a picture for every moment of it."""
    part, record = stretch.part, stretch.record
    moments = [Fraction(number, stretch.fps) for number in range(part.length)]
    return (
        mark.text == record.fingerprint
        and record.black.count == part.length
        and sorted(mark.seconds) == moments
    )


def _begins(container: InputContainer, first: Luma) -> bool:
    """Decode the first group of pictures; say whether all came, and the first is as it was seen.

    Raises:
        av.FFmpegError: they cannot be decoded.
    """
    context = container.streams.video[0].codec_context
    packets = container.demux(video=0)
    group = [next(packets), *takewhile(lambda one: one.size and not one.is_keyframe, packets)]
    lumas = [luma_of(frame) for packet in (*group, None) for frame in context.decode(packet)]
    return len(lumas) == len(group) and np.array_equal(lumas[0], first)
