"""Footage the whole way: brought, prepared, drawn by the farm, passed by the gate."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.studio import files, memory
from tests.studio.boards import board, scene, timeline
from tests.studio.production import SPEC, produce, storyboard
from videos.exceptions import StepFailed
from videos.spec import Asset, AssetKind, CaptionMode, Layout, Quality
from videos.studio import farm, quality
from videos.studio.frames import Painter
from videos.studio.intake import prepare

pytestmark = pytest.mark.render

SHORT = scene(Layout.FOOTAGE, "Two seconds", "Two seconds are spoken here.")
MOST_KILOBYTES = 450 * 1024


def _image(folder: Path, picture: Image.Image) -> Asset:
    path = files.saved(picture, folder / "image", "PNG", compress_level=1)
    return prepare(path, AssetKind.IMAGE, "image.png", folder / "assets")


def _clip(folder: Path, picture: Image.Image, count: int) -> Asset:
    path = files.film(folder / "clip.mp4", [picture] * count)
    return prepare(path, AssetKind.CLIP, "clip.mp4", folder / "assets")


def _animation(folder: Path, *_: object) -> Asset:
    first, second = files.photo(320, 240, 1), files.photo(320, 240, 2)
    first.save(folder / "a.gif", save_all=True, append_images=[second], duration=300)
    return prepare(folder / "a.gif", AssetKind.IMAGE, "a.gif", folder / "assets")


def test_large_footage_is_drawn_in_little_memory(tmp_path: Path) -> None:
    photo = _image(tmp_path, files.photo(4000, 3000))
    clip = _clip(tmp_path, files.photo(3840, 2160), 12)
    scenes = [replace(SHORT, footage=photo), replace(SHORT, footage=clip)]
    laid = timeline(board("en", *scenes), quality=Quality.FULL)
    assets = tmp_path / "assets"
    painter = Painter(laid, assets)
    for number in range(0, laid.frames, 9):
        painter.frame(number)  # compiles what is not compiled yet, which takes memory of its own
    with memory.watched() as peak:
        parts = farm.render_parts(
            laid, tmp_path / "parts", assets=assets, processes=1,
            on_progress=lambda *_: None, should_stop=lambda: False,
        )  # fmt: skip
    assert all(part.exists() for part in parts)
    assert 100_000 < peak.kilobytes < MOST_KILOBYTES


@pytest.mark.parametrize(
    "brought",
    [
        lambda folder: _image(folder, files.plain(400, 300, (255, 255, 255))),
        lambda folder: _image(folder, files.plain(400, 300, (0, 0, 0))),
        lambda folder: _clip(folder, files.photo(320, 240), 30),
        lambda folder: _clip(folder, files.plain(320, 240, (10, 10, 10)), 30),
        _animation,
    ],
    ids=["white", "black", "standing", "dark", "animated"],
)
@pytest.mark.parametrize("style", ["aurora", "editorial"])
def test_any_footage_makes_a_video_that_passes(
    tmp_path: Path, style: str, brought: Callable[[Path], Asset]
) -> None:
    """Even where nothing but the style's own light and the camera could move."""
    spec = replace(
        SPEC, style=style, captions=CaptionMode.OFF, progress_bar=False,
        footage=(brought(tmp_path),) * 2,
    )  # fmt: skip
    made = produce(tmp_path, spec)
    assert quality.problems(made.report, made.timeline) == ()
    assert all(shot.scene.footage for shot in made.timeline.shots)


def test_what_is_missing_is_said_before_anything_is_drawn(tmp_path: Path) -> None:
    gone = Asset(kind=AssetKind.LOGO, file="0.png", name="logo.svg")
    laid = replace(timeline(storyboard()), logo=gone)
    with pytest.raises(StepFailed, match=r"^logo.svg is not among this video's files"):
        farm.render_parts(
            laid, tmp_path / "parts", assets=tmp_path,
            on_progress=lambda *_: None, should_stop=lambda: False,
        )  # fmt: skip
    assert not (tmp_path / "parts").exists()
