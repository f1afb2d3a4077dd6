"""Images: kept upright in sRGB, no larger than needed; bombs and broken ones are refused."""

import resource
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from tests.intake.checks import RED, off, opened, refusal
from tests.studio import files, memory
from videos.spec import AssetKind
from videos.studio.intake import Unusable, inspect, limits, prepare


def test_a_photo_is_kept_as_jpeg_no_larger_than_needed(tmp_path: Path) -> None:
    path = files.saved(files.photo(4000, 3000), tmp_path / "photo", "JPEG")
    facts = inspect(path, AssetKind.IMAGE, "holiday.jpg")
    assert (facts.kind, facts.form, facts.width, facts.height) == (
        AssetKind.IMAGE,
        "JPEG",
        4000,
        3000,
    )
    asset = prepare(path, AssetKind.IMAGE, "holiday.jpg", tmp_path / "assets")
    assert (asset.kind, asset.name) == (AssetKind.IMAGE, "holiday.jpg")
    assert asset.file.endswith(".jpg")
    assert opened(tmp_path / "assets", asset).size == (2880, 2160)


def test_the_same_content_is_prepared_once(tmp_path: Path) -> None:
    path = files.saved(files.photo(800, 600), tmp_path / "a.jpg", "JPEG")
    copy = tmp_path / "b.png"
    copy.write_bytes(path.read_bytes())
    first = prepare(path, AssetKind.IMAGE, "a.jpg", tmp_path / "assets")
    written = (tmp_path / "assets" / first.file).stat().st_mtime_ns
    second = prepare(copy, AssetKind.CLIP, "b.png", tmp_path / "assets")
    assert (second.file, second.kind, second.name) == (first.file, AssetKind.IMAGE, "b.png")
    assert (tmp_path / "assets" / first.file).stat().st_mtime_ns == written
    logo = prepare(path, AssetKind.LOGO, "a.jpg", tmp_path / "assets")
    assert logo.file != first.file
    assert len(list((tmp_path / "assets").iterdir())) == 2


@pytest.mark.parametrize("form", ["PNG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", "JPEG"])
def test_a_name_says_nothing(tmp_path: Path, form: str) -> None:
    path = files.saved(files.plain(300, 200, RED), tmp_path / "holiday.mov", form)
    asset = prepare(path, AssetKind.CLIP, "holiday.mov", tmp_path / "assets")
    assert asset.kind is AssetKind.IMAGE
    assert off(opened(tmp_path / "assets", asset), (150, 100), RED) <= 6


def test_a_photo_is_turned_upright(tmp_path: Path) -> None:
    picture = files.plain(600, 400, (20, 20, 20))
    picture.paste(RED, (0, 0, 300, 400))
    exif = Image.Exif()
    exif[0x0112] = 6
    path = files.saved(picture, tmp_path / "p.jpg", "JPEG", exif=exif)
    facts = inspect(path, AssetKind.IMAGE, "p.jpg")
    assert (facts.width, facts.height) == (400, 600)
    kept = opened(tmp_path / "assets", prepare(path, AssetKind.IMAGE, "p.jpg", tmp_path / "assets"))
    assert kept.size == (400, 600)
    assert off(kept, (200, 100), RED) <= 6, "its left side is now at the top"
    assert off(kept, (200, 500), (20, 20, 20)) <= 6


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "LA", "YCbCr", "I;16"])
def test_every_kind_of_pixel_is_read(tmp_path: Path, mode: str) -> None:
    grey = files.plain(300, 200, (180, 180, 180))
    deep = Image.fromarray(np.full((200, 300), 180 * 257, np.uint16))
    picture = {"I;16": deep, "P": grey.quantize(4)}.get(mode) or grey.convert(mode)
    path = files.saved(picture, tmp_path / "p", "JPEG" if mode in {"CMYK", "YCbCr"} else "PNG")
    asset = prepare(path, AssetKind.IMAGE, "p", tmp_path / "assets")
    assert asset.file.endswith(".jpg"), "nothing shows through it"
    assert off(opened(tmp_path / "assets", asset), (150, 100), (180, 180, 180)) <= 6


