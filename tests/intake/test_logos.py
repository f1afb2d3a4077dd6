"""Logos: trimmed pictures and drawings that reach for nothing outside."""

from pathlib import Path

import pytest
from PIL import Image

from tests.intake.checks import RED, opened, refusal
from tests.studio import files
from videos.spec import AssetKind
from videos.studio.intake import inspect, prepare

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'


def _svg(path: Path, content: str, before: str = "") -> Path:
    path.write_text(before + _SVG.format(content), encoding="utf-8")
    return path


def test_a_logo_loses_its_empty_margins(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (1000, 1000))
    picture.paste((*RED, 255), (300, 400, 700, 600))
    path = files.saved(picture, tmp_path / "l", "PNG")
    kept = opened(
        tmp_path / "assets", prepare(path, AssetKind.LOGO, "logo.png", tmp_path / "assets")
    )
    assert kept.mode == "RGBA"
    assert kept.size == (400, 200)


def test_a_drawing_is_drawn_large(tmp_path: Path) -> None:
    path = _svg(tmp_path / "l.png", '<rect x="10" y="10" width="80" height="30" fill="#c81e28"/>')
    assert inspect(path, AssetKind.LOGO, "l").form == "SVG"
    kept = opened(tmp_path / "assets", prepare(path, AssetKind.LOGO, "l", tmp_path / "assets"))
    assert kept.size == (640, 240)
    assert kept.getpixel((320, 120)) == (*RED, 255)


@pytest.mark.parametrize(
    "content",
    [
        '<image href="file:///etc/hostname" width="9" height="9"/>',
        '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="/etc/passwd"/>',
        '<image href="https://example.com/x.png" width="9" height="9"/>',
        '<style>@import "https://example.com/x.css";</style><rect width="9" height="9"/>',
        '<rect width="9" height="9" style="fill:url(https://example.com/x)"/>',
    ],
)
def test_drawings_that_reach_outside_are_refused(tmp_path: Path, content: str) -> None:
    assert "outside itself" in refusal(_svg(tmp_path / "l.svg", content), AssetKind.LOGO)


def test_bad_drawings_are_refused_in_a_sentence(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    assert "declares entities" in refusal(_svg(tmp_path / "b.svg", "&b;", bomb), AssetKind.LOGO)
    assert "not a well-formed SVG" in refusal(_svg(tmp_path / "w.svg", "<rect"), AssetKind.LOGO)
    assert "shows nothing" in refusal(_svg(tmp_path / "e.svg", ""), AssetKind.LOGO)
    deep = _svg(tmp_path / "d.svg", "<g>" * 100_000 + "</g>" * 100_000)
    assert refusal(deep, AssetKind.LOGO)


def test_scripts_in_drawings_never_run(tmp_path: Path) -> None:
    path = _svg(tmp_path / "l.svg", '<script>boom()</script><rect width="100" height="50"/>')
    assert inspect(path, AssetKind.LOGO, "l.svg").width == 800


def test_a_huge_drawing_is_drawn_small(tmp_path: Path) -> None:
    path = tmp_path / "l.svg"
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="900000" height="900000">'
        '<rect width="900000" height="900000"/></svg>', encoding="utf-8",
    )  # fmt: skip
    assert inspect(path, AssetKind.LOGO, "l.svg").width == 800
