"""What the frames of a board cost in every way: CPU of one process, wall of two."""

import statistics
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial

from tests.benchmarks.measuring import in_turn
from tests.benchmarks.team import WAYS, Member, Shot, halves, one_at_a_time, side_by_side
from tests.studio.boards import BOARDS, timeline
from videos.spec import Quality

Figures = dict[str, float]


def one_process(board: str, style: str, turn: int) -> Figures:
    """Return the CPU seconds that a frame of a board costs in every way, and the start-up."""
    laid = timeline(BOARDS[board], style=style, quality=Quality.FULL)
    with ExitStack() as stack:
        team = {way: stack.enter_context(Member(way, board, style)) for way in WAYS}
        made = one_at_a_time(team, len(laid.shots), turn)
        start = statistics.mean(member.start for member in team.values())
    return {**_cpu(made, laid.frames), "start": start}


def two_processes(board: str, style: str, turn: int) -> Figures:
    """Return the wall seconds that a board takes in either way, start-up aside."""
    laid = timeline(BOARDS[board], style=style, quality=Quality.FULL)
    lists = halves([shot.length for shot in laid.shots])
    with ExitStack() as stack:
        pairs = {
            way: [stack.enter_context(Member(way, board, style)) for _ in lists] for way in WAYS
        }
        steps = {way: partial(side_by_side, pairs[way], lists) for way in WAYS}
        return _wall(in_turn(steps, turn))


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
