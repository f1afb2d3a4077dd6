"""How near the studio is to its encoder: `python -m tests.benchmarks.render` prints the tables.

Every frame of a script is made at 1080p30, second by second in turn and in an order that turns
round each time, so that a noisy machine is noisy for every way:

    x264       encoding alone, with the studio's settings, of frames that lie ready in memory: one
               file from beginning to end
    drawing    drawing those frames into memory
    ours       drawing and encoding as a renderer does, in parts; a checksum says that the frames
               are the same

CPU is that of one process on one thread. Then two processes share the frames (x264 alone half the
video each), and wall time counts until the later one is done. Each way has processes of its own
in each round, so that every drawing is made anew.

Not in these figures: starting a process, importing, loading kernels and fonts. That is the
start-up, in a column of its own. Sound, assembly and the quality gate are in `memory`.
Read the ratios; the seconds belong to the machine.
"""

import argparse
import statistics
from collections.abc import Callable, Mapping, Sequence

from tqdm import tqdm

from tests.benchmarks.measuring import spread, table
from tests.benchmarks.ways import Figures, one_process, two_processes
from tests.studio.boards import BOARDS
from videos.studio.themes import THEMES

_CPU_HEADS = (
    "CPU, ms a frame", "x264", "drawing", "x264 in ours", "ours", "ours / x264", "start-up, s",
)  # fmt: skip
_CPU = ("x264", "drawing", "inside", "ours")
_WALL_HEADS = ("wall, s, two processes", "x264", "ours", "ours / x264")
_WALL = ("x264_wall", "ours_wall")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Compare rendering with its encoder alone.")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--board", default="coffee", choices=sorted(BOARDS))
    parser.add_argument("--styles", nargs="+", default=list(THEMES), choices=list(THEMES))
    parser.add_argument("--cpu-only", action="store_true", help="for a machine that is busy")
    options = parser.parse_args()
    print(_report(_CPU_HEADS, _cpu_row, _rounds(one_process, options)), flush=True)
    if not options.cpu_only:
        print("\n" + _report(_WALL_HEADS, _wall_row, _rounds(two_processes, options)))


def _rounds(
    measure: Callable[[str, str, int], Figures], options: argparse.Namespace
) -> dict[str, list[Figures]]:
    rounds: dict[str, list[Figures]] = {}
    for style in options.styles:
        turns = tqdm(range(options.rounds), desc=f"{measure.__name__}, {style}")
        rounds[style] = [measure(options.board, style, turn) for turn in turns]
    # The ratio of all is that of the sums: every style has the weight of its seconds.
    rounds["all"] = [_mean(styles) for styles in zip(*rounds.values(), strict=True)]
    return rounds


def _mean(styles: Sequence[Figures]) -> Figures:
    return {name: statistics.mean(style[name] for style in styles) for name in styles[0]}


def _report(
    heads: Sequence[str],
    row: Callable[[str, Sequence[Figures]], list[str]],
    rounds: Mapping[str, Sequence[Figures]],
) -> str:
    return table([heads, *(row(style, turns) for style, turns in rounds.items())])


def _cpu_row(style: str, rounds: Sequence[Figures]) -> list[str]:
    ways = [statistics.median(turn[way] * 1000 for turn in rounds) for way in _CPU]
    ratios = [turn["ours"] / turn["x264"] for turn in rounds]
    start = statistics.median(turn["start"] for turn in rounds)
    return [style, *(f"{way:.1f}" for way in ways), spread(ratios, 3), f"{start:.1f}"]


def _wall_row(style: str, rounds: Sequence[Figures]) -> list[str]:
    ways = [statistics.median(turn[way] for turn in rounds) for way in _WALL]
    ratios = [turn["ours_wall"] / turn["x264_wall"] for turn in rounds]
    return [style, *(f"{way:.1f}" for way in ways), spread(ratios, 3)]


if __name__ == "__main__":
    main()
