"""The files of a stream: cut alike, each piece decodable by itself, and within their bits."""

import struct
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import pytest
from PIL import Image

from tests.studio.films import film
from videos.exceptions import Interrupted
from videos.states import ArtifactKind
from videos.studio.streaming import boxes, cutting
from videos.studio.streaming.ladder import ladder
from videos.studio.streaming.package import Track
from videos.studio.streaming.packaging import Made, make

pytestmark = pytest.mark.render
SECONDS = 9.0
JOINS = (2.5, 5.25, 6.75)
"""Moments at which scenes join, beside the keyframes of every two seconds since the last."""
_HAS_OFFSETS = 0x800
_BEFORE_OFFSETS = (0x1, 0x4, 0x100, 0x200, 0x400)
"""Flags of a trun box: that samples say when they are shown, and what may stand before."""
SHAPES = {"wide": (1280, 720), "upright": (480, 852), "square": (400, 400)}


@pytest.fixture(scope="module", params=SHAPES.values(), ids=list(SHAPES))
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The size of a video in pixels."""
    given: tuple[int, int] = request.param
    return given


@pytest.fixture(scope="module")
def source(size: tuple[int, int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished video."""
    path = tmp_path_factory.mktemp("source") / "video.mp4"
    return film(path, size=size, seconds=SECONDS, joins=JOINS)


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Its stream."""
    return make(source, tmp_path_factory.mktemp("made"))


def _alone(path: Path, track: Track, number: int, scratch: Path) -> Path:
    """Return a file that has one piece, and nothing but the header before it."""
    whole = path.read_bytes()
    offset, length, _ = track.pieces[number]
    alone = scratch / f"{path.stem}-{number}.mp4"
    alone.write_bytes(whole[: track.header] + whole[offset : offset + length])
    return alone


def _seen(path: Path) -> list[Fraction]:
    """Decode a file and return when its pictures are shown."""
    delay = _delay(path)
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
        assert frames[0].key_frame
        return [(frame.pts or 0) * Fraction(frame.time_base or 0) - delay for frame in frames]


def _keyframes(path: Path) -> list[Fraction]:
    delay = _delay(path)
    with av.open(str(path)) as container:
        packets = [p for p in container.demux(video=0) if p.size and p.is_keyframe]
        return [(packet.pts or 0) * packet.time_base - delay for packet in packets]


def _delay(path: Path) -> Fraction:
    """Return by how much FFmpeg shows a fragmented file later, as it does where pictures are shown
    before they are due to be decoded. Players do not.
    """
    with av.open(str(path)) as container:
        first = next(packet for packet in container.demux(video=0) if packet.size)
        late = (first.pts or 0) - (first.dts or 0) if b"moof" in path.read_bytes() else 0
        return late * first.time_base


def _first_time(path: Path) -> int:
    """Return when the first sample of a fragmented file is shown, in ticks, as the file says."""
    content = path.read_bytes()
    begins: int = boxes.fragmented(path).fragments[0].start
    trun = content.index(b"trun")
    (flags,) = struct.unpack_from(">I", content, trun + 4)
    if not flags & _HAS_OFFSETS:
        return begins
    place = trun + 12 + 4 * sum(bool(flags & before) for before in _BEFORE_OFFSETS)
    (offset,) = struct.unpack_from(">i", content, place)
    return int(begins + offset)


def _tracks(made: Made) -> Iterator[tuple[Path, Track]]:
    for rendition in made.package.renditions:
        yield made.files[rendition.kind], rendition.track
    yield made.files[ArtifactKind.STREAM_AUDIO], made.package.sound


def _starts(track: Track) -> list[float]:
    return [sum(seconds for _, _, seconds in track.pieces[:n]) for n in range(len(track.pieces))]


def test_the_ladder_goes_down_from_the_video(made: Made, size: tuple[int, int]) -> None:
    shorter = min(size)
    names = [rendition.name for rendition in made.package.renditions]
    assert names == [name for name in (1080, 720, 480, 360) if name <= shorter]
    for rendition in made.package.renditions:
        own = rendition is made.package.renditions[0]
        assert min(rendition.width, rendition.height) == (shorter if own else rendition.name)
        assert rendition.width / rendition.height == pytest.approx(size[0] / size[1], rel=0.01)
        with av.open(str(made.files[rendition.kind])) as container:
            stream = container.streams.video[0]
            assert (stream.width, stream.height) == (rendition.width, rendition.height)


def test_every_rendition_is_cut_where_the_playlist_says(made: Made, source: Path) -> None:
    starts = cutting.film(source).starts
    assert set(starts) <= set(_keyframes(source))
    for rendition in made.package.renditions:
        path = made.files[rendition.kind]
        assert _starts(rendition.track) == pytest.approx([float(s) for s in starts], abs=1e-5)
        assert set(starts) <= set(_keyframes(path))
    for smaller in made.package.renditions[1:]:
        assert _keyframes(made.files[smaller.kind]) == list(starts)


def test_every_piece_begins_with_a_fragment_and_the_pieces_are_the_whole_file(made: Made) -> None:
    for path, track in _tracks(made):
        content, end = path.read_bytes(), track.header
        assert content[4:8] == b"ftyp"
        for offset, length, _ in track.pieces:
            assert (offset, content[offset + 4 : offset + 8]) == (end, b"moof")
            end = offset + length
        assert end == len(content)


def test_every_piece_decodes_by_itself_to_its_own_pictures(made: Made, tmp_path: Path) -> None:
    for rendition in made.package.renditions:
        path, seen = made.files[rendition.kind], list[Fraction]()
        for number, start in enumerate(_starts(rendition.track)):
            own = _seen(_alone(path, rendition.track, number, tmp_path))
            assert float(own[0]) == pytest.approx(start, abs=1e-5)
            seen += own
        assert [round(moment * 12) for moment in seen] == list(range(round(SECONDS * 12)))


def test_pieces_last_about_four_seconds_and_sum_up(made: Made, source: Path) -> None:
    for rendition in made.package.renditions:
        *lengths, _ = [seconds for _, _, seconds in rendition.track.pieces]
        assert all(2 <= seconds <= 6 for seconds in lengths)
        assert rendition.track.seconds == pytest.approx(SECONDS, abs=0.001)
    assert made.package.sound.seconds == pytest.approx(SECONDS, abs=0.05)


def test_the_finest_rendition_holds_the_very_packets_of_the_video(made: Made, source: Path) -> None:
    def packets(path: Path) -> list[bytes]:
        with av.open(str(path)) as container:
            return [bytes(packet) for packet in container.demux(video=0) if packet.size]

    assert packets(made.files[made.package.renditions[0].kind]) == packets(source)


def test_pictures_and_sound_begin_together(made: Made) -> None:
    for path, _ in _tracks(made):
        assert _first_time(path) == 0


def test_a_smaller_rendition_takes_no_more_bits_than_its_rung_allows(tmp_path: Path) -> None:
    noise = film(tmp_path / "video.mp4", size=(640, 480), seconds=6, noisy=True)
    package = make(noise, tmp_path).package
    largest, smaller = package.renditions
    most = ladder(640, 480)[1].kilobits * 1_000
    assert largest.track.average > 2 * most
    # What the encoder may have saved up before, it may spend once.
    assert most / 2 < smaller.track.peak(package.longest) <= most * (1 + 1.5 / 4)


def test_codecs_are_named_as_the_files_are(made: Made) -> None:
    assert made.package.sound.codecs == "mp4a.40.2"
    for rendition in made.package.renditions:
        profile, level = rendition.track.codecs[5:7], int(rendition.track.codecs[9:], 16)
        assert profile in {"42", "4d", "64"}
        assert 10 <= level <= 40


def test_the_sound_is_a_file_of_its_own_too(made: Made) -> None:
    with av.open(str(made.files[ArtifactKind.AUDIO])) as container:
        assert [stream.type for stream in container.streams] == ["audio"]
        heard = sum(frame.samples for frame in container.decode(audio=0))
    assert heard / 48_000 == pytest.approx(SECONDS, abs=0.05)


def test_the_sheet_has_a_picture_for_every_moment(made: Made, size: tuple[int, int]) -> None:
    text = made.files[ArtifactKind.SPRITE_VTT].read_text()
    cues = [cue.split("\n") for cue in text.strip().split("\n\n")[1:]]
    assert [times for times, _ in cues] == [
        f"00:00:{start:02}.000 --> 00:00:{min(start + 2, 9):02}.000" for start in range(0, 9, 2)
    ]
    with Image.open(made.files[ArtifactKind.SPRITE]) as sheet:
        for _, address in cues:
            name, place = address.split("#xywh=")
            left, top, width, height = map(int, place.split(","))
            assert name == "sprite.jpg"
            assert max(width, height) == 160
            assert width / height == pytest.approx(size[0] / size[1], rel=0.02)
            assert left + width <= sheet.width
            assert top + height <= sheet.height


def test_it_stops_in_the_middle(source: Path, tmp_path: Path) -> None:
    asked = iter(range(200))
    with pytest.raises(Interrupted):
        make(source, tmp_path, lambda: next(asked) > 150)


@pytest.mark.parametrize("seconds", [0.25, 2.0, 5.75])
def test_short_videos_are_streamed_too(seconds: float, tmp_path: Path) -> None:
    source = film(tmp_path / "video.mp4", size=(320, 180), seconds=seconds)
    (only,) = make(source, tmp_path).package.renditions
    assert only.name == 360
    assert only.track.seconds == pytest.approx(seconds, abs=0.001)


def test_a_video_longer_than_a_hundred_small_pictures_has_fewer() -> None:
    from videos.studio.streaming.sheet import Sheet

    assert Sheet(1920, 1080, Fraction(600)).every == 6
    assert Sheet(1920, 1080, Fraction(601)).every == 7
    assert (Sheet(1920, 1080, Fraction(60)).width, Sheet(1920, 1080, Fraction(60)).height) == (
        160, 90,
    )  # fmt: skip


KEYS = [Fraction(n, 4) for n in (0, 5, 8, 9, 15, 18, 20, 27, 35, 36, 43)]


@pytest.mark.parametrize("length", range(1, len(KEYS) + 1))
def test_no_piece_but_the_last_is_short(length: int) -> None:
    keys = KEYS[:length]
    starts = cutting.cut(keys, keys[-1] + 1)
    assert starts[0] == 0
    assert set(starts) <= set(keys)
    assert all(later - earlier >= 2 for earlier, later in pairwise(starts))
