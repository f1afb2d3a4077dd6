"""What playlists say, word for word, and how much a stream takes."""

import pytest

from videos.studio.streaming.ladder import ladder
from videos.studio.streaming.package import Package, Rendition, Track
from videos.studio.streaming.playlists import media, multivariant

PICTURES = Track(
    codecs="avc1.64001f",
    header=800,
    pieces=((800, 500_000, 4.0), (500_800, 1_000_000, 4.0), (1_500_800, 50_000, 1.0)),
)
SOUND = Track(codecs="mp4a.40.2", header=700, pieces=((700, 96_000, 4.0), (96_700, 120_000, 5.0)))


def _rendition(name: int, width: int, height: int) -> Rendition:
    return Rendition(name=name, width=width, height=height, rate=30.0, track=PICTURES)


PACKAGE = Package(
    renditions=(_rendition(720, 1280, 720), _rendition(480, 854, 480), _rendition(360, 640, 360)),
    sound=SOUND,
)
MASTER = """\
#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,\
CHANNELS="2",URI="sound.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2192000,AVERAGE-BANDWIDTH=1569778,CODECS="avc1.64001f,mp4a.40.2",\
RESOLUTION=640x360,FRAME-RATE=30.000,AUDIO="sound"
360.m3u8
"""
MEDIA = """\
#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:5
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="sound.mp4",BYTERANGE="700@0"
#EXTINF:4.000000,
#EXT-X-BYTERANGE:96000@700
sound.mp4
#EXTINF:5.000000,
#EXT-X-BYTERANGE:120000@96700
sound.mp4
#EXT-X-ENDLIST
"""


def test_the_playlist_of_what_fits_a_small_screen() -> None:
    assert multivariant(PACKAGE, 400) == MASTER


def test_the_playlist_of_pieces() -> None:
    assert media(PACKAGE, SOUND, "sound.mp4") == MEDIA


@pytest.mark.parametrize(
    ("most", "names"),
    [(None, [720, 480, 360]), (9999, [720, 480, 360]), (480, [480, 360]), (0, [360])],
)
def test_a_cap_leaves_the_smaller_ones(most: int | None, names: list[int]) -> None:
    assert [rendition.name for rendition in PACKAGE.up_to(most)] == names


def test_a_peak_is_that_of_a_run_and_no_short_end_makes_one() -> None:
    assert PICTURES.peak(5) == 2_000_000
    short = Track(codecs="", header=0, pieces=((0, 100_000, 4.0), (0, 900_000, 0.5)))
    assert short.peak(4) == round(1_000_000 * 8 / 4.5 + 0.5)
    assert Track(codecs="", header=0, pieces=((0, 1_000, 1.0),)).peak(4) == 8_000


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((1920, 1080), [(1920, 1080), (1280, 720), (854, 480), (640, 360)]),
        ((1080, 1920), [(1080, 1920), (720, 1280), (480, 854), (360, 640)]),
        ((1080, 1080), [(1080, 1080), (720, 720), (480, 480), (360, 360)]),
        ((640, 360), [(640, 360)]),
        ((320, 180), [(320, 180)]),
    ],
)
def test_a_ladder(size: tuple[int, int], sizes: list[tuple[int, int]]) -> None:
    assert [(rung.width, rung.height) for rung in ladder(*size)] == sizes
