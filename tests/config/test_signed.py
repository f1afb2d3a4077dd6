"""Signed values in addresses: they are remembered, and still end when they are to."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from config import signed

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def token() -> str:
    """A token that was made at noon, and has been read."""
    with time_machine.travel(NOON, tick=False):
        made = signed.sign(7, "films")
        assert signed.read(made, "films", seconds=900) == (7, 900)
    return made


@pytest.mark.parametrize(("after", "left"), [(1, 899), (899, 1), (900, 1)])
def test_time_goes_by_for_what_has_been_read(token: str, after: int, left: int) -> None:
    with time_machine.travel(NOON + timedelta(seconds=after), tick=False):
        assert signed.read(token, "films", seconds=900) == (7, left)


def test_what_has_been_read_ends(token: str) -> None:
    with time_machine.travel(NOON + timedelta(seconds=901), tick=False):
        assert signed.read(token, "films", seconds=900) is None
        assert signed.read(token, "films", seconds=902) == (7, 1)


def test_what_was_signed_for_something_else_is_nothing(token: str) -> None:
    with time_machine.travel(NOON, tick=False):
        assert signed.read(token, "streams", seconds=900) is None


@pytest.mark.parametrize("place", [0, -1])
def test_what_was_changed_is_nothing(token: str, place: int) -> None:
    letters = list(token)
    letters[place] = "A" if letters[place] != "A" else "B"
    with time_machine.travel(NOON, tick=False):
        for _ in range(2):
            assert signed.read("".join(letters), "films", seconds=900) is None
