"""Footage behind scenes: readable words, pure frames, a smooth camera, clips of any length."""

import gc
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.studio import files
from tests.studio.boards import COFFEE, board, scene, timeline
from videos.exceptions import StepFailed
from videos.spec import Aspect, Asset, AssetKind, CaptionMode, Layout, Quality, Storyboard
from videos.studio import layouts
from videos.studio.art.colours import READABLE, contrast
from videos.studio.art.lettering import Words
from videos.studio.backgrounds import lens, subject
from videos.studio.backgrounds.camera import MOVES, Camera, Move, Window
from videos.studio.backgrounds.film import turn_at
from videos.studio.backgrounds.reel import Reel
from videos.studio.backgrounds.still import Still
from videos.studio.compositor.canvas import Canvas
from videos.studio.frames import Painter, Planes
from videos.studio.geometry import Frame, Rect, frame_of
from videos.studio.intake import prepare
from videos.studio.stage import Stage
from videos.studio.stills import picture_of, resting_frame
from videos.studio.themes import THEMES
from videos.studio.timeline import Timeline

STYLES = sorted(THEMES)
SAID = scene(Layout.FOOTAGE, "Words that all people can read", "Words that all people can read.",
             kicker="A label", accents=(2,))  # fmt: skip


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the tests of this module keep their files in."""
    return tmp_path_factory.mktemp("assets")


def image(assets: Path, picture: Image.Image) -> Asset:
    """Prepare a picture as a creator's image."""
    path = files.saved(picture, assets / "source", "PNG")
    return prepare(path, AssetKind.IMAGE, "holiday.png", assets)


def clip(assets: Path, pictures: Sequence[Image.Image]) -> Asset:
    """Prepare pictures as a creator's clip."""
    path = files.film(assets / "source.mp4", pictures)
    return prepare(path, AssetKind.CLIP, "holiday.mp4", assets)


def behind(plan: Storyboard, *footage: Asset) -> Storyboard:
    """Return a storyboard with footage behind its scenes, in turn."""
    scenes = [
        replace(one, footage=footage[number % len(footage)])
        for number, one in enumerate(plan.scenes)
    ]
    return replace(plan, scenes=tuple(scenes))


def _panned(seconds: float) -> list[Image.Image]:
    whole = files.photo(800, 200)
    return [whole.crop((n * 2, 0, n * 2 + 320, 180)) for n in range(round(seconds * 25))]


# Words


def _ground(laid: Timeline, assets: Path) -> tuple[Image.Image, Rect]:
    """Return the opening shot at rest without any letters, and where its headline stands."""
    painter = Painter(laid, assets)
    whole = painter.stage(0)
    bare = [layer for layer in whole.layers if not isinstance(layer.art, Words)]
    canvas = Canvas.blank(laid.width, laid.height)
    Stage(whole._backdrop, bare, None).paint(canvas, 2.0)
    box = next(layer.box for layer in whole.layers if layer.block == "headline" and layer.box)
    luma, u, v = canvas.planes
    return picture_of((luma, u, v)), box


@pytest.mark.parametrize("aspect", [Aspect.WIDE, Aspect.TALL])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("ground", ["white", "black", "busy", "photo"])
def test_headlines_can_be_read_on_anything(
    assets: Path, style: str, aspect: Aspect, ground: str
) -> None:
    picture = {
        "white": files.plain(800, 600, (255, 255, 255)), "black": files.plain(800, 600, (0, 0, 0)),
        "busy": files.busy(800, 600), "photo": files.photo(800, 600),
    }[ground]  # fmt: skip
    for layout in (Layout.FOOTAGE, Layout.STATEMENT):
        plan = behind(board("en", replace(SAID, layout=layout), SAID), image(assets, picture))
        laid = timeline(plan, style=style, aspect=aspect)
        seen, box = _ground(laid, assets)
        part = np.asarray(seen)[int(box.y) : int(box.bottom), int(box.x) : int(box.right)]
        ink = THEMES[style].palette(0).ink
        colours = {(int(r), int(g), int(b)) for r, g, b in part.reshape(-1, 3)[::7]}
        assert min(contrast(ink, colour) for colour in colours) >= READABLE


@pytest.mark.parametrize("style", STYLES)
def test_a_posters_picture_stays_a_picture(assets: Path, style: str) -> None:
    """Beside the words, most of the creator's colours are left."""
    laid = timeline(
        behind(board("en", SAID, SAID), image(assets, files.photo(1600, 900))), style=style
    )
    seen, _ = _ground(laid, assets)
    away = np.asarray(seen.crop((470, 100, 630, 260)), np.float32)
    assert away.std(axis=(0, 1)).max() > 20


