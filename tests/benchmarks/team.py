"""Child processes that make frames when told to, and the two measurements made with them."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from tests.benchmarks.measuring import ROOT, in_turn
from videos.studio.timeline import Timeline

Step = tuple[int, int, int]
"""A shot, its first frame to make and the end of those to make."""
Made = dict[str, Any]
"""What `hand` says of a step."""
AllMade = dict[str, list[Made]]
WAYS = ("apart", "together")
_STEP = 30


class Member:
    """A running `hand`; use it in a `with`, which ends it. `start` is its start-up in CPU s."""

    def __init__(self, way: str, board: str, style: str) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.hand", way, board, style]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self.start: float = self._read()["cpu"]

    def __enter__(self) -> "Member":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, steps: Iterable[Step]) -> None:
        """Tell it to make frames; it sets to work at once."""
        assert self._process.stdin is not None
        self._process.stdin.write("".join(f"{shot} {a} {b}\n" for shot, a, b in steps))
        self._process.stdin.flush()

    def answers(self, count: int) -> list[Made]:
        """Wait until it has made what it was told to, and return the figures of each step."""
        return [self._read() for _ in range(count)]

    def _read(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def steps_of(laid: Timeline, shots: Iterable[int]) -> list[Step]:
    """Cut shots into steps of about a second."""
    return [
        (index, first, min(first + _STEP, laid.shots[index].end))
        for index in shots
        for first in range(laid.shots[index].start, laid.shots[index].end, _STEP)
    ]


def one_at_a_time(team: Mapping[str, Member], steps: Sequence[Step], turn: int) -> AllMade:
    """Have a member of every way make every step, one after the other.

    Raises:
        SystemExit: they made different files.
    """
    made: AllMade = {way: [] for way in WAYS}
    for count, step in enumerate(steps):
        ways = {way: partial(side_by_side, [team[way]], [[step]]) for way in WAYS}
        for way, answers in in_turn(ways, count + turn).items():
            made[way] += answers[0]
    one, other = ([figures["digest"] for figures in made[way]] for way in WAYS)
    if one != other:
        raise SystemExit("The two ways made different files: their figures cannot be compared.")
    return made


def side_by_side(members: Sequence[Member], lists: Sequence[Sequence[Step]]) -> list[list[Made]]:
    """Have members make a list of steps each, at the same time."""
    for member, steps in zip(members, lists, strict=True):
        member.ask(steps)
    return [member.answers(len(steps)) for member, steps in zip(members, lists, strict=True)]


def halves(laid: Timeline) -> list[list[int]]:
    """Share shots between two processes, the longest first, always to the one with less to do."""
    lists: list[list[int]] = [[], []]
    for index in sorted(range(len(laid.shots)), key=lambda shot: -laid.shots[shot].length):
        min(lists, key=lambda half: sum(laid.shots[shot].length for shot in half)).append(index)
    return lists
