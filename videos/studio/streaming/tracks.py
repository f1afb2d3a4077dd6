"""Reads from a finished file of a stream what playlists have to say about it."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av

from videos.studio.streaming.boxes import Fragment, Fragmented, fragmented
from videos.studio.streaming.cutting import Film
from videos.studio.streaming.package import Piece, Track

_AAC = "mp4a.40.2"


def pictures(path: Path, film: Film) -> Track:
    """Return the track of the pictures at `path`, in the pieces of `film`.

    Raises:
        ValueError: it is not cut where the film is.
    """
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        tick, header = stream.time_base, bytes(stream.codec_context.extradata or b"")
    starts = [start - film.keyframes[0] for start in film.starts]
    # Of an avcC: profile, constraints and level, which are what the name of the codec consists of.
    return _track(fragmented(path), _tick(tick), starts, film.seconds, f"avc1.{header[1:4].hex()}")


def sound(path: Path) -> Track:
    """Return the track of the sound at `path`, each fragment of which is a piece.

    Raises:
        ValueError: it is no fragmented MP4 file.
    """
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        tick = _tick(stream.time_base)
        *_, last = (packet for packet in container.demux(stream) if packet.size)
    end = ((last.pts or 0) + (last.duration or 0)) * tick
    found = fragmented(path)
    starts = [fragment.start * tick for fragment in found.fragments]
    return _track(found, tick, starts, end, _AAC)


def _tick(of: Fraction | None) -> Fraction:
    if of is None:
        raise ValueError("A track does not say how long its ticks are.")
    return of


def _track(
    found: Fragmented, tick: Fraction, starts: Sequence[Fraction], end: Fraction, codecs: str
) -> Track:
    groups = _grouped(found.fragments, tick, starts)
    pieces = [
        _piece(group, until - since)
        for group, (since, until) in zip(groups, pairwise([*starts, end]), strict=True)
    ]
    return Track(codecs=codecs, header=found.header, pieces=tuple(pieces))


def _grouped(
    fragments: Sequence[Fragment], tick: Fraction, starts: Sequence[Fraction]
) -> list[list[Fragment]]:
    """Return the fragments of each piece."""
    groups = list[list[Fragment]]([] for _ in starts)
    for fragment in fragments:
        groups[bisect_right(starts, fragment.start * tick) - 1].append(fragment)
    begun = [group[0].start * tick if group else None for group in groups]
    if begun != list(starts):
        raise ValueError("A rendition is not cut where the video is.")
    return groups


def _piece(fragments: Sequence[Fragment], seconds: Fraction) -> Piece:
    length = sum(fragment.length for fragment in fragments)
    return fragments[0].offset, length, round(float(seconds), 6)
