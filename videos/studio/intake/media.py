"""Opening containers of moving pictures and sound: no playlists, no references, no network."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import av
from av.audio.stream import AudioStream
from av.packet import Packet
from av.video.stream import VideoStream

if TYPE_CHECKING:
    from av.container import InputContainer

_Stream = TypeVar("_Stream", AudioStream, VideoStream)

_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,h264,hevc,ogg,asf,flv,"
    "dv,mxf,ivf,obu,wav,w64,aiff,caf,mp3,aac,flac,amr,au,wv,ape,tta"
)
"""Readers that read one file and nothing that it names: a playlist could name any other."""


def opened(path: Path) -> "InputContainer":
    """Open a file that may be anything.

    Raises:
        av.FFmpegError: it holds nothing that can be read.
    """
    options = {"format_whitelist": _FORMATS, "protocol_whitelist": "file"}
    return av.open(str(path), container_options=options, metadata_errors="replace")


def packets(container: "InputContainer", stream: "_Stream") -> "Iterator[Packet[_Stream]]":
    """Yield a stream's packets in order, as far as the file can be read."""
    found = container.demux(stream)
    while True:
        try:
            packet = next(found, None)
        except av.FFmpegError:
            return
        if packet is None:
            return
        yield packet


def is_cover(stream: "VideoStream") -> bool:
    """Say whether a stream is the picture on a record's sleeve, not a film."""
    return bool(stream.disposition & stream.disposition.__class__.attached_pic)


def seconds_of(container: "InputContainer", stream: "VideoStream | AudioStream") -> float:
    """Return a stream's length, 0 when neither it nor its container says."""
    if stream.duration is not None and stream.time_base is not None:
        return max(0.0, float(stream.duration * stream.time_base))
    return max(0.0, (container.duration or 0) / av.time_base)
