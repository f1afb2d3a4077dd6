"""What the frames of a board cost in every way: CPU of one process, wall of two."""

import statistics
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from tests.benchmarks.measuring import in_turn
from tests.benchmarks.team import (
    WAYS,
    AllMade,
    Made,
    Member,
    one_at_a_time,
    shared,
    side_by_side,
    steps_of,
)
from tests.studio.boards import BOARDS, timeline
from videos.spec import Quality
from videos.studio.parts import cut

Figures = dict[str, float]


def one_process(board: str, style: str, turn: int) -> Figures:
    """Return the CPU seconds that a frame of a board costs in every way, and the start-up."""
    laid = timeline(BOARDS[board], style=style, quality=Quality.FULL)
    with ExitStack() as stack:
        team = {way: stack.enter_context(Member(way, board, style)) for way in WAYS}
        steps = steps_of((part.start, part.end) for part in cut(laid))
        made = one_at_a_time(team, steps, turn)
        start = statistics.mean(member.start for member in team.values())
    return {**_cpu(made, laid.frames), "start": start}


def two_processes(board: str, style: str, turn: int) -> Figures:
    """Return the wall seconds that a board takes in either way, start-up aside."""
    laid = timeline(BOARDS[board], style=style, quality=Quality.FULL)
    middle = laid.frames // 2
    feeds = {
        "apart": [iter([steps_of([half])]) for half in ((0, middle), (middle, laid.frames))],
        "together": shared(cut(laid), 2),
    }
    with ExitStack() as stack:
        work = {}
        for way, both in feeds.items():
            pair = [stack.enter_context(Member(way, board, style)) for _ in both]
            work[way] = partial(side_by_side, pair, both)
        return _wall(in_turn(work, turn))


def _cpu(made: AllMade, frames: int) -> Figures:
    alone, ours = (made[way] for way in WAYS)
    return {
        "x264": _sum(alone, "encoding") / frames,
        "drawing": _sum(alone, "drawing") / frames,
        "inside": _sum(ours, "encoding") / frames,
        "ours": _sum(ours, "drawing", "encoding") / frames,
    }


def _wall(made: Mapping[str, Sequence[Sequence[Made]]]) -> Figures:
    alone, ours = (made[way] for way in WAYS)
    return {
        "x264_wall": max(_sum(steps, "encoding_wall") for steps in alone),
        "ours_wall": max(_sum(steps, "drawing_wall", "encoding_wall") for steps in ours),
    }


def _sum(steps: Sequence[Made], *names: str) -> float:
    return float(sum(step[name] for step in steps for name in names))
