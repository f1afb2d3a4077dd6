"""From script to storyboard: nothing is lost, and the layout follows what is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scripting import samples
from videos.scripting.figures import figure_in
from videos.scripting.language import detect
from videos.scripting.planner import plan
from videos.scripting.validation import order
from videos.spec import Figure, Layout, Storyboard
from videos.studio.estimate import spoken_seconds


def board(script: str, name: str = "Campaign") -> Storyboard:
    """Return the storyboard of a script as it was typed."""
    spec = order({"campaign_name": name, "script": script})
    return plan(spec, spec.script)


def _letters(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("script", samples.ALL.values(), ids=samples.ALL)
def test_every_word_is_spoken_once_and_in_order(script: str) -> None:
    spec = order({"campaign_name": "Campaign", "script": script})
    found = plan(spec, spec.script)
    spoken = "".join(scene.narration for scene in found.scenes)
    assert _letters(spoken) == _letters(spec.script)
    assert [scene.index for scene in found.scenes] == list(range(len(found.scenes)))


@settings(deadline=None)
@given(st.text(min_size=60, max_size=1500).filter(lambda text: sum(c.isalnum() for c in text) > 30))
def test_no_text_loses_a_word_or_breaks_the_planner(script: str) -> None:
    if "\0" in script:
        script = script.replace("\0", " ")
    spec = order({"campaign_name": "Campaign", "script": script + " And so it was said."})
    found = plan(spec, spec.script)
    assert _letters("".join(s.narration for s in found.scenes)) == _letters(spec.script)
    for scene in found.scenes:
        assert all(0 <= accent < len(scene.headline.split()) for accent in scene.accents)
        assert len(scene.points) in {0, 2, 3, 4, 5}


@pytest.mark.parametrize(("language", "script"), samples.LANGUAGES.items())
def test_the_language_is_recognised(language: str, script: str) -> None:
    assert detect(script) == language


def test_the_same_script_gives_the_same_plan() -> None:
    assert board(samples.ADVERT) == board(samples.ADVERT)


def test_an_advertisement_is_designed_by_what_it_says() -> None:
    scenes = board(samples.ADVERT, "Dawnroast").scenes
    assert scenes[0].layout is Layout.TITLE
    assert scenes[0].headline == "The alarm can wait. The coffee can't."
    number = next(scene for scene in scenes if scene.layout is Layout.NUMBER)
    assert number.figure == Figure(value=94, suffix="%")
    last = scenes[-1]
    assert last.layout is Layout.CALL_TO_ACTION
    assert last.action == "Try your first bag for $5"


def test_steps_quotations_and_comparisons_are_recognised() -> None:
    scenes = board(samples.STEPS).scenes
    steps = next(scene for scene in scenes if scene.layout is Layout.STEPS)
    assert steps.points == ("Connect your tools", "Pick who needs to know", "Cancel it")
    quote = next(scene for scene in scenes if scene.layout is Layout.QUOTE)
    assert quote.attribution.startswith("Ana Ruiz")
    comparison = next(scene for scene in scenes if scene.layout is Layout.COMPARISON)
    assert comparison.points == ("Tea", "Coffee") or comparison.points[0] == "Tea"
    assert scenes[-1].link == "ledgerline.example"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Over 12,000 kitchens switched.", Figure(value=12000, grouping=True)),
        ("It costs only $5 to begin.", Figure(value=5, prefix="$")),
        ("Sales grew 3.2x in a year of work.", Figure(value=3.2, decimals=1, suffix="x")),
        (
            "We saved €1,299.99 on the trip.",
            Figure(value=1299.99, decimals=2, grouping=True, prefix="€"),
        ),
        ("Call +1 (555) 010-0199 at 9:30 on 12/05/2026.", None),
        ("Founded in 1998, it moved in 2024.", None),
        ("Version 2.4.1 is out now for everyone.", None),
        ("There are 3 reasons to come.", None),
    ],
)  # fmt: skip
def test_figures(text: str, figure: Figure | None) -> None:
    found = figure_in(text)
    assert (found.figure if found else None) == figure


def test_scenes_last_as_long_as_a_picture_bears() -> None:
    long = " ".join(f"Sentence number {n} says a little about the matter." for n in range(40))
    for scene in board(long).scenes:
        assert 1.5 < spoken_seconds(scene.narration, "en") < 10
