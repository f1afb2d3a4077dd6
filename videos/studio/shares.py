"""Sharing parts among workers: the longest first, so that all are done at nearly the same time."""

from collections.abc import Mapping


class Shares:
    """Which part each worker draws next. Pure: nothing is started here.

    Where parts are equally long, as all joins are, a worker takes one beside what it drew last:
    they share a scene that is then not composed again.
    """

    def __init__(self, lengths: Mapping[int, int], workers: int) -> None:
        """`lengths` is the number of frames of each part that is to be drawn, in order."""
        self._left = dict(lengths)
        self._last: list[int | None] = [None] * min(workers, len(lengths))

    @property
    def workers(self) -> int:
        """How many workers there is work for."""
        return len(self._last)

    def next(self, worker: int) -> int | None:
        """Return the part that a worker draws next, or None when all are taken."""
        if not self._left:
            return None
        last = self._last[worker]

        def worth(part: int) -> tuple[int, int, int]:
            distance = 0 if last is None else abs(part - last)
            return self._left[part], -distance, -part

        part = max(self._left, key=worth)
        del self._left[part]
        self._last[worker] = part
        return part
