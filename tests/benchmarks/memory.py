"""Memory and time by length: `python -m tests.benchmarks.memory` makes whole videos.

    python -m tests.benchmarks.memory --seconds 30 120 600 --styles aurora neon

Everything is included: narration, pictures, sound, assembly, thumbnail and quality gate. Memory is
the peak of a process of each kind: "main" narrates, mixes, joins and examines; "segment" draws and
encodes. A column that does not grow from line to line is flat in length; time is linear when the
seconds for a second of video are equal. Linux only.
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

_HEADS = ("style", "asked, s", "video, s", "CPU, s", "CPU a second", "wall a second", "peaks, MB")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure memory and time by length of video.")
    parser.add_argument("--seconds", type=int, nargs="+", default=[30, 120])
    parser.add_argument("--styles", nargs="+", default=["aurora"], choices=list(THEMES))
    parser.add_argument("--quality", type=Quality, default=Quality.FULL, choices=list(Quality))
    options = parser.parse_args()
    rows = [list(_HEADS)]
    for style in options.styles:
        for seconds in options.seconds:
            rows.append(_row(style, seconds, options.quality))
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


def _row(style: str, seconds: int, quality: Quality) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        command = placed(Path(folder), long_board(seconds), style=style, quality=quality)
        cost, peaks = watched(command)
        length = length_of(Path(folder) / "video.mp4")
    return [style, str(seconds), f"{length:.1f}", *_times(cost, length), _megabytes(peaks)]


def _times(cost: Cost, length: float) -> list[str]:
    return [f"{cost.cpu:.1f}", f"{cost.cpu / length:.2f}", f"{cost.wall / length:.2f}"]


def _megabytes(peaks: dict[str, float]) -> str:
    return ", ".join(f"{kind} {peak:.0f}" for kind, peak in sorted(peaks.items()))


if __name__ == "__main__":
    main()
