"""What was seen in a part, written beside it, so that its pictures are decoded once in its life."""

import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from pydantic import Base64Bytes, ValidationError

from videos.spec import from_json, to_json
from videos.studio.packets import unprobed
from videos.studio.parts import record_of
from videos.studio.quality.fingerprint import Fingerprint
from videos.studio.quality.runs import Runs
from videos.studio.quality.seen import Luma, Seen, see


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One picture, as coarsely as it is looked at."""

    shape: tuple[int, int]
    packed: Base64Bytes

    @classmethod
    def of(cls, luma: Luma) -> "Grid":
        """Pack a picture."""
        rows, columns = luma.shape
        return cls(shape=(rows, columns), packed=zlib.compress(luma.tobytes()))

    @property
    def luma(self) -> Luma:
        """The picture.

        Raises:
            zlib.error, ValueError: it was not packed by `of`.
        """
        return np.frombuffer(zlib.decompress(self.packed), np.uint8).reshape(self.shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was seen in a part; it follows from the part's encoded bytes, and says which."""

    fingerprint: str
    black: Runs
    frozen: Runs
    in_order: bool
    first: Grid
    last: Grid

    @property
    def seen(self) -> Seen:
        """What was seen, in a form that joins."""
        return Seen(
            black=self.black, frozen=self.frozen, in_order=self.in_order,
            first=self.first.luma, last=self.last.luma,
        )  # fmt: skip


def examined(part: Path) -> Record:
    """Decode every picture of a part, in this thread alone, and return what was seen.

    Raises:
        av.FFmpegError: a picture cannot be decoded.
        IndexError: it has none.
    """
    with av.open(str(part)) as container:
        stream = container.streams.video[0]
        stream.codec_context.thread_count = 1  # more take more in all, and renderers fill the cores
        mark = Fingerprint(stream)
        packets = mark.passing(container.demux(stream))
        seen = see(frame for packet in packets for frame in packet.decode())
    return Record(
        fingerprint=mark.text, black=seen.black, frozen=seen.frozen, in_order=seen.in_order,
        first=Grid.of(seen.first), last=Grid.of(seen.last),
    )  # fmt: skip


def write(record: Record, part: Path) -> None:
    """Leave the record of a part beside where the part lies or will lie, whole or not at all."""
    path = record_of(part)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.write_text(json.dumps(to_json(record)), encoding="utf-8")
    draft.replace(path)


def read(part: Path) -> Record | None:
    """Return the record beside a part, or None if there is none that can be read."""
    try:
        record = from_json(Record, json.loads(record_of(part).read_text(encoding="utf-8")))
        record.seen  # noqa: B018 - unpacks what was packed
    except (OSError, ValueError, ValidationError, zlib.error):
        return None
    return record


def recalled(part: Path) -> Record:
    """Return what is recorded of a part, examining it if nothing is.

    Raises:
        av.FFmpegError: there is no such part, or a picture cannot be decoded.
        IndexError: it has none.
    """
    record = read(part)
    if record is None:
        record = examined(part)
        write(record, part)
    return record


def belongs(part: Path) -> bool:
    """Say whether the record beside a part, if there is one, is of the bytes that the part has.

    Raises:
        av.FFmpegError: the part cannot be read.
    """
    record = read(part)
    if record is None:
        return True
    with unprobed(part) as container:
        stream = container.streams.video[0]
        mark = Fingerprint(stream)
        for _ in mark.passing(container.demux(stream)):
            pass
    return mark.text == record.fingerprint
