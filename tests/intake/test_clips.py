"""Clips: kept steady and upright, whatever their clock, size and container were."""

from itertools import pairwise
from pathlib import Path

import av
import pytest

from tests.intake.checks import RED, off, opened, refusal
from tests.studio import files
from videos.spec import AssetKind
from videos.studio.intake import inspect, limits, prepare


def _frames(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as container:
        assert not container.streams.audio
        assert container.streams.video[0].average_rate == limits.CLIP_RATE
        return list(container.decode(video=0))


def _clip(tmp_path: Path, source: Path) -> list[av.VideoFrame]:
    asset = prepare(source, AssetKind.CLIP, "clip", tmp_path / "assets")
    assert asset.kind is AssetKind.CLIP
    return _frames(tmp_path / "assets" / asset.file)


def _light(frame: av.VideoFrame) -> float:
    return float(frame.to_ndarray(format="gray8").mean())


def test_a_clip_is_steady_with_near_key_frames(tmp_path: Path) -> None:
    shades = [files.plain(640, 360, (i * 4,) * 3) for i in range(50)]
    path = files.film(tmp_path / "c.mkv", shades)
    facts = inspect(path, AssetKind.IMAGE, "c.mkv")
    assert (facts.kind, facts.width, facts.height) == (AssetKind.CLIP, 640, 360)
    assert facts.seconds == pytest.approx(2, abs=0.1)
    frames = _clip(tmp_path, path)
    assert len(frames) == 60
    assert all(frame.format.name == "yuv420p" and frame.colorspace == 1 for frame in frames)
    keys = [number for number, frame in enumerate(frames) if frame.key_frame]
    assert keys == list(range(0, 60, limits.CLIP_GOP))
    lights = [_light(frame) for frame in frames]
    assert all(before <= after + 1 for before, after in pairwise(lights))


def test_a_phone_film_is_upright(tmp_path: Path) -> None:
    left_red = files.plain(640, 360, (0, 0, 0))
    left_red.paste((255, 0, 0), (0, 0, 320, 360))
    path = files.film(tmp_path / "c.mp4", [left_red] * 10, rotation=-90)
    facts = inspect(path, AssetKind.CLIP, "c.mp4")
    assert (facts.width, facts.height) == (360, 640)
    picture = _clip(tmp_path, path)[5].to_ndarray(format="rgb24")
    assert picture.shape == (640, 360, 3)
    assert picture[100, 180, 0] > 200, "its left side is now at the top"
    assert picture[540, 180, 0] < 50


def test_times_are_kept_when_frames_come_as_they_like(tmp_path: Path) -> None:
    shades = [files.plain(320, 240, (level,) * 3) for level in (20, 90, 160, 230)]
    path = files.film(tmp_path / "c.mkv", shades, seconds=[0, 0.1, 1.0, 1.5])
    frames = _clip(tmp_path, path)
    lights = [_light(frame) for frame in frames]
    assert len(frames) == 46
    for second, light in ((0.05, 20), (0.5, 90), (1.2, 160), (1.51, 230)):
        assert lights[int(second * 30)] == pytest.approx(light, abs=6), second


def test_an_animated_picture_is_a_clip(tmp_path: Path) -> None:
    first, *rest = [files.plain(301, 201, (level,) * 3) for level in (30, 120, 210)]
    for form in ("GIF", "WEBP", "PNG"):
        path = tmp_path / f"a.{form}"
        first.save(path, form, save_all=True, append_images=rest, duration=[200, 500, 300])
        assert inspect(path, AssetKind.IMAGE, "a.gif").kind is AssetKind.CLIP
        lights = [_light(frame) for frame in _clip(tmp_path, path)]
        assert len(lights) == 30, form
        assert [lights[3], lights[12], lights[28]] == pytest.approx([30, 120, 210], abs=6)


def test_one_frame_is_an_image(tmp_path: Path) -> None:
    path = files.film(tmp_path / "c.mp4", [files.plain(320, 240, RED)])
    assert inspect(path, AssetKind.CLIP, "c.mp4").kind is AssetKind.IMAGE
    asset = prepare(path, AssetKind.CLIP, "c.mp4", tmp_path / "assets")
    assert asset.kind is AssetKind.IMAGE
    assert off(opened(tmp_path / "assets", asset), (160, 120), RED) <= 10


def test_a_large_clip_is_reduced_to_what_covers(tmp_path: Path) -> None:
    path = files.film(tmp_path / "c.mp4", [files.photo(3840, 2160)] * 6)
    frames = _clip(tmp_path, path)
    assert (frames[0].width, frames[0].height) == (1920, 1080)


def test_a_long_clip_is_cut_and_says_so(tmp_path: Path) -> None:
    pictures = [files.plain(160, 120, (level, 0, 0)) for level in (10, 200)]
    path = files.film(tmp_path / "c.mkv", [pictures[n % 2] for n in range(70)], seconds=range(70))
    assert "longer than 60 seconds" in inspect(path, AssetKind.CLIP, "c.mkv").note
    assert len(_clip(tmp_path, path)) == 1800


def test_bad_clips_are_refused_in_a_sentence(tmp_path: Path) -> None:
    sound = files.tone(tmp_path / "s.wav", length=1)
    assert "sound but no picture" in refusal(sound, AssetKind.CLIP)
    whole = files.film(tmp_path / "c.mp4", [files.photo(320, 240)] * 50)
    assert "not a clip that we can read" in refusal(files.cut_short(whole, 0.5), AssetKind.CLIP)


def test_what_is_left_of_a_cut_film_is_used(tmp_path: Path) -> None:
    pictures = [files.photo(320, 240, seed) for seed in range(50)]
    path = files.cut_short(files.film(tmp_path / "c.mkv", pictures), 0.6)
    assert 20 < len(_clip(tmp_path, path)) < 50