def test_words_keep_their_place_over_footage(assets: Path) -> None:
    found = image(assets, files.photo(800, 600))
    for style in STYLES:
        for aspect in Aspect:
            laid = timeline(behind(board("en", SAID, SAID), found), style=style, aspect=aspect)
            brief, frame = Painter(laid, assets).brief(0), frame_of(laid)
            for layer in layouts.compose(brief):
                if layer.block and layer.box:
                    assert frame.safe.contains(layer.box, 3)
                    assert not layer.box.overlaps(frame.caption_band, 3)


# Frames


def _same(one: Planes, two: Planes) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def test_frames_do_not_depend_on_what_was_drawn_before(assets: Path) -> None:
    plan = behind(COFFEE, image(assets, files.photo(900, 700)), clip(assets, _panned(1.5)))
    laid = timeline(plan, style="neon")
    forward, backward = Painter(laid, assets), Painter(laid, assets)
    numbers = range(0, laid.frames, 11)
    first = {number: forward.frame(number) for number in numbers}
    for number in reversed(numbers):
        assert _same(first[number], backward.frame(number)), number


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    asset = Asset(kind=AssetKind.IMAGE, file="0" * 64 + ".jpg", name="holiday.jpg")
    laid = timeline(behind(COFFEE, asset))
    for folder in (tmp_path, None):
        with pytest.raises(StepFailed, match=r"^holiday.jpg is not among this video's files"):
            Painter(laid, folder).frame(0)


def test_a_broken_clip_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "0.mp4").write_bytes(b"no clip")
    laid = timeline(behind(COFFEE, Asset(kind=AssetKind.CLIP, file="0.mp4", name="holiday.mp4")))
    with pytest.raises(StepFailed, match="cannot be read any more"):
        Painter(laid, tmp_path).frame(0)


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (90, 120, 150)])
def test_something_moves_even_over_one_colour(assets: Path, colour: files.RGB) -> None:
    found = image(assets, files.plain(800, 600, colour))
    for style in STYLES:
        plan = behind(board("en", SAID, SAID), found)
        painter = Painter(timeline(plan, style=style, captions=CaptionMode.OFF), assets)
        rest = resting_frame(painter.timeline, 0)
        now, later = (painter.frame(rest + after)[0].astype(int) for after in (0, 12))
        assert np.abs(now - later).mean() > 0.02, style


# The camera


@pytest.mark.parametrize("move", MOVES)
def test_the_camera_moves_evenly_and_never_leaves_the_picture(move: Move) -> None:
    area = Window(0, 0, 2150, 1210)
    camera = Camera(move=move, seconds=5.0, focus=(0.9, -0.7))
    windows = [camera.window(now / 30 - 0.5, area) for now in range(180)]
    for window in windows:
        assert window.x >= -1e-6
        assert window.y >= -1e-6
        assert window.x + window.width <= area.width + 1e-6
        assert window.y + window.height <= area.height + 1e-6
    corners = np.array([(w.x, w.y, w.x + w.width, w.y + w.height) for w in windows])
    speeds = np.diff(corners, axis=0)
    assert np.abs(speeds).max(axis=1).min() > 0.02, "it never halts"
    assert np.abs(np.diff(speeds, axis=0)).max() < 0.05, "pixels a frame by which it changes speed"


def test_a_shift_smaller_than_a_pixel_is_seen() -> None:
    x = np.arange(400, dtype=np.float32)
    wave = (128 + 80 * np.sin(2 * np.pi * x / 50)).astype(np.uint8)
    picture = np.repeat(wave[None], 120, axis=0)
    shown = np.empty((100, 300), np.uint8)
    phases = []
    for step in range(40):
        lens.show(shown, picture, Window(20 + step * 0.1, 5, 300, 100))
        tone = np.exp(-2j * np.pi * np.arange(300) / 50)
        phases.append(np.angle((shown[50] * tone).sum()) / (2 * np.pi) * 50)
    shifts = np.diff(np.unwrap(phases, period=50))
    assert shifts == pytest.approx(0.1, abs=0.02)


def test_whole_pixels_are_copied() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (60, 80), np.uint8)
    shown = np.empty((40, 50), np.uint8)
    lens.show(shown, picture, Window(10, 6, 50, 40))
    assert np.array_equal(shown, picture[6:46, 10:60])


