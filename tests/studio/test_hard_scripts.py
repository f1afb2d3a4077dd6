"""Bad scripts are laid out like good ones: nothing overlaps, nothing leaves the frame."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from tests.scripting.hard_scripts import HARD
from tests.scripting.test_planning import board as planned
from tests.studio.boards import timeline
from tests.studio.test_layouts import _briefs, _check
from videos.spec import Aspect, Storyboard
from videos.studio.frames import Painter
from videos.studio.stills import picture_of, resting_frame

MOST = 8
"""Scenes looked at of each script: of hundreds of alike ones, some from all parts."""
LOOKS = list(product(("aurora", "pop"), (Aspect.WIDE, Aspect.TALL)))


def thinned(script: str) -> Storyboard:
    """Return the plan of a script with a few of its scenes, the first and the last among them."""
    plan = planned(script)
    chosen = sorted({round(n) for n in np.linspace(0, len(plan.scenes) - 1, MOST)})
    scenes = (replace(plan.scenes[n], index=index) for index, n in enumerate(chosen))
    return replace(plan, scenes=tuple(scenes))


def boards() -> Iterator[tuple[str, Storyboard]]:
    """Yield each bad script's name and plan."""
    for name, script in HARD.items():
        yield name, thinned(script)


@pytest.mark.parametrize(("style", "aspect"), LOOKS)
def test_bad_scripts_are_laid_out(style: str, aspect: Aspect) -> None:
    for _name, plan in boards():
        for brief in _briefs(timeline(plan, style=style, aspect=aspect)):
            _check(brief)


@pytest.mark.render
@pytest.mark.parametrize("name", HARD)
def test_bad_scripts_can_be_drawn(name: str) -> None:
    found = timeline(thinned(HARD[name]), style="daylight")
    painter = Painter(found)
    for index in range(len(found.shots)):
        picture = np.asarray(picture_of(painter.frame(resting_frame(found, index))))
        assert picture.std() > 3, "an empty picture"
