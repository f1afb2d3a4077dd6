"""Child processes that make shots when told to, and the two measurements made with them."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from tests.benchmarks.measuring import ROOT, in_turn

Shot = dict[str, Any]
"""What `hand` says of a shot."""
WAYS = ("apart", "together")


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

    def ask(self, shots: Sequence[int]) -> None:
        """Tell it to make shots; it sets to work at once."""
        assert self._process.stdin is not None
        self._process.stdin.write(",".join(map(str, shots)) + "\n")
        self._process.stdin.flush()

    def answer(self) -> list[Shot]:
        """Wait until it has made what it was told to, and return the figures of each shot."""
        return list(self._read())

    def _read(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def one_at_a_time(team: Mapping[str, Member], shots: int, turn: int) -> dict[str, list[Shot]]:
    """Have a member of every way make every shot, one after the other.

    Raises:
        SystemExit: they made different files.
    """
    made: dict[str, list[Shot]] = {way: [] for way in WAYS}
    for index in range(shots):
        steps = {way: partial(side_by_side, [team[way]], [[index]]) for way in WAYS}
        for way, answers in in_turn(steps, index + turn).items():
            made[way] += answers[0]
    one, other = ([shot["digest"] for shot in made[way]] for way in WAYS)
    if one != other:
        raise SystemExit("The two ways made different files: their figures cannot be compared.")
    return made


def side_by_side(members: Sequence[Member], lists: Sequence[Sequence[int]]) -> list[list[Shot]]:
    """Have members make a list of shots each, at the same time."""
    for member, shots in zip(members, lists, strict=True):
        member.ask(shots)
    return [member.answer() for member in members]


def halves(lengths: Sequence[int]) -> list[list[int]]:
    """Share shots between two processes, the longest first, always to the one with less to do."""
    lists: list[list[int]] = [[], []]
    for index in sorted(range(len(lengths)), key=lambda shot: -lengths[shot]):
        min(lists, key=lambda half: sum(lengths[shot] for shot in half)).append(index)
    return lists