def test_an_image_drifts_without_a_jump(assets: Path) -> None:
    """The picture's shift from frame to frame, measured in the frames, varies slowly."""
    found = image(assets, files.photo(1600, 900))
    frame = Frame(width=640, height=360, captions=False)
    camera = Camera(move=MOVES[1], seconds=4)
    still = Still(assets / found.file, frame, camera, ground=(0, 0, 0))
    canvas = Canvas.blank(640, 360)
    seen = []
    for number in range(60):
        still.paint(canvas, 1 + number / 30)
        seen.append(canvas.planes[0][100:300, 150:500].astype(np.float32))
    shifts = np.array([_shift(before, after) for before, after in pairwise(seen)])
    assert shifts.std() / abs(shifts.mean()) < 0.2
    assert np.abs(np.diff(shifts)).max() < 0.1


def _shift(before: np.typing.NDArray[np.float32], after: np.typing.NDArray[np.float32]) -> float:
    """Return how far a picture moved across, in pixels, by least squares on its gradient."""
    slope = np.gradient((before + after) / 2, axis=1)
    return float(-(slope * (after - before)).sum() / (slope * slope).sum())


def test_cutting_keeps_the_subject() -> None:
    picture = files.plain(1600, 600, (120, 120, 120))
    picture.paste(files.photo(200, 400), (1250, 100))
    x, _, width, _ = subject.crop(subject.cells(picture), picture.size, 9 / 16)
    assert x <= 1260
    assert x + width >= 1440


# Clips


def test_any_frame_of_a_clip_can_be_had(assets: Path) -> None:
    path = assets / clip(assets, _panned(2.5)).file
    whole = Reel(path, 10_000)
    in_order = [whole.frame(n).to_ndarray() for n in range(whole.count)]
    jumping = Reel(path, 10_000)
    rng = np.random.default_rng(5)
    for number in rng.permutation(whole.count):
        assert np.array_equal(jumping.frame(int(number)).to_ndarray(), in_order[number])
    beyond = jumping.frame(whole.count + 50).to_ndarray()
    assert np.array_equal(beyond, in_order[-1])


def test_a_clip_that_is_shown_no_more_lets_go_of_its_file(assets: Path) -> None:
    path = assets / clip(assets, _panned(0.5)).file
    held = Path("/proc/self/fd")
    gc.collect()
    gc.disable()
    try:
        before = len(list(held.iterdir()))
        for _ in range(10):
            Reel(path, 10_000).frame(3)
        assert len(list(held.iterdir())) == before
    finally:
        gc.enable()


def test_a_short_clip_goes_round_softly() -> None:
    turns = [turn_at(now / 30, 90, 30) for now in range(360)]
    assert [turn.number for turn in turns[:66]] == list(range(66)), "the first round is whole"
    assert all(turn.weight == 0 for turn in turns[:66])
    assert max(turn.number for turn in turns) == 65
    assert turns[66].number == 0
    assert turns[66].other == 66
    assert turns[66].weight > 240, "what was shown goes on, and the beginning comes in"
    assert turns[66 + 23].weight < 20
    assert turns[66 + 24].weight == 0
    for before, after in pairwise(turns[60:200]):
        assert abs(before.weight - after.weight) <= 12 or after.number == 0


@pytest.mark.parametrize("frames", [1, 2, 3, 10])
def test_a_clip_of_a_few_frames_is_shown(frames: int) -> None:
    for now in range(200):
        turn = turn_at(now / 30, frames, 30)
        assert 0 <= turn.number < frames
        assert 0 <= turn.other < frames


def test_a_clip_fills_a_scene_four_times_its_length(assets: Path) -> None:
    found = clip(assets, _panned(3))
    long = scene(Layout.FOOTAGE, "Long", "Many words are said over a clip that is short. " * 4)
    laid = timeline(behind(board("en", long, long), found))
    assert laid.shots[0].length / laid.fps > 12
    painter = Painter(laid, assets)
    seen = [painter.frame(number)[0][40:140].astype(int) for number in range(20, 180, 4)]
    changes = [np.abs(a - b).mean() for a, b in pairwise(seen)]
    assert min(changes) > 0.2, "it never stands still"
    assert max(changes) < 12 * np.median(changes), "it never jumps"


@pytest.mark.parametrize("aspect", Aspect)
def test_a_clip_of_any_shape_covers_the_frame(assets: Path, aspect: Aspect) -> None:
    tall = [files.photo(180, 320, seed) for seed in range(4)]
    for found in (clip(assets, tall), clip(assets, _panned(0.2))):
        plan = behind(board("en", SAID, SAID), found)
        laid = timeline(plan, aspect=aspect, quality=Quality.PREVIEW)
        luma, *_ = Painter(laid, assets).frame(20)
        assert luma[-30:].std() > 1
        assert luma[:, -8:].std() > 2
