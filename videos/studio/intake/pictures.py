"""Opening a still or animated picture with Pillow, bounded before anything is decoded."""

from pathlib import Path

from PIL import Image

from videos.studio.intake import limits
from videos.studio.intake.facts import Unusable

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF", "BMP")
"""What people's pictures come in; the rarer readers of Pillow stay shut."""
_ANIMATED = {"GIF", "WEBP", "PNG", "AVIF"}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}

# The limits here are our own, and are checked before decoding.
Image.MAX_IMAGE_PIXELS = None
Image.init()


def opened(path: Path, name: str) -> Image.Image | None:
    """Return a picture that has not been decoded yet, or None when the file holds none.

    Raises:
        Unusable: it is a picture, and of a size or kind that cannot be used.
    """
    with path.open("rb") as file:
        start = file.read(12)
    if start[4:8] == b"ftyp" and start[8:12] in _HEIC:
        raise Unusable(f"{name} is a HEIC photo. Save it as JPEG and upload it again.")
    try:
        picture = Image.open(path, formats=FORMATS)
    except (OSError, SyntaxError, ValueError):
        return None
    _bound(picture, name)
    return picture


def _bound(picture: Image.Image, name: str) -> None:
    width, height = picture.size
    reduced = picture.format in {"JPEG", "MPO"} and not picture.info.get("progressive")
    most = limits.JPEG_PIXELS if reduced else limits.IMAGE_PIXELS
    if width * height > most:
        raise Unusable(
            f"{name} has {width:,} × {height:,} pixels, more than we can open. Save it with at "
            f"most {int(limits.IMAGE_PIXELS**0.5):,} pixels a side and upload it again."
        )


def is_animated(picture: Image.Image) -> bool:
    """Say whether a picture moves; a phone's photo that holds a second one does not."""
    return picture.format in _ANIMATED and getattr(picture, "n_frames", 1) > 1


def refuse_small(width: int, height: int, name: str) -> None:
    """Refuse what would fill no screen.

    Raises:
        Unusable: a side is too short.
    """
    if min(width, height) < limits.SMALLEST_SIDE:
        raise Unusable(
            f"{name} is only {width} × {height} pixels. Bring one with at least "
            f"{limits.SOFT_SIDE} pixels on its shorter side."
        )


def softness(width: int, height: int, name: str) -> str:
    """Return a note for a picture that will be enlarged a lot, else nothing."""
    if min(width, height) >= limits.SOFT_SIDE:
        return ""
    return f"{name} is only {width} × {height} pixels and will look soft."


def broken(name: str) -> Unusable:
    """Return the error for a picture that stops in the middle or holds nonsense."""
    return Unusable(f"{name} is damaged or incomplete. Save it again as JPEG or PNG and upload it.")
