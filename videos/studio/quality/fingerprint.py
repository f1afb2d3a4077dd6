"""The name of encoded pictures: equal fingerprints mean that a decoder is given the same."""

import hashlib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import av
from av.video.stream import VideoStream

if TYPE_CHECKING:
    Packet = av.Packet[Any]

_HEADER: Final = "new_extradata"
"""What a packet carries that is to be decoded with another header than the stream's own."""


class Fingerprint:
    """SHA-256 of packets that pass, with their times, and of the header that they go with."""

    def __init__(self, stream: VideoStream, start: Fraction = Fraction(0)) -> None:
        """`start` is the second of the stream at which the first picture is shown."""
        self._digest = hashlib.sha256(stream.codec_context.extradata or b"")
        self._start = start
        self.seconds: list[Fraction] = []
        """When each picture is shown, in the order of decoding; counted from `start`."""

    @property
    def text(self) -> str:
        """The fingerprint of what has passed, in hexadecimal digits."""
        return self._digest.hexdigest()

    def passing(self, packets: "Iterable[Packet]") -> "Iterator[Packet]":
        """Yield the packets of a stretch while taking their fingerprint."""
        for packet in packets:
            if packet.size and packet.pts is not None:  # else it only tells the decoder to end
                self._take(packet, packet.pts * packet.time_base - self._start)
            yield packet

    def _take(self, packet: "Packet", second: Fraction) -> None:
        self.seconds.append(second)
        odd = packet.is_discard or packet.is_corrupt or packet.has_sidedata(_HEADER)
        self._digest.update(f"{second} {packet.size} {odd}\n".encode())
        self._digest.update(packet)