def test_what_shows_through_stays_so(tmp_path: Path) -> None:
    picture = files.plain(300, 200, RED)
    picture.paste((0, 255, 0), (0, 0, 150, 200))
    palette = picture.quantize(2)
    clear = palette.getpixel((20, 100))
    path = files.saved(palette, tmp_path / "p.png", "PNG", transparency=clear)
    asset = prepare(path, AssetKind.IMAGE, "p.png", tmp_path / "assets")
    assert asset.file.endswith(".png")
    kept = opened(tmp_path / "assets", asset)
    assert kept.mode == "RGBA"
    alpha = np.asarray(kept.getchannel("A"))
    assert (alpha[100, 20], alpha[100, 250]) == (0, 255)


def test_sixteen_bits_in_colour(tmp_path: Path) -> None:
    deep = np.full((200, 300, 3), (40_000, 10_000, 20_000), np.uint16)
    container = av.open(str(tmp_path / "deep.png"), "w", format="image2", options={"update": "1"})
    stream = container.add_stream("png", rate=1)
    stream.width, stream.height, stream.pix_fmt = 300, 200, "rgb48be"
    container.mux(stream.encode(av.VideoFrame.from_ndarray(deep, "rgb48be")))
    container.mux(stream.encode(None))
    container.close()
    asset = prepare(tmp_path / "deep.png", AssetKind.IMAGE, "deep.png", tmp_path / "assets")
    assert off(opened(tmp_path / "assets", asset), (100, 100), (156, 39, 78)) <= 6


def test_a_panorama_still_covers(tmp_path: Path) -> None:
    path = files.saved(files.photo(6000, 1500), tmp_path / "p.jpg", "JPEG")
    kept = opened(tmp_path / "assets", prepare(path, AssetKind.IMAGE, "p.jpg", tmp_path / "assets"))
    assert kept.size == (5200, 1300)


def test_a_huge_jpeg_is_reduced_in_little_memory(tmp_path: Path) -> None:
    path = files.saved(files.plain(20_000, 12_000, RED), tmp_path / "p.jpg", "JPEG", quality=30)
    with memory.watched() as peak:
        kept = opened(
            tmp_path / "assets", prepare(path, AssetKind.IMAGE, "p.jpg", tmp_path / "assets")
        )
    assert kept.size == (2880, 1728)
    assert 20_000 < peak.kilobytes < 450_000


def test_bombs_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    path = files.png_header(tmp_path / "bomb.png", 20_000, 20_000)
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "20,000 × 20,000 pixels" in refusal(path, AssetKind.IMAGE, "bomb.png")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert used.ru_utime - started.ru_utime < 10
    assert "pixels, more than we can open" in refusal(
        files.png_header(tmp_path / "bomb2.png", 2**31 - 1, 2**31 - 1), AssetKind.IMAGE, "bomb2.png"
    )


def test_bad_images_are_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = files.saved(files.photo(800, 600), tmp_path / "whole.jpg", "JPEG")
    assert "damaged or incomplete" in refusal(files.cut_short(whole, 0.4), AssetKind.IMAGE)
    (tmp_path / "words").write_text("These are words and no picture. " * 20, encoding="utf-8")
    assert "Save it as JPEG or PNG" in refusal(tmp_path / "words", AssetKind.IMAGE)
    (tmp_path / "nothing").write_bytes(b"")
    assert "is empty" in refusal(tmp_path / "nothing", AssetKind.IMAGE)
    dot = files.saved(files.plain(3, 3, RED), tmp_path / "dot.png", "PNG")
    assert "only 3 × 3 pixels" in refusal(dot, AssetKind.IMAGE)
    (tmp_path / "heic").write_bytes(b"\0\0\0\x18ftypheic" + b"\0" * 500)
    assert "HEIC" in refusal(tmp_path / "heic", AssetKind.IMAGE)


def test_a_list_of_other_files_is_no_clip(tmp_path: Path) -> None:
    secret = files.film(tmp_path / "secret.mp4", [files.plain(320, 240, RED)] * 5)
    (tmp_path / "a").write_text(f"ffconcat version 1.0\nfile '{secret}'\n", encoding="utf-8")
    (tmp_path / "b").write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n",
        encoding="utf-8",
    )
    for name in "ab":
        assert "not a clip that we can read" in refusal(tmp_path / name, AssetKind.CLIP)


def test_sizes_are_weighed_first(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(limits.BYTES[AssetKind.LOGO] + 1)
    assert "larger than 20 MB" in refusal(path, AssetKind.LOGO)


def test_odd_names_fit_into_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"?")
    with pytest.raises(Unusable, match=r"^a b{57}… is not an image"):
        inspect(tmp_path / "x", AssetKind.IMAGE, "a\n" + "b" * 300 + "\x00")
