"""Memory and time by length: `python -m tests.benchmarks.memory` makes whole videos.

    python -m tests.benchmarks.memory --seconds 30 120 600 --styles aurora neon

Everything is included: narration, pictures, sound, assembly, thumbnail and quality gate. Memory is
the peak of a process of each kind: "main" narrates, mixes, joins and examines; "segment" draws and
encodes. It is flat in length when it does not grow from line to line. Time is linear when a further
second of video costs the same on every line: what it cost more than the line before, shared by the
seconds that the video is longer. Linux only.
"""

import argparse
import tempfile
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from tests.benchmarks.measuring import Cost, length_of, table
from tests.benchmarks.order import placed
from tests.benchmarks.watching import watched
from tests.studio.boards import COFFEE, LAUNCH, board, speech
from videos.spec import Quality, Scene, Storyboard
from videos.studio.themes import THEMES
from videos.studio.timeline import LEAD_IN, TAIL

_HEADS = (
    "style", "video, s", "CPU, s", "wall, s", "CPU of a further second", "wall", "peaks, MB",
)  # fmt: skip
_PACE = 0.86
"""Seconds that the neural voice takes for a second of the boards' even timings."""


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure memory and time by length of video.")
    parser.add_argument("--seconds", type=int, nargs="+", default=[30, 120])
    parser.add_argument("--styles", nargs="+", default=["aurora"], choices=list(THEMES))
    parser.add_argument("--quality", type=Quality, default=Quality.FULL, choices=list(Quality))
    options = parser.parse_args()
    rows = [list(_HEADS)]
    for style in options.styles:
        before = Cost(0, 0), 0.0
        for seconds in options.seconds:
            cost, peaks, length = _made(style, seconds, options.quality)
            further = (cost - before[0]).per(length - before[1])
            before = cost, length
            rows.append([style, f"{length:.1f}", *_times(cost), *_times(further), _listed(peaks)])
            print("  ".join(rows[-1]), flush=True)
    print("\n" + table(rows))


def long_board(seconds: float) -> Storyboard:
    """Return a board for about so many seconds, whose scenes all say something else."""
    scenes: list[Scene] = []
    length = 0.0
    for scene in cycle((*COFFEE.scenes, *LAUNCH.scenes)):
        # The number keeps any two scenes from being the same, which a cache would notice.
        said = f"Part {len(scenes) + 1}. {scene.narration}"
        scenes.append(replace(scene, narration=said))
        length += LEAD_IN + speech(scenes[-1]).seconds + TAIL
        if length >= seconds:
            return board("en", *scenes)
    raise AssertionError("a cycle has no end")


def _made(style: str, seconds: int, quality: Quality) -> tuple[Cost, dict[str, float], float]:
    with tempfile.TemporaryDirectory() as folder:
        long = long_board(seconds / _PACE)
        cost, peaks = watched(placed(Path(folder), long, style=style, quality=quality))
        return cost, peaks, length_of(Path(folder) / "video.mp4")


def _times(cost: Cost) -> list[str]:
    return [f"{cost.cpu:.2f}", f"{cost.wall:.2f}"]


def _listed(peaks: dict[str, float]) -> str:
    return ", ".join(f"{kind} {peak:.0f}" for kind, peak in sorted(peaks.items()))


if __name__ == "__main__":
    main()
