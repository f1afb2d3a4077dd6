"""What was seen in a part is not decoded again, and not believed of other bytes either."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import pytest

from tests.studio.boards import COFFEE, timeline
from tests.studio.segments import segments
from videos.exceptions import StepFailed
from videos.studio import quality
from videos.studio.assembly import assemble
from videos.studio.audio import RATE
from videos.studio.parts import Part, cut, record_of
from videos.studio.quality import record
from videos.studio.quality.joined import pictures_of
from videos.studio.quality.pictures import Pictures, look
from videos.studio.segment import finish
from videos.studio.sound import encode
from videos.studio.timeline import Timeline

pytestmark = pytest.mark.render
CHANGED = "The pictures are not the ones that were drawn."


class Made(NamedTuple):
    """A video and what it was made of."""

    laid: Timeline
    parts: list[Path]
    folder: Path

    @property
    def video(self) -> Path:
        """The finished file."""
        return self.folder / "out.mp4"

    def assembled(self, parts: list[Path]) -> None:
        """Write the finished file from parts in this order."""
        encode([np.zeros((int(self.laid.seconds * RATE), 2), np.float32)], self.folder / "s.m4a")
        assemble(parts, self.folder / "s.m4a", self.laid, self.video)

    def pictures(self) -> Pictures:
        """Return what the gate sees."""
        return pictures_of(self.video, self.laid, self.folder)


def _made(folder: Path, **pictures: bool) -> Made:
    laid = timeline(COFFEE)
    made = Made(laid, segments(laid, folder, **pictures), folder)
    for part in made.parts:
        record.write(record.examined(part), part)
    made.assembled(made.parts)
    return made


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a good video, to be copied."""
    return _made(tmp_path_factory.mktemp("good")).folder


@pytest.fixture
def made(good: Path, tmp_path: Path) -> Made:
    """A good video that may be spoilt."""
    shutil.copytree(good, tmp_path, dirs_exist_ok=True)
    laid = timeline(COFFEE)
    return Made(laid, [part.path(tmp_path) for part in cut(laid)], tmp_path)


@pytest.mark.parametrize("kind", [{}, {"dark": True}, {"still": True}], ids=str)
def test_parts_give_the_figures_of_the_whole(tmp_path: Path, kind: dict[str, bool]) -> None:
    made = _made(tmp_path, **kind)
    assert made.pictures() == Pictures.of(look(made.video))
    assert made.pictures().decoded == made.laid.frames


def test_what_is_recorded_of_the_same_bytes_is_not_looked_at_again(made: Made) -> None:
    seen = record.recalled(made.parts[1])
    record.write(replace(seen, black=replace(seen.black, longest=7)), made.parts[1])
    assert made.pictures().longest_black == 7


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.97])
def test_one_bit_that_changed_is_found(made: Made, share: float) -> None:
    with av.open(str(made.video)) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    whole, packet = bytearray(made.video.read_bytes()), packets[int(share * len(packets))]
    whole[whole.index(packet) + len(packet) // 2] ^= 4
    made.video.write_bytes(whole)
    _, faults = quality.examine(made.video, made.laid, made.folder)
    assert any(CHANGED in fault or "cannot be read" in fault for fault in faults)


def test_parts_that_changed_places_are_found(made: Made) -> None:
    lengths = [part.length for part in cut(made.laid)]
    one = next(n for n, length in enumerate(lengths) if lengths.count(length) > 1)
    two = lengths.index(lengths[one], one + 1)
    parts = list(made.parts)
    parts[one], parts[two] = parts[two], parts[one]
    made.assembled(parts)
    assert Pictures.of(look(made.video)).decoded == made.laid.frames
    assert CHANGED in quality.examine(made.video, made.laid, made.folder)[1]


def test_a_picture_that_is_left_out_is_found(made: Made) -> None:
    short = made.folder / "short"
    short.mkdir()
    made.assembled([*made.parts[:-1], segments(made.laid, short, short=1)[-1]])
    assert CHANGED in quality.examine(made.video, made.laid, made.folder)[1]


def test_a_record_of_other_bytes_is_not_believed(made: Made) -> None:
    record.write(record.recalled(made.parts[0]), made.parts[1])
    assert made.pictures() == Pictures.of(look(made.video), as_drawn=False)
    assert not record.belongs(made.parts[1])
    assert record.belongs(made.parts[0])


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda path: path.unlink(),
        lambda path: path.write_text("{"),
        lambda path: path.write_bytes(b"\xff"),
        lambda path: path.write_text(path.read_text().replace('"shape": [45', '"shape": [44')),
        lambda path: path.write_text(path.read_text().replace('"packed": "eJ', '"packed": "AA')),
    ],
    ids=["missing", "torn", "bytes", "shape", "packing"],
)
def test_without_a_record_the_part_is_looked_at(
    made: Made, spoilt: Callable[[Path], object]
) -> None:
    path = record_of(made.parts[2])
    before = path.read_text()
    spoilt(path)
    assert record.read(made.parts[2]) is None
    assert made.pictures() == Pictures.of(look(made.video))
    assert path.read_text() == before


def test_without_a_part_the_whole_file_is_looked_at(made: Made) -> None:
    for path in (made.parts[2], record_of(made.parts[2])):
        path.unlink()
    assert made.pictures() == Pictures.of(look(made.video))


def _final(made: Made, spoilt: bytes | None = None) -> tuple[Part, Path, Path]:
    """Return a part, its file before it is made final, and where that would lie."""
    part = cut(made.laid)[0]
    partial, final = made.folder / "a.part", part.path(made.folder / "final")
    final.parent.mkdir()
    partial.write_bytes(made.parts[0].read_bytes() if spoilt is None else spoilt)
    return part, partial, final


def test_a_part_becomes_final_with_what_was_seen_in_it(made: Made) -> None:
    part, partial, final = _final(made)
    finish(part, partial, final)
    assert final.read_bytes() == made.parts[0].read_bytes()
    assert record.read(final) == record.read(made.parts[0])
    assert len(list(final.parent.iterdir())) == 2


def test_a_part_that_cannot_be_decoded_never_becomes_final(made: Made) -> None:
    whole = bytearray(made.parts[0].read_bytes())
    start = whole.index(b"mdat") + 4
    whole[start + 2000 : start + 6000] = bytes(4000)
    part, partial, final = _final(made, bytes(whole))
    with pytest.raises(av.FFmpegError):
        finish(part, partial, final)
    assert not list(final.parent.iterdir())


def test_a_part_that_lacks_a_picture_never_becomes_final(made: Made) -> None:
    part, partial, final = _final(made)
    with pytest.raises(StepFailed, match=rf"^{part.length} of {part.length + 1} pictures"):
        finish(replace(part, end=part.end + 1), partial, final)
    assert not list(final.parent.iterdir())
