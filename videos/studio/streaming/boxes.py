"""The boxes of a fragmented MP4 file, as far as it takes to find its pieces (ISO/IEC 14496-12)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_HEADER = 8
_LARGE_HEADER = 16
_TFDT = 8
"""Bytes of a tfdt box before its version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A part of a file that decodes by itself, given the file's header."""

    offset: int
    length: int
    start: int
    """When it begins, in the ticks of its track."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragmented:
    """Where the header of a file ends, and its fragments."""

    header: int
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    offset: int
    length: int


def fragmented(path: Path) -> Fragmented:
    """Return the fragments of the file at `path`, which holds one track.

    Raises:
        ValueError: it is no fragmented MP4 file.
    """
    with path.open("rb") as file:
        boxes = list(_boxes(file))
        firsts = [number for number, box in enumerate(boxes) if box.kind == b"moof"]
        if not firsts:
            raise ValueError(f"{path.name} has no fragments.")
        ends = [boxes[number].offset for number in firsts[1:]]
        ends.append(boxes[-1].offset + boxes[-1].length)
        return Fragmented(
            header=boxes[firsts[0]].offset,
            fragments=tuple(
                _fragment(file, boxes[number], end)
                for number, end in zip(firsts, ends, strict=True)
            ),
        )


def _fragment(file: BinaryIO, moof: _Box, end: int) -> Fragment:
    file.seek(moof.offset)
    start = _decode_time(file.read(moof.length))
    return Fragment(offset=moof.offset, length=end - moof.offset, start=start)


def _decode_time(moof: bytes) -> int:
    """Return the time of the first sample of a fragment, from the tfdt box inside."""
    place = moof.find(b"tfdt")
    if place < 0:
        raise ValueError("A fragment does not say when it begins.")
    version = moof[place + 4]
    form = ">Q" if version else ">I"
    return int(struct.unpack_from(form, moof, place + _TFDT)[0])


def _boxes(file: BinaryIO) -> Iterator[_Box]:
    """Yield the outermost boxes of a file."""
    offset = 0
    while header := file.read(_LARGE_HEADER):
        if len(header) < _HEADER:
            raise ValueError("The file ends in the middle of a box.")
        length, kind = struct.unpack_from(">I4s", header)
        if length == 1:
            (length,) = struct.unpack_from(">Q", header, _HEADER)
        if length < _HEADER:
            raise ValueError("A box is shorter than its own header.")
        yield _Box(kind, offset, length)
        offset += length
        file.seek(offset)
