"""Clips: whatever FFmpeg decodes, turned upright, as steady H.264 in which any frame is near."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.video.stream import VideoStream
from PIL import Image

from videos.spec import AssetKind
from videos.studio.intake import images, limits, media, pictures
from videos.studio.intake.facts import Facts, Unusable, Window
from videos.studio.intake.judging import Found
from videos.studio.intake.moving import Timed, kept_size, write
from videos.studio.intake.upright import Upright, turned_size

if TYPE_CHECKING:
    from av.container import InputContainer

_HOLD = 2.0
"""Seconds for which the last picture of a window stays: what is cut to sound never starts over."""
_HALF_A_TICK = 0.5 / limits.CLIP_RATE
_MP4 = "Save it as MP4 (H.264) and upload it again."


def judge(path: Path, kind: AssetKind, name: str, window: Window | None = None) -> Found:
    """Return what a clip is, from its header and its first pictures.

    Raises:
        Unusable: it has no picture that can be decoded, or too large or too small a one.
    """
    with _opened(path, kind, name) as container:
        stream = _picture_stream(container, name)
        _bound(stream, name)
        start = list(islice(_frames(container, stream), limits.SHORTEST_CLIP))
        if not start:
            raise Unusable(f"{name} holds no picture that we can read. {_MP4}")
        seconds = media.seconds_of(container, stream)
        form, (width, height) = stream.codec_context.name, turned_size(start[0], stream)
    pictures.refuse_small(width, height, name)
    if len(start) < limits.SHORTEST_CLIP:
        return _still(start[0], Facts(kind=AssetKind.IMAGE, form=form, width=width, height=height))
    facts = Facts(
        kind=AssetKind.CLIP, form=form, width=width, height=height, seconds=seconds,
        note=_note(seconds, name) or pictures.softness(width, height, name),
    )  # fmt: skip
    return Found(facts, lambda target: _write(path, (width, height), target, window))


def _opened(path: Path, kind: AssetKind, name: str) -> "InputContainer":
    try:
        return media.opened(path)
    except av.FFmpegError as error:
        if kind is AssetKind.IMAGE:
            raise Unusable(
                f"{name} is not an image that we can read. Save it as JPEG or PNG and upload it "
                "again."
            ) from error
        raise Unusable(f"{name} is not a clip that we can read. {_MP4}") from error


def _picture_stream(container: "InputContainer", name: str) -> VideoStream:
    for stream in container.streams.video:
        if not media.is_cover(stream):
            return stream
    raise Unusable(f"{name} has sound but no picture. Bring an image or a clip.")


def _bound(stream: VideoStream, name: str) -> None:
    width, height = stream.codec_context.width, stream.codec_context.height
    if max(width, height) > limits.CLIP_SIDES:
        raise Unusable(
            f"{name} has {width:,} × {height:,} pixels, more than we can open. Save it as 4K or "
            "smaller and upload it again."
        )


def _frames(container: "InputContainer", stream: VideoStream) -> Iterator[av.VideoFrame]:
    stream.codec_context.thread_count = 2
    for packet in media.packets(container, stream):
        with suppress(av.InvalidDataError):  # a damaged part is passed over
            yield from packet.decode()


def _still(frame: av.VideoFrame, facts: Facts) -> Found:
    upright = Upright(kept_size((facts.width, facts.height)))
    picture = Image.fromarray(upright.fitted(frame).to_ndarray(format="rgb24"))
    return Found(facts, lambda target: images.save(picture, target))


def _note(seconds: float, name: str) -> str:
    if seconds <= limits.CLIP_SECONDS:
        return ""
    return f"{name} is longer than {limits.CLIP_SECONDS} seconds; the rest is left out."


def _write(path: Path, size: tuple[int, int], target: Path, window: Window | None) -> str:
    kept = kept_size(size)
    upright = Upright(kept)
    with media.opened(path) as container:
        stream = next(one for one in container.streams.video if not media.is_cover(one))
        frames = _part(container, stream, window) if window else _timed(_frames(container, stream))
        write(frames, upright.fitted, kept, target, _HOLD if window else 1 / limits.CLIP_RATE)
    return ".mp4"


def _part(
    container: "InputContainer", stream: VideoStream, window: Window
) -> Iterator[Timed[av.VideoFrame]]:
    """Yield the frames of a part of a clip, on its own clock."""
    first = float((stream.start_time or 0) * (stream.time_base or 0))
    container.seek(
        round((first + max(0.0, window.start)) * av.time_base)
    )  # to the key frame before
    for one in _timed(_frames(container, stream), first):
        if one.second >= window.start + window.seconds:
            return
        if one.second >= window.start - _HALF_A_TICK:
            yield Timed(max(0.0, one.second - window.start), one.picture)


def _timed(
    frames: Iterator[av.VideoFrame], first: float | None = None
) -> Iterator[Timed[av.VideoFrame]]:
    """Yield frames with the second at which each begins; a clock never runs backward.

    `first` is where the clock begins, the first frame's own time unless it is given.
    """
    last = 0.0
    for frame in frames:
        if frame.pts is not None:
            first = frame.time if first is None else first
            last = max(last, frame.time - first)
        yield Timed(last, frame)
