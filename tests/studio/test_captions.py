"""Captions: two to seven words, in order, as written, readable."""

import re
from itertools import pairwise

import pytest

from tests.studio.boards import BOARDS, COFFEE, timeline
from videos.spec import Aspect
from videos.studio.caption_files import srt, vtt
from videos.studio.caption_groups import group
from videos.studio.captions import Captions
from videos.studio.themes import THEMES, theme


@pytest.mark.parametrize("name", BOARDS)
def test_every_word_is_shown_once_in_order(name: str) -> None:
    laid = timeline(BOARDS[name])
    shown = "".join(g.text for g in group(laid))
    written = "".join(shot.scene.narration for shot in laid.shots)
    assert "".join(shown.split()) == "".join(written.split())


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("name", BOARDS)
def test_groups_are_two_to_seven_words_and_never_overlap(name: str, aspect: Aspect) -> None:
    groups = group(timeline(BOARDS[name], aspect=aspect))
    for one in groups:
        assert len(one.words) <= 7
        assert one.start < one.end
    for before, after in pairwise(groups):
        assert before.end <= after.start + 1e-6
    lonely = [one.text for one in groups if len(one.words) == 1]
    assert len(lonely) <= len(BOARDS[name].scenes)


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("name", BOARDS)
def test_groups_fit_two_lines_inside_the_band(name: str, aspect: Aspect) -> None:
    laid = timeline(BOARDS[name], aspect=aspect)
    captions = Captions(laid, theme("aurora"))
    for one in group(laid):
        block = captions.block(one)
        assert 1 <= len(block.lines) <= 2
        assert block.width <= laid.width * 0.9


def test_the_files_say_the_same() -> None:
    laid = timeline(COFFEE)
    cues = group(laid)
    numbered, web = srt(laid), vtt(laid)
    assert numbered.startswith("1\n00:00:00,350 --> ")
    assert web.startswith("WEBVTT\n\n00:00:00.350 --> ")
    assert numbered.count(" --> ") == web.count(" --> ") == len(cues)
    for cue in cues:
        assert cue.text in numbered
    assert re.search(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}\n", numbered)


def test_markup_in_a_script_is_text_in_webvtt() -> None:
    web = vtt(timeline(BOARDS["symbols"]))
    assert "&lt;b&gt;deal&lt;/b&gt;" in web
    assert "R&amp;D" in web


@pytest.mark.parametrize("style", sorted(THEMES))
def test_captions_have_contrast_on_their_panel(style: str) -> None:
    look = theme(style)
    for palette in look.palettes:
        assert _ratio(palette.on_accent, palette.accent) >= 4.5, palette
        # The panel is translucent: take the brightest that can shine through.
        shining = tuple(
            round(p * look.caption.alpha + 255 * (1 - look.caption.alpha))
            for p in look.caption.panel
        )
        assert _ratio((255, 255, 255), shining) >= 4.5


@pytest.mark.parametrize("style", sorted(THEMES))
def test_headlines_have_contrast_on_their_base(style: str) -> None:
    for palette in theme(style).palettes:
        assert _ratio(palette.ink, palette.base) >= 7, palette
        assert _ratio(palette.muted, palette.base) >= 4.5, palette


def _ratio(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    channels = [
        value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in colour
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
