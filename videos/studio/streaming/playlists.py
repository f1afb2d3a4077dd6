"""Playlists (RFC 8216). Addresses are relative: all files of a stream lie side by side."""

from collections.abc import Iterator

from videos.studio.streaming.package import Package, Rendition, Track

MASTER = "master.m3u8"
SOUND = "sound"
"""The name of the sound's playlist and file, before their suffixes."""
_VERSION = 7
"""Of the protocol: the first with fragmented MP4 and pieces by byte range."""
_GROUP = "sound"


def multivariant(package: Package, most: int | None = None) -> str:
    """Return the playlist of all renditions; with `most`, of those of at most so many lines."""
    sound = (
        f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="{_GROUP}",NAME="Sound",DEFAULT=YES,AUTOSELECT=YES,'
        f'CHANNELS="2",URI="{SOUND}.m3u8"'
    )
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{_VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS", sound]
    for rendition in package.up_to(most):
        lines += [_variant(package, rendition), f"{rendition.name}.m3u8"]
    return "\n".join(lines) + "\n"


def media(package: Package, track: Track, file: str) -> str:
    """Return the playlist of the pieces of one track of a stream, which lie in `file`."""
    lines = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{_VERSION}",
        f"#EXT-X-TARGETDURATION:{package.longest}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{file}",BYTERANGE="{track.header}@0"',
        *_pieces(track, file),
        "#EXT-X-ENDLIST",
    ]
    return "\n".join(lines) + "\n"


def _variant(package: Package, rendition: Rendition) -> str:
    longest, track, sound = package.longest, rendition.track, package.sound
    return (
        f"#EXT-X-STREAM-INF:BANDWIDTH={track.peak(longest) + sound.peak(longest)},"
        f"AVERAGE-BANDWIDTH={track.average + sound.average},"
        f'CODECS="{track.codecs},{sound.codecs}",'
        f"RESOLUTION={rendition.width}x{rendition.height},FRAME-RATE={rendition.rate:.3f},"
        f'AUDIO="{_GROUP}"'
    )


def _pieces(track: Track, file: str) -> Iterator[str]:
    for offset, length, seconds in track.pieces:
        yield f"#EXTINF:{seconds:.6f},"
        yield f"#EXT-X-BYTERANGE:{length}@{offset}"
        yield file
