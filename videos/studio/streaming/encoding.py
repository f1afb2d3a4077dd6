"""Writes the files of a stream: packets copied as they are, or pictures encoded smaller."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import av
from av.container import InputContainer, OutputContainer
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter
from av.video.stream import VideoStream

from videos.studio.packets import unprobed
from videos.studio.stopping import ShouldStop, until_stopped
from videos.studio.streaming.ladder import Rung

if TYPE_CHECKING:
    _Packet = av.Packet[Any]

_FRAGMENTS = {"movflags": "+cmaf+skip_trailer+frag_keyframe"}
_SOUND_PIECE = 4_000_000
"""Microseconds; sound can be cut at any packet."""
_WINDOW = 1.5
"""Seconds over which the bits of a rung are counted."""
_LONGEST_PIECE = 60
"""Seconds within which a keyframe comes anyway, far above any piece."""


def copy_pictures(source: Path, out: Path, should_stop: ShouldStop) -> None:
    """Write the packets of the pictures at `source`, a fragment for each keyframe.

    Raises:
        Interrupted: `should_stop` said so.
    """
    with unprobed(source) as container, _opened(out, _FRAGMENTS) as made:
        _copy(container, made, "video", should_stop)


def copy_sound(source: Path, out: Path, should_stop: ShouldStop) -> None:
    """Write the packets of the sound at `source`, a fragment for about every four seconds.

    Raises:
        Interrupted: `should_stop` said so.
    """
    options = {"movflags": "+cmaf+skip_trailer", "frag_duration": str(_SOUND_PIECE)}
    with unprobed(source) as container, _opened(out, options) as made:
        # What comes before zero only fills the encoder. Kept, it would delay all that follows, as
        # fragments have no other way to say that it is not to be heard.
        _copy(container, made, "audio", should_stop, since=0)


def sound_file(source: Path, out: Path, should_stop: ShouldStop) -> None:
    """Write the sound of the video at `source` as a file of its own, index first.

    Raises:
        Interrupted: `should_stop` said so.
    """
    with unprobed(source) as container, _opened(out, {"movflags": "+faststart"}, "ipod") as made:
        _copy(container, made, "audio", should_stop)


def _opened(path: Path, options: dict[str, str], form: str = "mp4") -> OutputContainer:
    return av.open(str(path), "w", format=form, container_options=options)


def _copy(
    container: InputContainer,
    made: OutputContainer,
    kind: Literal["video", "audio"],
    should_stop: ShouldStop,
    since: int | None = None,
) -> None:
    source = container.streams.best(kind)
    if source is None:
        raise ValueError(f"{container.name} has no {kind}.")
    stream = made.add_stream_from_template(source)
    for packet in until_stopped(container.demux(source), should_stop):
        if packet.dts is None or packet.pts is None or (since is not None and packet.pts < since):
            continue
        packet.stream = stream
        made.mux(packet)


class SmallerWriter:
    """Encodes the pictures of a film in the size of a rung, cut where it is told to."""

    def __init__(self, path: Path, rung: Rung, rate: Fraction, like: VideoStream) -> None:
        """`like` is the stream whose colours the pictures have."""
        self._rung = rung
        self._scaler = VideoReformatter()
        self._container = _opened(path, _FRAGMENTS)
        self._stream: VideoStream = self._container.add_stream(
            "libx264", rate=rate, options=_options(rung, rate)
        )
        self._stream.width, self._stream.height = rung.width, rung.height
        self._stream.pix_fmt = "yuv420p"
        context, source = self._stream.codec_context, like.codec_context
        context.time_base = 1 / rate
        context.color_primaries, context.color_trc = source.color_primaries, source.color_trc
        context.colorspace, context.color_range = source.colorspace, source.color_range

    def add(self, picture: VideoFrame, number: int, *, begins: bool) -> None:
        """Encode `picture` as the one of this number; `begins` says whether a piece does."""
        frame = self._scaler.reformat(
            picture, self._rung.width, self._rung.height,
            interpolation=Interpolation.BICUBIC, threads=1,
        )  # fmt: skip
        frame.pts, frame.time_base = number, self._stream.codec_context.time_base
        frame.pict_type = PictureType.I if begins else PictureType.NONE
        self._mux(self._stream.encode(frame))

    def close(self) -> None:
        """Flush the encoder and finish the file."""
        self._mux(self._stream.encode(None))
        self._container.close()

    def abandon(self) -> None:
        """Close the file as it is."""
        self._container.close()

    def _mux(self, packets: "Iterable[_Packet]") -> None:
        for packet in packets:
            self._container.mux(packet)


def _options(rung: Rung, rate: Fraction) -> dict[str, str]:
    """Return how to encode: as fine as one likes, within what the rung may take.

    Keyframes come where they are asked for and nowhere else, so that the pieces of all renditions
    are the same.
    """
    most = f"{rung.kilobits}k"
    return {
        "preset": "veryfast", "crf": "21", "profile": "high", "threads": "1",
        "maxrate": most, "bufsize": f"{round(rung.kilobits * _WINDOW)}k",
        "forced-idr": "1", "sc_threshold": "0", "g": str(round(rate * _LONGEST_PIECE)),
    }  # fmt: skip


def numbered(
    container: InputContainer, stream: VideoStream, rate: Fraction, should_stop: ShouldStop
) -> Iterator[tuple[int, VideoFrame]]:
    """Yield the pictures of a film in order, each with its number.

    Raises:
        Interrupted: `should_stop` said so.
    """
    stream.codec_context.thread_count = 1  # it is made while nobody waits, and should not be felt
    for frame in until_stopped(container.decode(stream), should_stop):
        if frame.pts is not None and frame.time_base is not None:
            yield round(frame.pts * frame.time_base * rate), frame
