"""A creator's logo: whole, in its own colours, on a badge only where it needs one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.studio import files
from tests.studio.boards import ARABIC, BOARDS, COFFEE, timeline
from videos.spec import Aspect, Asset, AssetKind, Layout
from videos.studio.art.bitmap import Bitmap
from videos.studio.art.colours import contrast
from videos.studio.art.lettering import Words
from videos.studio.frames import Painter
from videos.studio.geometry import Rect
from videos.studio.intake import prepare
from videos.studio.layouts.logos import badge_for, is_wordmark, lost
from videos.studio.stage import Layer
from videos.studio.stills import picture_of
from videos.studio.themes import THEMES
from videos.studio.timeline import Timeline

ORANGE, INK, PAPER = (255, 90, 40), (16, 20, 24), (250, 250, 250)


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the tests of this module keep their files in."""
    return tmp_path_factory.mktemp("assets")


def logo(assets: Path, colour: files.RGB, size: tuple[int, int] = (300, 300)) -> Asset:
    """Prepare an ellipse as a creator's logo."""
    picture = Image.new("RGBA", size)
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=(*colour, 255))
    path = files.saved(picture, assets / "logo", "PNG")
    return prepare(path, AssetKind.LOGO, "logo.png", assets)


def _layers(laid: Timeline, assets: Path, index: int) -> tuple[Layer, ...]:
    return Painter(laid, assets).stage(index).layers


def _bitmap(layers: tuple[Layer, ...]) -> tuple[Bitmap, Rect]:
    for layer in layers:
        if isinstance(layer.art, Bitmap):
            width, height = layer.art.width, layer.art.height
            return layer.art, Rect(layer.x - width / 2, layer.y - height / 2, width, height)
    raise AssertionError("There is no logo.")


@pytest.mark.parametrize("size", [(300, 300), (600, 150), (800, 60), (120, 400)])
@pytest.mark.parametrize("aspect", Aspect)
def test_a_logo_is_whole_and_in_the_safe_area(
    assets: Path, aspect: Aspect, size: tuple[int, int]
) -> None:
    mark = logo(assets, ORANGE, size)
    for plan in (COFFEE, ARABIC):
        laid = replace(timeline(plan, aspect=aspect), logo=mark)
        painter = Painter(laid, assets)
        for index, shot in enumerate(laid.shots):
            art, box = _bitmap(painter.stage(index).layers)
            assert painter.brief(index).frame.safe.contains(box, 8)
            assert art.width / art.height == pytest.approx(size[0] / size[1], rel=0.15)
            if shot.scene.layout is not Layout.CALL_TO_ACTION:
                right = box.centre[0] > laid.width / 2
                assert right == laid.is_rtl


def test_a_logo_keeps_its_colours(assets: Path) -> None:
    laid = replace(timeline(COFFEE), logo=logo(assets, ORANGE))
    painter = Painter(laid, assets)
    _, box = _bitmap(painter.stage(1).layers)
    frame = np.asarray(picture_of(painter.frame(laid.shots[1].start + 20)))
    seen = frame[round(box.centre[1]), round(box.centre[0])].astype(int)
    assert np.abs(seen - ORANGE).max() <= 12


def test_a_badge_is_there_where_the_ground_would_swallow_it(assets: Path) -> None:
    dark, light, orange = (assets / logo(assets, c).file for c in (INK, PAPER, ORANGE))
    for style in THEMES.values():
        for palette in style.palettes:
            assert (badge_for(dark, palette.base) is not None) == (
                contrast(INK, palette.base) < 1.7
            )
            for path in (dark, light, orange):
                badge = badge_for(path, palette.base)
                assert lost(path, badge or palette.base) < 0.4


def test_a_wide_logo_stands_for_the_name(assets: Path) -> None:
    for size, named in (((300, 300), True), ((700, 150), False)):
        mark = logo(assets, ORANGE, size)
        assert is_wordmark(assets / mark.file) != named
        layers = _layers(replace(timeline(COFFEE), logo=mark), assets, 1)
        words = [layer for layer in layers if layer.block == "brand"]
        assert all(isinstance(layer.art, Words) for layer in words)
        assert bool(words) == named


@pytest.mark.parametrize("name", ["coffee", "launch"])
def test_the_call_to_action_shows_the_logo_large(assets: Path, name: str) -> None:
    laid = replace(timeline(BOARDS[name]), logo=logo(assets, ORANGE))
    last = len(laid.shots) - 1
    small, _ = _bitmap(_layers(laid, assets, 0))
    large, _ = _bitmap(_layers(laid, assets, last))
    assert large.height > 2 * small.height
