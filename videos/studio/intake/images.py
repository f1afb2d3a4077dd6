"""Still images: turned upright, in sRGB, no larger than a slow zoom needs."""

import io
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageCms

from videos.spec import AssetKind
from videos.studio.intake import limits, pictures
from videos.studio.intake.facts import Facts
from videos.studio.intake.judging import Found

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""What a camera's orientation asks for, as EXIF numbers it."""
_ON_ITS_SIDE = 5
_STEP = 1 / 256
"""A step of a 16-bit value in steps of one of 8 bits."""
_OPAQUE = 255
_REDUCIBLE = {"L", "RGB", "RGBA", "CMYK"}
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError)


def judge(path: Path, picture: Image.Image, name: str) -> Found:
    """Return what the picture of a file is; decoding it small finds what is broken.

    Raises:
        Unusable: it is broken or too small.
    """
    width, height = _upright(picture)
    pictures.refuse_small(width, height, name)
    try:
        picture.draft(None, (limits.SMALLEST_SIDE, limits.SMALLEST_SIDE))
        picture.load()
    except BROKEN as error:
        raise pictures.broken(name) from error
    facts = Facts(
        kind=AssetKind.IMAGE, form=picture.format or "", width=width, height=height,
        note=pictures.softness(width, height, name),
    )  # fmt: skip
    return Found(facts, lambda target: _write(path, name, target))


def _write(path: Path, name: str, target: Path) -> str:
    with Image.open(path, formats=pictures.FORMATS) as picture:
        return save(read(picture, _size(picture.size), name), target)


def save(picture: Image.Image, target: Path) -> str:
    """Write a picture as PNG if anything shows through it, else as JPEG; return the suffix."""
    if picture.mode == "RGBA":
        picture.save(target, "PNG", compress_level=6)
        return ".png"
    picture.save(target, "JPEG", quality=92, subsampling=0)
    return ".jpg"


def _upright(picture: Image.Image) -> tuple[int, int]:
    width, height = picture.size
    on_its_side = picture.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE
    return (height, width) if on_its_side else (width, height)


def read(picture: Image.Image, size: tuple[int, int], name: str) -> Image.Image:
    """Return a picture as upright sRGB of at most `size` (before turning), RGB or RGBA.

    Raises:
        Unusable: it is broken.
    """
    try:
        return _reduced(picture, size)
    except BROKEN as error:
        raise pictures.broken(name) from error


def _size(size: tuple[int, int]) -> tuple[int, int]:
    longest, shortest = max(size), min(size)
    scale = max(limits.IMAGE_SIDE / longest, min(1.0, limits.IMAGE_COVER / shortest))
    return max(1, round(size[0] * min(1.0, scale))), max(1, round(size[1] * min(1.0, scale)))


def _reduced(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    profile, turn = picture.info.get("icc_profile"), picture.getexif().get(_ORIENTATION, 1)
    picture.draft(None, size)
    picture.load()
    small = _plain(picture)
    small.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    coloured = _in_srgb(small, profile)
    upright = coloured.transpose(_TURNS[turn]) if turn in _TURNS else coloured
    return upright.convert("RGB") if _is_opaque(upright) else upright


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be reduced: L, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * _STEP).convert("L")
    if "transparency" in picture.info or picture.mode in {"LA", "PA", "La", "RGBa"}:
        return picture.convert("RGBA")
    return picture if picture.mode in _REDUCIBLE else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):  # a profile for other colours, or a broken one
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(picture, own, srgb, outputMode=mode)
            if found is not None:
                return found
    return picture.convert(mode)


def _is_opaque(picture: Image.Image) -> bool:
    return picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == _OPAQUE
