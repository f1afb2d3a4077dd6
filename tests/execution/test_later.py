"""What is to be done after a while is done once, and not at all if it is called off before."""

import time
from threading import Event

import pytest

from videos.execution.later import Later

PATIENCE = 5
SOON = 0.05
NEVER = 3600


@pytest.fixture
def later() -> Later:
    return Later()


class Call:
    """A function that remembers when it was called."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.came = Event()

    def __call__(self) -> None:
        self.times.append(time.monotonic())
        self.came.set()


def test_it_is_called_once_and_not_before_its_time(later: Later) -> None:
    call, another = Call(), Call()
    began = time.monotonic()
    later.call(call, seconds=SOON)
    assert call.came.wait(PATIENCE)
    assert call.times[0] - began >= SOON
    later.call(another, seconds=SOON)
    assert another.came.wait(PATIENCE)
    assert len(call.times) == 1


def test_what_is_called_off_is_not_called(later: Later) -> None:
    called_off, call = Call(), Call()
    later.call(called_off, seconds=SOON)
    later.call_off(called_off)
    later.call(call, seconds=2 * SOON)
    assert call.came.wait(PATIENCE)
    assert not called_off.times


def test_what_is_due_sooner_does_not_wait_for_what_came_first(later: Later) -> None:
    late, soon = Call(), Call()
    later.call(late, seconds=NEVER)
    later.call(soon, seconds=SOON)
    assert soon.came.wait(PATIENCE)
    assert not late.times


def test_what_came_or_was_called_off_can_be_called_off(later: Later) -> None:
    call = Call()
    later.call(call, seconds=0)
    assert call.came.wait(PATIENCE)
    later.call_off(call)
    later.call_off(call)
    assert len(call.times) == 1


def test_one_that_fails_takes_none_with_it(later: Later, caplog: pytest.LogCaptureFixture) -> None:
    call = Call()

    def fail() -> None:
        raise ArithmeticError

    later.call(fail, seconds=0)
    later.call(call, seconds=SOON)
    assert call.came.wait(PATIENCE)
    assert "ArithmeticError" in caplog.text
