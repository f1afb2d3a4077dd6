"""Layouts: nothing overlaps, nothing leaves the frame, whatever the text is."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.studio.boards import BOARDS, board, scene, timeline
from videos.spec import Aspect, CaptionMode, Figure, Layout, Scene
from videos.studio import layouts
from videos.studio.art.vector import Icon
from videos.studio.frames import Painter
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.counting import counts, written
from videos.studio.layouts.cues import cues
from videos.studio.layouts.pictograms import _BY_WORD, pictogram
from videos.studio.stills import picture_of, resting_frame
from videos.studio.themes import THEMES, theme
from videos.studio.timeline import Timeline

STYLES = sorted(THEMES)
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=90
)
SLACK = 3.0
"""Pixels by which boxes of line height, which is more than ink, may touch."""


def _briefs(found: Timeline) -> list[Brief]:
    painter = Painter(found)
    return [painter.brief(index) for index in range(len(painter.timeline.shots))]


def _blocks(brief: Brief) -> dict[str, Rect]:
    return {
        layer.block: layer.box
        for layer in layouts.compose(brief)
        if layer.block and layer.box is not None and layer.box.width > 1
    }


def _check(brief: Brief) -> None:
    blocks, frame = _blocks(brief), brief.frame
    for name, box in blocks.items():
        assert frame.safe.contains(box, SLACK), (name, box, frame.safe)
        if frame.captions:
            assert not box.overlaps(frame.caption_band, SLACK), name
    for (name, one), (other, two) in combinations(blocks.items(), 2):
        assert not one.overlaps(two, SLACK), (name, other, one, two)


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", BOARDS)
def test_ordinary_scenes_are_laid_out(name: str, style: str, aspect: Aspect) -> None:
    for brief in _briefs(timeline(BOARDS[name], style=style, aspect=aspect)):
        _check(brief)


@settings(max_examples=300, deadline=None)
@given(
    layout=st.sampled_from(sorted(Layout)), style=st.sampled_from(STYLES),
    aspect=st.sampled_from(sorted(Aspect)), headline=WORDS, kicker=WORDS, extra=WORDS,
    points=st.lists(WORDS.filter(str.strip), min_size=2, max_size=5),
    value=st.floats(0, 1e9, allow_nan=False), captions=st.sampled_from(sorted(CaptionMode)),
)  # fmt: skip
def test_any_text_is_laid_out(  # noqa: PLR0913, PLR0917 - everything that a scene may hold
    layout: Layout, style: str, aspect: Aspect, headline: str, kicker: str, extra: str,
    points: list[str], value: float, captions: CaptionMode,
) -> None:  # fmt: skip
    kept = points[:2] if layout is Layout.COMPARISON else points
    scene = Scene(
        index=0, narration="Some words are said here.", headline=headline, layout=layout,
        kicker=kicker, points=tuple(kept), figure=Figure(value=value, suffix="%"),
        attribution=extra[:40], action=extra[:30], link=kicker[:60],
    )  # fmt: skip
    found = timeline(board("en", scene), style=style, aspect=aspect, captions=captions)
    for brief in _briefs(found):
        _check(brief)


def test_each_kind_of_scene_has_a_layout_of_its_own() -> None:
    composers = [layouts.LAYOUTS[kind] for kind in Layout]
    assert len(set(composers)) == len(Layout)


def test_scenes_of_one_kind_alternate() -> None:
    (brief, *_) = _briefs(timeline(BOARDS["coffee"]))
    first = _blocks(brief)["headline"]
    second = _blocks(replace(brief, variant=1))["headline"]
    assert first.x != second.x


def test_right_to_left_is_mirrored() -> None:
    for brief in _briefs(timeline(BOARDS["ar"])):
        box = _blocks(brief).get("headline")
        if box is not None:
            assert box.centre[0] > brief.frame.width * 0.4


def test_points_appear_as_they_are_spoken() -> None:
    brief = _briefs(timeline(BOARDS["coffee"]))[2]
    found = cues(brief, brief.scene.points)
    spoken = {word.text.rstrip(".,"): word.start for word in brief.words}
    assert found == sorted(found)
    assert found[1] == pytest.approx(spoken["plastic"], abs=0.6)
    assert found[2] == pytest.approx(spoken["Just"], abs=0.3)


def test_points_that_are_not_spoken_share_the_time() -> None:
    brief = _briefs(timeline(BOARDS["coffee"]))[2]
    found = cues(brief, ("Alpha", "Beta", "Gamma", "Delta"))
    assert found == sorted(found)
    assert found[-1] < brief.seconds


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(value=94, suffix="%"), "94%"),
        (Figure(value=12000, grouping=True), "12,000"),
        (Figure(value=1299.99, decimals=2, grouping=True, prefix="€"), "€1,299.99"),
        (Figure(value=3.2, decimals=1, suffix="x"), "3.2x"),
        (Figure(value=0), "0"),
    ],
)
def test_counting_ends_at_the_figure_as_written(figure: Figure, text: str) -> None:
    steps = list(counts(figure, 0.5, 1.3))
    assert steps[-1][0] == text == written(figure, figure.value)
    assert steps[-1][2] == float("inf")
    for before, after in pairwise(steps):
        assert before[2] == after[1]


def test_every_pictogram_can_be_drawn() -> None:
    for name in set(_BY_WORD.values()):
        assert Icon(name=name, size=24, colour=(255, 255, 255)).draw().width >= 24
    assert pictogram("The coffee can't wait") == "coffee"
    assert pictogram("Nothing fits here") == ""


@pytest.mark.parametrize("style", STYLES)
def test_twelve_scenes_of_one_kind_never_look_the_same_twice(style: str) -> None:
    said = scene(Layout.STATEMENT, "Mornings matter", "Mornings matter to us all.")
    last = scene(Layout.STATEMENT, "The end", "This is the end.")
    painter = Painter(timeline(board("en", *[said] * 12, last), style=style))
    look = theme(style)
    grounds = look.backgrounds
    looks = {(look.palette(n), grounds[n % len(grounds)]) for n in range(12)}
    assert len(looks) == 12
    frames = [resting_frame(painter.timeline, number) for number in range(12)]
    assert len({picture_of(painter.frame(frame)).tobytes() for frame in frames}) == 12
