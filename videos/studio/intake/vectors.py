"""SVG logos: read without entities, without anything from outside, and drawn by resvg."""

import io
import re
from pathlib import Path
from xml.parsers import expat

import resvg_py
from PIL import Image

from videos.studio.intake import limits
from videos.studio.intake.facts import Unusable

_START = 4_096
_REMEDY = "Export it as a plain SVG or as PNG and upload it again."
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|data:image/(?:png|jpeg))|@import", re.IGNORECASE)
_OWN = ("#", "data:image/png", "data:image/jpeg")
"""What a reference may lead to: the drawing itself, or a picture that lies in it."""


def is_svg(path: Path) -> bool:
    """Say whether a file looks like an SVG drawing."""
    with path.open("rb") as file:
        start = file.read(_START).lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and b"<svg" in start


def drawn(path: Path, name: str) -> Image.Image:
    """Return an SVG as a picture of about LOGO_SIDE pixels.

    Raises:
        Unusable: it is no well-formed SVG, or asks for something outside itself.
    """
    text = path.read_bytes()
    _refuse_unsafe(text, name)
    try:
        png = bytes(resvg_py.svg_to_bytes(svg_string=text.decode(), width=limits.LOGO_SIDE))
    except (ValueError, UnicodeDecodeError) as error:
        raise Unusable(f"{name} is not an SVG that we can draw. {_REMEDY}") from error
    return Image.open(io.BytesIO(png))


def _refuse_unsafe(text: bytes, name: str) -> None:
    def refuse(*_: object) -> None:
        raise Unusable(f"{name} declares entities, which logos do not need. {_REMEDY}")

    def check(_tag: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            refers = key.rpartition(":")[2] in {"href", "src"}
            if (refers and not value.strip().startswith(_OWN)) or _OUTSIDE.search(value):
                raise Unusable(f"{name} refers to a file outside itself. {_REMEDY}")

    def check_text(data: str) -> None:
        if _OUTSIDE.search(data):
            raise Unusable(f"{name} refers to a file outside itself. {_REMEDY}")

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = check
    parser.CharacterDataHandler = check_text
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes no name for "this is all"
    except expat.ExpatError as error:
        raise Unusable(f"{name} is not a well-formed SVG. {_REMEDY}") from error
