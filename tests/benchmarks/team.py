"""Child processes that make frames when told to, and the two measurements made with them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import Any

from tests.benchmarks.measuring import ROOT, in_turn
from videos.studio.crew import FRUGAL
from videos.studio.parts import Part
from videos.studio.shares import Shares

Step = tuple[int, int]
"""The first frame to make and the end of those to make; (0, 0) ends a file."""
Feed = Iterator[list[Step]]
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
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=os.environ | FRUGAL,  # as a renderer has it
        )  # fmt: skip
        self.start: float = self._read()["cpu"]

    def __enter__(self) -> "Member":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ask(self, steps: Iterable[Step]) -> None:
        """Tell it to make frames; it sets to work at once."""
        assert self._process.stdin is not None
        self._process.stdin.write("".join(f"{first} {end}\n" for first, end in steps))
        self._process.stdin.flush()

    def answers(self, count: int) -> list[Made]:
        """Wait until it has made what it was told to, and return the figures of each step."""
        return [self._read() for _ in range(count)]

    def _read(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def steps_of(ranges: Iterable[tuple[int, int]]) -> list[Step]:
    """Cut ranges of frames into steps of at most a second, and end with the end of the file."""
    steps = [
        (first, min(first + _STEP, end))
        for start, end in ranges
        for first in range(start, end, _STEP)
    ]
    return [*steps, (0, 0)]


def one_at_a_time(team: Mapping[str, Member], steps: Sequence[Step], turn: int) -> AllMade:
    """Have a member of every way make every step, one after the other.

    Raises:
        SystemExit: they made different frames.
    """
    made: AllMade = {way: [] for way in WAYS}
    for count, step in enumerate(steps):
        ways = {way: partial(side_by_side, [team[way]], [iter([[step]])]) for way in WAYS}
        for way, answers in in_turn(ways, count + turn).items():
            made[way] += answers[0]
    one, other = ([figures["frames"] for figures in made[way]] for way in WAYS)
    if one != other:
        raise SystemExit("The two ways made different frames: their figures cannot be compared.")
    return made


def side_by_side(members: Sequence[Member], feeds: Sequence[Feed]) -> list[list[Made]]:
    """Have members make what each is fed with, at the same time."""
    with ThreadPoolExecutor(len(members)) as pool:
        return list(pool.map(_made, members, feeds))


def _made(member: Member, feed: Feed) -> list[Made]:
    made = []
    for steps in feed:
        member.ask(steps)
        made += member.answers(len(steps))
    return made


def shared(parts: Sequence[Part], workers: int) -> list[Feed]:
    """Return feeds that share parts between workers as a video's are shared."""
    shares = Shares({n: part.length for n, part in enumerate(parts)}, workers)
    lock = Lock()

    def feed(worker: int) -> Feed:
        while True:
            with lock:
                number = shares.next(worker)
            if number is None:
                return
            yield steps_of([(parts[number].start, parts[number].end)])

    return [feed(worker) for worker in range(workers)]
