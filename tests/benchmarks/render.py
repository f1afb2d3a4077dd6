"""How near the studio is to its encoder: `python -m tests.benchmarks.render` prints the tables.

Every frame of a script is made at 1080p30, shot by shot in turn and in an order that turns round
each time, so that a noisy machine is noisy for every way:

    x264       encoding alone, with the studio's settings, of frames that lie ready in memory
    drawing    drawing those frames into memory
    ours       drawing and encoding, as a renderer does; its files must equal those of x264 alone

CPU is that of one process on one thread. Then two processes share the shots, and wall time counts
until the later one is done. Each way has processes of its own in each round, so that every
drawing is made anew.

Not in these figures: starting a process, importing, loading kernels and fonts. That is the
start-up, in a column of its own. Sound, assembly and the quality gate are in `memory`.
Read the ratios; the seconds belong to the machine.
"""

import argparse
import statistics
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from tests.benchmarks.measuring import in_turn, spread, table
from tests.benchmarks.team import WAYS, Member, Shot, halves, one_at_a_time, side_by_side
from tests.studio.boards import BOARDS, timeline
from videos.spec import Quality
from videos.studio.themes import THEMES

Figures = dict[str, float]

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
    options = parser.parse_args()
    rounds: dict[str, list[Figures]] = {}
    for style in options.styles:
        rounds[style] = [measured(options.board, style, turn) for turn in range(options.rounds)]
        print(table([_CPU_HEADS, _cpu_row(style, rounds[style])]), flush=True)
    rounds["all"] = [_mean(styles) for styles in zip(*rounds.values(), strict=True)]
    print("\n" + table([_CPU_HEADS, *(_cpu_row(*item) for item in rounds.items())]))
    print("\n" + table([_WALL_HEADS, *(_wall_row(*item) for item in rounds.items())]))


def measured(board: str, style: str, turn: int) -> Figures:
    """Return what the frames of a board cost: CPU seconds a frame, and wall seconds for all."""
    laid = timeline(BOARDS[board], style=style, quality=Quality.FULL)
    lengths = [shot.length for shot in laid.shots]
    with ExitStack() as stack:
        team = {
            way: [stack.enter_context(Member(way, board, style)) for _ in range(3)] for way in WAYS
        }
        alone = {way: team[way][0] for way in WAYS}
        cpu = _cpu(one_at_a_time(alone, len(lengths), turn), laid.frames)
        pairs = {way: partial(side_by_side, team[way][1:], halves(lengths)) for way in WAYS}
        wall = _wall(in_turn(pairs, turn))
        start = statistics.mean(member.start for way in WAYS for member in team[way])
    return {**cpu, **wall, "start": start}


def _cpu(made: Mapping[str, Sequence[Shot]], frames: int) -> Figures:
    alone, ours = (made[way] for way in WAYS)
    return {
        "x264": _sum(alone, "encoding") / frames,
        "drawing": _sum(alone, "drawing") / frames,
        "inside": _sum(ours, "encoding") / frames,
        "ours": _sum(ours, "drawing", "encoding") / frames,
    }


def _wall(made: Mapping[str, Sequence[Sequence[Shot]]]) -> Figures:
    alone, ours = (made[way] for way in WAYS)
    return {
        "x264_wall": max(_sum(shots, "encoding_wall") for shots in alone),
        "ours_wall": max(_sum(shots, "drawing_wall", "encoding_wall") for shots in ours),
    }


def _sum(shots: Sequence[Shot], *names: str) -> float:
    return float(sum(shot[name] for shot in shots for name in names))


def _mean(styles: Sequence[Figures]) -> Figures:
    """Return the mean of every figure; ratios are made of sums, as every style has its weight."""
    return {name: statistics.mean(style[name] for style in styles) for name in styles[0]}


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
