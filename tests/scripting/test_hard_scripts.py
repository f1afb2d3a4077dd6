"""Bad scripts give sane plans: nothing is lost, no scene flashes by, and none stays for ever."""

import pytest

from tests.scripting.hard_scripts import HARD
from tests.scripting.test_planning import board
from videos.scripting.headlines import LONGEST
from videos.scripting.validation import order
from videos.spec import Storyboard
from videos.studio.estimate import spoken_seconds

LONGEST_SCENE = 15.5
"""Seconds; only lists come near, whose points arrive one by one."""


def planned(script: str) -> Storyboard:
    """Return the plan of a script that passes the order's checks."""
    return board(script, "Campaign")


@pytest.mark.parametrize("script", HARD.values(), ids=HARD)
def test_every_word_is_spoken_once(script: str) -> None:
    cleaned = order({"campaign_name": "Campaign", "script": script}).script
    spoken = "".join(scene.narration for scene in planned(script).scenes)
    assert "".join(spoken.split()) == "".join(cleaned.split())


@pytest.mark.parametrize("script", HARD.values(), ids=HARD)
def test_scenes_have_sane_lengths(script: str) -> None:
    found = planned(script)
    seconds = [spoken_seconds(scene.narration, found.language) for scene in found.scenes]
    assert max(seconds) <= LONGEST_SCENE
    whole = sum(seconds)
    assert len(seconds) <= max(1, whole / 1.2)
    # The first may be a short title; what follows is worth a picture.
    assert all(length > 1.2 for length in seconds[1:])


@pytest.mark.parametrize("script", HARD.values(), ids=HARD)
def test_every_picture_has_something_to_show(script: str) -> None:
    for scene in planned(script).scenes:
        shown = scene.headline or scene.points or scene.figure
        assert shown, scene
        assert len(scene.headline) <= 1.8 * LONGEST
        assert all(0 < len(point) <= LONGEST for point in scene.points)


def test_two_hundred_short_scenes_stay_two_hundred() -> None:
    assert len(planned(HARD["200 scenes"]).scenes) == 200
