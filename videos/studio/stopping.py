"""Stopping long work in its middle."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from videos.exceptions import Interrupted

T = TypeVar("T")
ShouldStop = Callable[[], bool]
"""Asked often, so it has to answer at once."""


def never() -> bool:
    """Say that there is nobody who could want to stop."""
    return False


def until_stopped(things: Iterable[T], should_stop: ShouldStop) -> Iterator[T]:
    """Yield things, asking before each whether to go on.

    Raises:
        Interrupted: `should_stop` said so.
    """
    for thing in things:
        if should_stop():
            raise Interrupted("The work was stopped.")
        yield thing
