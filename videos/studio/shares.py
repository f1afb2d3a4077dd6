"""Sharing parts among workers: each works along its own run, and who has none left takes over."""

from collections import deque
from collections.abc import Mapping


class Shares:
    """Which part each worker draws next. Pure: nothing is started here.

    Neighbouring parts stay with one worker, because they share a scene that is costly to compose.
    """

    def __init__(self, lengths: Mapping[int, int], workers: int) -> None:
        """`lengths` is the number of frames of each part that is to be drawn, in order."""
        self._lengths = dict(lengths)
        self._runs: list[deque[int]] = [deque() for _ in range(min(workers, len(lengths)))]
        total, passed = sum(lengths.values()), 0
        for part, length in lengths.items():
            middle = passed + length / 2
            self._runs[int(middle * len(self._runs) / total)].append(part)
            passed += length

    @property
    def workers(self) -> int:
        """How many workers there is work for."""
        return len(self._runs)

    def next(self, worker: int) -> int | None:
        """Return the part that a worker draws next, or None when all are taken."""
        if self._runs[worker]:
            return self._runs[worker].popleft()
        longest = max(self._runs, key=self._left)
        return longest.pop() if longest else None

    def _left(self, run: deque[int]) -> int:
        return sum(self._lengths[part] for part in run)
