"""The beat in whole frames, so that cuts can fall on it and never drift off."""

from dataclasses import dataclass
from math import ceil

BEATS_PER_BAR = 4
SLOW = 95
"""Below so many beats a minute half a beat is long enough to wait for."""
BENT = 0.045
"""Half beats are left alone if the music would have to be played faster or slower by more: this
is a film's speed-up for television, which nobody hears in music."""

CLOSING = 1.7
"""Seconds that the last chord rings, at most."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where cuts may fall."""

    pulse: int
    """Frames from one such place to the next: a beat, or half a slow one."""
    halves: int
    """How many pulses a beat has: 1 or 2."""

    @property
    def beat(self) -> int:
        """Frames of a beat."""
        return self.pulse * self.halves

    @property
    def bar(self) -> int:
        """Frames of a bar."""
        return self.beat * BEATS_PER_BAR

    def reaching(self, seconds: float, fps: int) -> int:
        """Return the least frames, in whole pulses, that last `seconds`."""
        return ceil(round(seconds * fps / self.pulse, 6)) * self.pulse

    def closing(self, fps: int) -> int:
        """Return the frames, whole pulses, that the last chord of a video rings."""
        return max(1, int(CLOSING * fps / self.pulse)) * self.pulse

    def bend(self, tempo: float, fps: int) -> float:
        """Return how much faster than at `tempo` the music is played: 1.0 is as it is."""
        return 60 * fps / tempo / self.beat


def grid(tempo: float, fps: int) -> Grid:
    """Return the grid that is nearest to `tempo` beats a minute."""
    halves = Grid(round(30 * fps / tempo), 2)
    if tempo < SLOW and abs(halves.bend(tempo, fps) - 1) <= BENT:
        return halves
    return Grid(round(60 * fps / tempo), 1)
