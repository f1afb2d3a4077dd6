"""Lets a worker process stop quickly: running steps are interrupted and give their lease back."""

from threading import Event

_requested = Event()


def request() -> None:
    """Ask every running step of this process to stop."""
    _requested.set()


def is_requested() -> bool:
    """Say whether this process is stopping."""
    return _requested.is_set()
