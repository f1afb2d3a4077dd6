"""What a stream consists of, as it is kept and as playlists are written from it. Reads no media."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from videos.states import ArtifactKind

Piece = tuple[int, int, float]
"""Where it begins in its file, how many bytes it has, and how many seconds it takes."""
_LEAST, _MOST = 0.5, 1.5
"""The share of the longest piece's duration over which a peak is measured (RFC 8216, 4.3.4.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One file, read in pieces."""

    codecs: str
    """As RFC 6381 writes it."""
    header: int
    """Bytes at the beginning that every piece needs."""
    pieces: tuple[Piece, ...]

    @property
    def seconds(self) -> float:
        """How long it plays."""
        return sum(seconds for _, _, seconds in self.pieces)

    @property
    def average(self) -> int:
        """Bits per second of the whole, rounded up."""
        return ceil(sum(length for _, length, _ in self.pieces) * 8 / self.seconds)

    def peak(self, longest: int) -> int:
        """Return the most bits per second of any run of pieces that is about `longest` seconds."""
        runs = [run for first in range(len(self.pieces)) for run in self._runs(first, longest)]
        return max([self.average, *(ceil(bits / seconds) for bits, seconds in runs)])

    def _runs(self, first: int, longest: int) -> list[tuple[int, float]]:
        """Return bits and seconds of the runs from piece `first` on over which a peak counts."""
        found, bits, seconds = list[tuple[int, float]](), 0, 0.0
        for _, length, lasts in self.pieces[first:]:
            bits, seconds = bits + length * 8, seconds + lasts
            if seconds > _MOST * longest:
                break
            if seconds >= _LEAST * longest:
                found.append((bits, seconds))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """The pictures in one size."""

    name: int
    """A rung of the ladder."""
    width: int
    height: int
    rate: float
    """Pictures per second."""
    track: Track

    @property
    def kind(self) -> ArtifactKind:
        """What its file is stored as."""
        return ArtifactKind(f"stream_{self.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A stream: its renditions, the largest first, and the sound to all of them."""

    renditions: tuple[Rendition, ...]
    sound: Track

    @property
    def longest(self) -> int:
        """Seconds of the longest piece, rounded up, which every playlist has to say."""
        tracks: Sequence[Track] = [*(one.track for one in self.renditions), self.sound]
        return max(ceil(seconds) for track in tracks for _, _, seconds in track.pieces)

    def up_to(self, most: int | None) -> tuple[Rendition, ...]:
        """Return the renditions of at most so many lines, or else the smallest."""
        if most is None:
            return self.renditions
        return tuple(one for one in self.renditions if one.name <= most) or self.renditions[-1:]

    def rendition(self, name: int) -> Rendition | None:
        """Return the rendition of this name, if there is one."""
        return next((one for one in self.renditions if one.name == name), None)
