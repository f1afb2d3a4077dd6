"""When a vendor is left alone, and when it is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from videos.router import Circuit
from videos.router.circuit import Outcome, follow

START = datetime(2026, 5, 1, 12, tzinfo=UTC)


def after(story: str, minutes: int = 0) -> Circuit:
    """Return the state `minutes` after `story`, in which a minute passes before each letter.

    "x" is a failure, "o" is none, and "." is a minute without an end.
    """
    ends = [
        Outcome(START + timedelta(minutes=number), letter == "x")
        for number, letter in enumerate(story)
        if letter != "."
    ]
    now = START + timedelta(minutes=len(story) - 1 + minutes)
    return follow(ends).state(now)


STORIES = {
    "nothing happened": ("", 0, Circuit.CLOSED),
    "too few to say": ("xxxx", 0, Circuit.CLOSED),
    "five failures": ("xxxxx", 0, Circuit.OPEN),
    "three of five": ("oxoxx", 0, Circuit.OPEN),
    "three of six": ("oooxxx", 0, Circuit.CLOSED),
    "a failure long past is outweighed": ("x" * 4 + "o" * 3 + "x", 0, Circuit.OPEN),
    "just before the rest is over": ("xxxxx", 4, Circuit.OPEN),
    "after the rest": ("xxxxx", 5, Circuit.HALF_OPEN),
    "the try failed": ("xxxxx.....x", 0, Circuit.OPEN),
    "the try failed, and rested again": ("xxxxx.....x", 5, Circuit.HALF_OPEN),
    "the try went well": ("xxxxx.....o", 0, Circuit.CLOSED),
    "after a good try it starts afresh": ("xxxxx.....oxxx", 0, Circuit.CLOSED),
    "and may fail again": ("xxxxx.....oxxxx", 0, Circuit.OPEN),
    "a late success does not cut the rest short": ("xxxxxo", 0, Circuit.OPEN),
    "only the last twenty count": ("x" * 4 + "o" * 20 + "x" * 11, 0, Circuit.CLOSED),
    "until most of them failed": ("x" * 4 + "o" * 20 + "x" * 12, 0, Circuit.OPEN),
}


@pytest.mark.parametrize(("story", "minutes", "state"), STORIES.values(), ids=STORIES)
def test_the_circuit(story: str, minutes: int, state: Circuit) -> None:
    assert after(story, minutes) is state


def test_what_counts_begins_after_a_recovery() -> None:
    good = Outcome(START + timedelta(minutes=9), failed=False)
    failures = [Outcome(START, failed=True)] * 5
    assert len(follow(failures).window) == 5
    assert follow([*failures, good]).window == [good]
