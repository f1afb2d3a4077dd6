"""The music of a timeline, ready to be mixed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from videos.studio.audio import RATE, decoded
from videos.studio.loudness import loudness
from videos.studio.mastering import amplitude
from videos.studio.music.beats import Beat
from videos.studio.music.bed import Bars, Bed, in_rounds, on_bars
from videos.studio.music.catalogue import Track, choose
from videos.studio.music.grid import Grid, grid
from videos.studio.music.own import beat, recorded, span
from videos.studio.tape import Held, Recording, played
from videos.studio.timeline import Score, Timeline

MUSIC_LUFS = -23.0
"""Loudness of the music while nobody speaks; voices are at about -20 before mastering."""


@contextmanager
def bed(timeline: Timeline, score: Score, assets: Path, scratch: Path) -> Iterator[Bed]:
    """Give the music of `timeline`; own music is taken from `assets`, and unrolled in `scratch`.

    Raises:
        StepFailed: the creator's music cannot be used.
    """
    if score.own is None:
        yield studio_bed(timeline, choose(timeline.style, timeline.title, score.mood))
        return
    with recorded(assets / score.own.file, score.own.name, timeline.seconds, scratch) as tape:
        found = beat(assets / score.own.file, score.own.name) if score.pulse else None
        yield _own(timeline, tape, found)


def bent(track: Track, pace: float) -> Held:
    """Return a track played `pace` times as fast."""
    return Held(np.concatenate(list(decoded(track.path, pace=pace))))


def studio_bed(timeline: Timeline, track: Track) -> Bed:
    """Return a track of the studio's, on the grid and as long as `timeline`."""
    beats = grid(track.tempo, timeline.fps)
    pace = beats.bend(track.tempo, timeline.fps)
    sound = bent(track, pace)
    music = Bars(
        sound=sound, first=round(track.first / pace * RATE),
        bar=_samples(beats.bar, timeline), count=track.bars, upbeat=track.bars,
        closes_with_first=True,
    )  # fmt: skip
    return _laid(timeline, music, beats)


def _own(timeline: Timeline, tape: Recording, beat: Beat | None) -> Bed:
    if beat is None:
        length = _samples(timeline.frames, timeline)
        return in_rounds(tape, span(tape), length, gain=_gain(tape))
    beats = grid(beat.tempo, timeline.fps)
    first, bar = round(beat.first * RATE), _samples(beats.bar, timeline)
    music = Bars(
        sound=tape, first=first, bar=bar, count=max(1, (len(tape) - first) // bar), upbeat=1,
        closes_with_first=False,
    )  # fmt: skip
    return _laid(timeline, music, beats)


def _laid(timeline: Timeline, music: Bars, beats: Grid) -> Bed:
    length = _samples(timeline.frames, timeline)
    ring = _samples(beats.closing(timeline.fps), timeline)
    return on_bars(music, length, ring, gain=_gain(music.sound))


def _samples(frames: int, timeline: Timeline) -> int:
    return frames * RATE // timeline.fps


def _gain(sound: Recording) -> float:
    return amplitude(MUSIC_LUFS - loudness(played(sound)))
