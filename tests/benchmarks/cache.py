"""What a small change costs: `python -m tests.benchmarks.cache`.

A video of twelve scenes is made. Then one scene is changed and the video made again in the same
folder, and, in turn, in an empty one; the two files should hold the same bytes. "headline" changes
what one scene shows, "narration" also what it says, and so where every later scene begins. Costs
count everything: start-up, narration, pictures, sound, assembly and quality gate.
"""

import argparse
import filecmp
import shutil
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from tests.benchmarks.measuring import Cost, cost_of, in_turn, spread, table
from tests.benchmarks.order import placed
from tests.studio.boards import COFFEE, LAUNCH, board
from videos.spec import Quality, Storyboard
from videos.studio.themes import THEMES

_TWELVE = (*COFFEE.scenes[:4], *LAUNCH.scenes)
_CHANGED = 5
_SHOWN = replace(_TWELVE[_CHANGED], headline="Ledgerline reads your work where you do it")
_SAID = "Ledgerline reads the work in your tickets and your calendar, and writes the update."
_CHANGES = {"headline": _SHOWN, "narration": replace(_SHOWN, narration=_SAID)}
_HEADS = ("change", "CPU anew, s", "CPU changed, s", "ratio", "wall ratio", "same bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One comparison."""

    anew: Cost
    changed: Cost
    same: bool


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Measure changing one scene of twelve.")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--style", default="aurora", choices=list(THEMES))
    parser.add_argument("--quality", type=Quality, default=Quality.FULL, choices=list(Quality))
    options = parser.parse_args()
    order = partial(placed, style=options.style, quality=options.quality)
    with tempfile.TemporaryDirectory() as name:
        before = Path(name) / "before"
        cost_of(order(before, board("en", *_TWELVE)))
        rows = []
        for change in _CHANGES:
            rounds = [_round(before, change, order, turn) for turn in range(options.rounds)]
            rows.append(_row(change, rounds))
    print(table([_HEADS, *rows]))


def _changed(change: str) -> Storyboard:
    scenes = list(_TWELVE)
    scenes[_CHANGED] = _CHANGES[change]
    return board("en", *scenes)


def _round(before: Path, change: str, order: Callable[..., list[str]], turn: int) -> Round:
    kept, empty = before.with_name("kept"), before.with_name("empty")
    for folder in (kept, empty):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(before, kept)
    ways = {"changed": kept, "anew": empty}
    costs = in_turn(
        {way: partial(cost_of, order(folder, _changed(change))) for way, folder in ways.items()},
        turn,
    )
    same = filecmp.cmp(kept / "video.mp4", empty / "video.mp4", shallow=False)
    return Round(anew=costs["anew"], changed=costs["changed"], same=same)


def _row(change: str, rounds: list[Round]) -> list[str]:
    return [
        change,
        f"{statistics.median(one.anew.cpu for one in rounds):.1f}",
        f"{statistics.median(one.changed.cpu for one in rounds):.1f}",
        spread([one.changed.cpu / one.anew.cpu for one in rounds]),
        spread([one.changed.wall / one.anew.wall for one in rounds]),
        "yes" if all(one.same for one in rounds) else "no",
    ]


if __name__ == "__main__":
    main()
