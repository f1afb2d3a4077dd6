"""Joins finished parts and the finished sound into one MP4, without encoding anything again."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.video.stream import VideoStream

from videos.exceptions import StepFailed
from videos.studio.packets import unprobed
from videos.studio.parts import cut
from videos.studio.stopping import ShouldStop, never, until_stopped
from videos.studio.timeline import Timeline

if TYPE_CHECKING:
    _Packet = av.Packet[Any]


def assemble(
    segments: Sequence[Path],
    sound: Path,
    timeline: Timeline,
    out: Path,
    should_stop: ShouldStop = never,
) -> None:
    """Write the video: the packets of `segments` in order, those of `sound`, and the index first.

    Raises:
        StepFailed: the segments were not encoded alike, so that they cannot be joined.
        Interrupted: `should_stop` said so.
    """
    _refuse_unlike(segments)
    draft = out.with_suffix(".part")
    try:
        _write(draft, segments, sound, timeline, should_stop)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)


def _write(
    path: Path,
    segments: Sequence[Path],
    sound: Path,
    timeline: Timeline,
    should_stop: ShouldStop,
) -> None:
    options = {"movflags": "+faststart"}
    with (
        av.open(str(path), "w", format="mp4", container_options=options) as container,
        av.open(str(segments[0])) as first,
        av.open(str(sound)) as heard,
    ):
        container.metadata["title"] = timeline.title
        video = container.add_stream_from_template(first.streams.video[0])
        audio = container.add_stream_from_template(heard.streams.audio[0])
        pictures = until_stopped(_pictures(segments, timeline, video), should_stop)
        _interleave(container, pictures, _sounds(heard, audio))


def _refuse_unlike(segments: Sequence[Path]) -> None:
    headers = set()
    for segment in segments:
        with unprobed(segment) as container:
            headers.add(bytes(container.streams.video[0].codec_context.extradata or b""))
    if len(headers) != 1:
        raise StepFailed(
            "The scenes of this video do not fit together. We will draw them again.",
            retryable=True,
            code="segments",
        )


def _pictures(
    segments: Sequence[Path], timeline: Timeline, stream: VideoStream
) -> "Iterator[_Packet]":
    """Yield the packets of all segments, each moved to where its part starts."""
    for segment, part in zip(segments, cut(timeline), strict=True):
        with unprobed(segment) as container:
            for packet in container.demux(video=0):
                if packet.dts is None or packet.pts is None:
                    continue
                shift = int(Fraction(part.start, timeline.fps) / packet.time_base)
                packet.pts += shift
                packet.dts += shift
                packet.stream = stream
                yield packet


def _sounds(heard: InputContainer, stream: AudioStream) -> "Iterator[_Packet]":
    for packet in heard.demux(audio=0):
        if packet.dts is not None:
            packet.stream = stream
            yield packet


def _interleave(
    container: OutputContainer, pictures: "Iterator[_Packet]", sounds: "Iterator[_Packet]"
) -> None:
    """Write both by time, so that a player never has to look far ahead."""
    picture, sound = next(pictures, None), next(sounds, None)
    while picture is not None or sound is not None:
        if sound is None or (picture is not None and _second(picture) <= _second(sound)):
            if picture is not None:
                container.mux(picture)
            picture = next(pictures, None)
        else:
            container.mux(sound)
            sound = next(sounds, None)


def _second(packet: "_Packet") -> float:
    return float((packet.dts or 0) * packet.time_base)
