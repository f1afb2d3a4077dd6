"""How much work a video is, stage by stage, and how long the rest of it will take. Pure.

Work is counted in seconds of two ordinary cores. A machine that is slower, or busy, takes longer
for all of it; by how much is told by the time that the pictures drawn so far have taken. Nothing
before the pictures says anything about that: a writer or a voice may be a service far away.
"""

from dataclasses import dataclass

from videos.states import Stage

_PLANNING = 0.2
_SPEAKING = 0.022
"""For a second of speech."""
_STARTING = 1.17
"""Until the first picture: processes that were started before are ready, fonts are loaded."""
_MEGAPIXEL, _SIZE = 0.0116, 1.12
"""To draw and encode a frame of a million pixels, and how that grows with their number: small
pictures are encoded in a quicker way."""
_MIXING = (0.52, 0.022, 0.00026)
"""To assemble any video, each second of it, and each million pixels of its frames."""
_LOOKING = (0.065, 0.0104, 0.00013)
"""To check any video, each second of it, and each million pixels of its frames."""
_STORING = 0.2
_TRUST = 0.4
"""Seconds of work for which a quiet machine is believed in, beside what is measured."""
_ASSEMBLED = (0.0, 0.87, 0.92, 0.99, 1.0)
"""Shares of assembling: after the sound, the file, the thumbnail and the captions."""
_SLOWEST_START = 9.0
"""Seconds of a start that tell of the machine; more go into what is done only once."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How drawing went: seconds from its start to the first picture, and from that one on.

    `share` is that of all pictures which were drawn after the first; pictures kept from another
    video took no time and are none of them.
    """

    starting: float = 0.0
    drawing: float = 0.0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Workload:
    """One video's length in seconds, frames a second, and millions of pixels in a frame."""

    seconds: float
    fps: int
    megapixels: float

    def work(self, stage: Stage) -> float:
        """Return the work of a stage."""
        frames = self.seconds * self.fps
        return {
            Stage.PLANNING: _PLANNING,
            Stage.NARRATION: _SPEAKING * self.seconds,
            Stage.VISUALS: _STARTING + frames * _MEGAPIXEL * float(self.megapixels**_SIZE),
            Stage.ASSEMBLING: self._passing(_MIXING),
            Stage.CHECKING: self._passing(_LOOKING),
            Stage.STORING: _STORING,
        }[stage]

    def _passing(self, cost: tuple[float, float, float]) -> float:
        """Return what going through a finished video costs: once, by seconds, by its pixels."""
        pixels = self.seconds * self.fps * self.megapixels
        return cost[0] + cost[1] * self.seconds + cost[2] * pixels

    @property
    def total(self) -> float:
        """The work of the whole video."""
        return sum(self.work(stage) for stage in Stage)

    def until(self, stage: Stage) -> float:
        """Return the work of the stages before one."""
        order = list(Stage)
        return sum(self.work(earlier) for earlier in order[: order.index(stage)])

    def done(self, stage: Stage, done: int, total: int) -> float:
        """Return the work that is done when `done` of `total` of a stage are."""
        share = min(1.0, done / total) if total else 0.0
        if stage is Stage.ASSEMBLING and total == len(_ASSEMBLED) - 1:
            share = _ASSEMBLED[min(done, total)]
        if stage is not Stage.VISUALS:
            return self.until(stage) + self.work(stage) * share
        return self.until(stage) + _STARTING * bool(done) + self.pictures(share)

    def percent(self, stage: Stage, done: int, total: int) -> int:
        """Return the percentage of the whole job that is done; below 100 until delivery."""
        return min(99, int(100 * self.done(stage, done, total) / self.total))

    def seconds_left(self, done: float, pace: "Pace") -> float:
        """Return the seconds until ready, with the work `done`, at the pace so far."""
        begun = min(pace.starting, _SLOWEST_START)
        if not pace.drawing:  # it may still be as quick as any: only a long start tells something
            return (self.total - done) * max(1.0, begun / _STARTING)
        doubt = (1 - pace.share) ** 2  # the more is drawn, the less the start tells beside it
        took = doubt * begun + pace.drawing + _TRUST
        work = doubt * _STARTING + self.pictures(pace.share) + _TRUST
        return (self.total - done) * took / work

    def pictures(self, share: float) -> float:
        """Return the work of a share of the pictures, without the start."""
        return (self.work(Stage.VISUALS) - _STARTING) * share
