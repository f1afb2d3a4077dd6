"""Logos: a picture or a drawing, trimmed of its empty margins, as PNG."""

from pathlib import Path

from PIL import Image

from videos.spec import AssetKind
from videos.studio.intake import images, limits, pictures, vectors
from videos.studio.intake.facts import Facts, Unusable
from videos.studio.intake.judging import Found

_VISIBLE = 8
"""Alpha of 255 from which a pixel counts as something."""


def judge(path: Path, name: str) -> Found:
    """Return what a logo is.

    Raises:
        Unusable: it is neither a picture nor an SVG, is broken, or shows nothing.
    """
    form, logo = _opened(path, name)
    trimmed = _trimmed(logo, name)
    trimmed.thumbnail((limits.LOGO_SIDE, limits.LOGO_SIDE), Image.Resampling.LANCZOS)
    facts = Facts(kind=AssetKind.LOGO, form=form, width=trimmed.width, height=trimmed.height)
    return Found(facts, lambda target: _save(trimmed, target))


def _opened(path: Path, name: str) -> tuple[str, Image.Image]:
    if vectors.is_svg(path):
        return "SVG", vectors.drawn(path, name).convert("RGBA")
    picture = pictures.opened(path, name)
    if picture is None:
        raise Unusable(
            f"{name} is not an image that we can read. Save the logo as PNG or SVG and upload it "
            "again."
        )
    if min(picture.size) < limits.SMALLEST_LOGO:
        raise Unusable(
            f"{name} is only {picture.width} × {picture.height} pixels. Bring a logo of at least "
            f"{limits.LOGO_SIDE // 4} pixels, or an SVG."
        )
    side = 2 * limits.LOGO_SIDE  # margins will go
    return picture.format or "", images.read(picture, (side, side), name).convert("RGBA")


def _trimmed(logo: Image.Image, name: str) -> Image.Image:
    alpha = logo.getchannel("A").point(lambda value: 255 * (value >= _VISIBLE))
    box = alpha.getbbox()
    if box is None:
        raise Unusable(f"{name} shows nothing: all of it is transparent. Upload another logo.")
    return logo.crop(box)


def _save(logo: Image.Image, target: Path) -> str:
    logo.save(target, "PNG", optimize=True)
    return ".png"
