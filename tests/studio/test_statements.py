"""Statements in a row: each its own way, none of them losing a word."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.studio.boards import board, scene, timeline
from tests.studio.test_layouts import STYLES, _briefs, _check
from videos.spec import Aspect, Layout
from videos.studio import layouts
from videos.studio.art.lettering import Words
from videos.studio.layouts.brief import Brief

HEADLINE = "The Sun plays the same game"


def brief_of(headline: str, accents: tuple[int, ...], **look: object) -> Brief:
    """Return the brief of a statement."""
    said = scene(Layout.STATEMENT, headline, f"{headline}.", accents=accents)
    (brief,) = _briefs(timeline(board("en", said), **look))  # type: ignore[arg-type]
    return brief


def shape(brief: Brief) -> tuple[tuple[str, int, int, float], ...]:
    """Return a composition's drawings, where they stand and how large their letters are."""
    return tuple(
        (type(layer.art).__name__, round(layer.x), round(layer.y), getattr(layer.art, "size", 0.0))
        for layer in layouts.compose(brief)
    )


@pytest.mark.parametrize("style", STYLES)
def test_five_in_a_row_are_set_in_five_ways(style: str) -> None:
    brief = brief_of(HEADLINE, (4, 5), style=style)
    assert len({shape(replace(brief, variant=variant)) for variant in range(5)}) == 5


@pytest.mark.parametrize("variant", range(5))
def test_every_word_is_shown_once_in_every_way(variant: int) -> None:
    brief = replace(brief_of(HEADLINE, (4, 5)), variant=variant)
    arts = [layer.art for layer in layouts.compose(brief)]
    words = [art.line[art.start : art.end] for art in arts if isinstance(art, Words)]
    assert " ".join(words) == HEADLINE


def test_a_last_word_is_not_parted_from_its_negation() -> None:
    brief = replace(brief_of("These dead shall not have died in vain", (7,)), variant=1)
    sizes = {art.size for art in (x.art for x in layouts.compose(brief)) if isinstance(art, Words)}
    assert len(sizes) == 1


@settings(max_examples=120, deadline=None)
@given(
    words=st.lists(st.text(st.characters(codec="utf-8", categories=("L", "Nd")), min_size=1,
                           max_size=18), min_size=1, max_size=14),
    style=st.sampled_from(STYLES), aspect=st.sampled_from(sorted(Aspect)),
    variant=st.integers(0, 4),
)  # fmt: skip
def test_any_statement_is_laid_out(
    words: list[str], style: str, aspect: Aspect, variant: int
) -> None:
    accents = (len(words) - 2, len(words) - 1) if len(words) > 3 else ()
    brief = brief_of(" ".join(words), accents, style=style, aspect=aspect)
    _check(replace(brief, variant=variant))
