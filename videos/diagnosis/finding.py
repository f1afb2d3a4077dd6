"""The result of a check."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing stands."""

    OK = "ok"
    OFF = "off"  # works without it; configure it to have more
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One row of the doctor's table."""

    name: str
    state: State
    detail: str
    remedy: str = ""


Check = Callable[[], list[Finding]]


def ok(name: str, detail: str) -> Finding:
    """Return that `name` works."""
    return Finding(name=name, state=State.OK, detail=detail)


def off(name: str, detail: str, remedy: str) -> Finding:
    """Return that `name` is not configured, which is allowed."""
    return Finding(name=name, state=State.OFF, detail=detail, remedy=remedy)


def broken(name: str, detail: object, remedy: str) -> Finding:
    """Return that `name` does not work."""
    return Finding(name=name, state=State.BROKEN, detail=str(detail), remedy=remedy)
