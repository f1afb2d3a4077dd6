"""Steps that do in a moment what the studio does in a minute."""

from collections.abc import Callable

import pytest

from videos.execution import engine
from videos.execution.step import Step
from videos.states import Stage

Script = Callable[[Stage, Callable[[Step], None]], None]


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Script:
    """Replace what a stage does; stages that are not replaced do nothing."""
    for stage in Stage:
        monkeypatch.setitem(engine.STEPS, stage, lambda step: step.report(1, 1))

    def replace(stage: Stage, action: Callable[[Step], None]) -> None:
        monkeypatch.setitem(engine.STEPS, stage, action)

    return replace
