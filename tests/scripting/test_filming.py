"""What cameras are told: concrete things, one look, nothing to be read, and never too much."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.scripting import samples
from tests.scripting.hard_scripts import HARD
from videos import catalog
from videos.scripting.filming import LONGEST, LOOKS, MOST_WORDS
from videos.scripting.planner import plan
from videos.scripting.subjects import subjects
from videos.scripting.validation import order
from videos.spec import Scene, Storyboard

ALL = samples.ALL | HARD
SHOTS = ("Wide", "Medium", "Close", "Slow", "Over-the-shoulder", "Level", "Bright")


def board(script: str, name: str = "Campaign", style: str = "aurora") -> Storyboard:
    """Return the storyboard of a script in a style."""
    spec = order({"campaign_name": name, "script": script, "style": style})
    return plan(spec, spec.script)


def prompts(board: Storyboard) -> list[str]:
    """Return what is filmed for each scene."""
    return [scene.visual_prompt for scene in board.scenes]


@pytest.mark.parametrize("script", ALL.values(), ids=ALL)
def test_every_scene_is_filmed_in_few_words(script: str) -> None:
    found = board(script, "A campaign with a name that is as long as names of campaigns can be, 80")
    for scene in found.scenes:
        assert scene.visual_prompt.startswith(SHOTS)
        assert scene.visual_prompt.endswith("No text, numbers, captions or logos in the picture.")
        assert len(scene.visual_prompt) <= LONGEST
        assert len(scene.search_words) <= MOST_WORDS
        assert all(word == word.casefold().strip() != "" for word in scene.search_words)


@pytest.mark.parametrize("script", ALL.values(), ids=ALL)
def test_only_what_cameras_are_told_depends_on_the_style(script: str) -> None:
    one, other = (board(script, style=style) for style in ("aurora", "pop"))
    assert all(a != b for a, b in zip(prompts(one), prompts(other), strict=True))
    assert _undirected(one) == _undirected(other)


def test_an_advertisement_shows_its_things() -> None:
    scenes = board(samples.ADVERT, "Dawnroast").scenes
    assert [scene.search_words for scene in scenes] == [
        ("alarm", "coffee"), ("beans", "doorstep"), ("cup",), ("kitchens",), ("bag", "mornings"),
    ]  # fmt: skip
    assert scenes[1].visual_prompt == (
        "Close shot: single-origin beans, doorstep. Meet Dawnroast: single-origin beans, roasted "
        "on Monday, on your doorstep by Wednesday. From a film about Dawnroast. Realistic live "
        "action, one continuous take, steady camera. Look: deep blues and violets, soft drifting "
        "light, cinematic. No text, numbers, captions or logos in the picture."
    )


@pytest.mark.parametrize(
    ("text", "language", "seen"),
    [
        ("A cup of coffee on a wooden table.", "en", ["table", "cup", "coffee"]),
        ("Your team spends 11 hours a week in status meetings.", "en", ["status meetings", "team"]),
        ("No pods. No plastic. Never without a spoon.", "en", ["spoon"]),
        ("Ana Ruiz met us on Monday in March.", "en", []),
        ("The station has information for everyone.", "en", ["station", "information"]),
        ("BIG SUMMER SALE", "en", ["summer sale"]),
        ("Die Bohnen rösten wir am Montag in Leipzig.", "de", ["bohnen", "montag", "leipzig"]),
        ("Todos los seres humanos nacen libres.", "es", ["seres", "humanos", "libres"]),
        ("L'eau coule sous les ponts de Paris.", "fr", ["ponts", "coule", "sous"]),
        ("利用者の87%が、コーヒーを飲む。", "ja", ["コーヒー", "利用者"]),
        ("咖啡的味道和早晨", "zh", ["咖啡", "味道", "早晨"]),
        ("모든 인간은 자유로우며 평등하다.", "ko", ["모든", "인간", "자유로우며"]),
        ("12 + 30 = 42!", "en", []),
    ],
)
def test_what_can_be_seen(text: str, language: str, seen: list[str]) -> None:
    assert [subject.name for subject in subjects(text, language)][:3] == seen


def test_names_are_not_searched() -> None:
    found = subjects("Dawnroast coffee and fresh bread.", "en", frozenset({"dawnroast"}))
    assert [subject.text for subject in found] == ["fresh bread"]


def test_what_is_spoken_of_again_and_again_helps_every_scene() -> None:
    script = (
        "Our bees live on the roof of the old library, high above the town.\n\nAll the bees sleep "
        "for half of the long winter.\n\nA baker comes on every Friday with his bread and a smile."
    )
    assert board(script).scenes[-1].search_words == ("baker", "bread", "smile", "bees")


def test_a_scene_without_a_thing_goes_on_with_the_one_before() -> None:
    found = board("The lighthouse stands on a rock.\n\nAnd so it always was, and so it will be.")
    assert found.scenes[1].search_words == found.scenes[0].search_words != ()


@pytest.mark.parametrize("script", [samples.SYMBOLS, samples.STEPS], ids=["symbols", "steps"])
def test_nothing_that_would_be_written_into_the_picture_is_told(script: str) -> None:
    for prompt in prompts(board(script, "“Launch” 🚀 example.com")):
        assert not set(prompt) & set('"“”🚀#@™👩')
        assert ".example" not in prompt
        assert ".com" not in prompt
        assert "Ana Ruiz" not in prompt


@pytest.mark.parametrize("script", samples.LANGUAGES.values(), ids=samples.LANGUAGES)
def test_the_narration_is_told_in_its_own_language(script: str) -> None:
    first = script.split(maxsplit=1)[0].rstrip("、，。,.")
    assert first[:20] in prompts(board(script))[0]


def test_a_film_has_one_look() -> None:
    for choice in catalog.STYLES:
        told = prompts(board(samples.ADVERT, style=choice.id))
        assert all(LOOKS[choice.id] in prompt for prompt in told)
    assert len(set(LOOKS.values())) == len(catalog.STYLES)


def test_scenes_in_a_row_are_not_shot_alike() -> None:
    script = "\n\n".join(f"The {place} lies still in the light." for place in (
        "harbour", "village", "garden", "bridge", "forest",
    ))  # fmt: skip
    shots = [prompt.partition(":")[0] for prompt in prompts(board(script))]
    assert all(one != other for one, other in pairwise(shots))


def _undirected(board: Storyboard) -> list[Scene]:
    return [replace(scene, visual_prompt="") for scene in board.scenes]
