"""Captions: two to seven words, in order, as written, readable."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from tests.studio.boards import BOARDS, COFFEE, timeline
from videos.spec import Aspect, CaptionStyle
from videos.studio import caption_art
from videos.studio.art import RGB
from videos.studio.art.colours import contrast, readable_on
from videos.studio.caption_files import srt, vtt
from videos.studio.caption_groups import group, groups_of
from videos.studio.captions import Captions
from videos.studio.compositor.canvas import Canvas, Pose
from videos.studio.geometry import frame_of
from videos.studio.themes import THEMES, theme
from videos.studio.themes.base import Theme
from videos.studio.timeline import Timeline


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
        assert before.end <= after.start + 1e-6 or before.shot < after.shot
    lonely = [one.text for one in groups if len(one.words) == 1]
    assert len(lonely) <= len(BOARDS[name].scenes)


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("look", CaptionStyle)
def test_groups_fit_two_lines_inside_the_band(
    name: str, aspect: Aspect, look: CaptionStyle
) -> None:
    laid = replace(timeline(BOARDS[name], aspect=aspect), caption_style=look)
    captions = Captions(laid, theme("aurora"))
    for one in group(laid):
        block = captions.block(one)
        assert 1 <= len(block.lines) <= 2
        assert block.width <= laid.width * 0.9
        assert block.height <= frame_of(laid).caption_band.height


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
        assert contrast(palette.on_accent, palette.accent) >= 4.5, palette
        shining = _shining(look.caption.panel, look.caption.alpha)
        assert contrast(caption_art.SPOKEN, shining) >= 4.5
        assert contrast(caption_art.UPCOMING, shining) >= 4.5


def test_captions_without_a_panel_have_contrast_on_their_own_edge() -> None:
    quiet = _shining(caption_art.QUIET_PANEL, caption_art.QUIET_ALPHA)
    assert contrast(caption_art.SPOKEN, quiet) >= 4.5
    assert readable_on(caption_art.EDGE, caption_art.SPOKEN)
    assert readable_on(caption_art.EDGE, caption_art.SPARE)


@pytest.mark.parametrize("style", sorted(THEMES))
def test_the_spoken_word_is_told_apart_by_its_colour(style: str) -> None:
    for palette in theme(style).palettes:
        colour = caption_art.lit(palette.accent)
        assert readable_on(caption_art.EDGE, colour)
        assert contrast(colour, caption_art.SPOKEN) > 1.2


@pytest.mark.parametrize("look", CaptionStyle)
def test_each_style_draws_its_words_and_marks_the_spoken_one(look: CaptionStyle) -> None:
    laid = replace(timeline(COFFEE), caption_style=look)
    first, second = (_lightness(laid, theme("editorial"), active) for active in (0, 1))
    assert first.max() > 200, "nothing bright was drawn"
    assert (first != second).any() == (look is not CaptionStyle.MINIMAL)


def test_styles_look_different() -> None:
    seen = {
        _lightness(replace(timeline(COFFEE), caption_style=look), theme("aurora"), 0).tobytes()
        for look in CaptionStyle
    }  # fmt: skip
    assert len(seen) == len(CaptionStyle)


def _lightness(laid: Timeline, look: Theme, active: int) -> npt.NDArray[np.uint8]:
    canvas = Canvas.blank(640, 360)
    caption = Captions(laid, look).caption(groups_of(laid, 0)[0], active)
    canvas.draw(caption.draw(), Pose(x=320, y=180))
    return canvas.planes[0]


@pytest.mark.parametrize("style", sorted(THEMES))
def test_headlines_have_contrast_on_their_base(style: str) -> None:
    for palette in theme(style).palettes:
        assert contrast(palette.ink, palette.base) >= 7, palette
        assert contrast(palette.muted, palette.base) >= 4.5, palette


def _shining(panel: RGB, alpha: float) -> RGB:
    """Return a translucent panel over white: the brightest that can shine through."""
    red, green, blue = (round(part * alpha + 255 * (1 - alpha)) for part in panel)
    return red, green, blue
