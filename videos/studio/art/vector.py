"""Vector drawings: icons, and any SVG that a theme composes."""

import io
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from xml.etree import ElementTree
from zipfile import ZipFile

import resvg_py
from PIL import Image

from videos.studio.art import RGB, pixels
from videos.studio.compositor.sprite import Sprite

_SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """An SVG's content in a box of `width` by `height` pixels; the anchor is the middle."""

    content: str
    width: int
    height: int
    view: str = "0 0 100 100"

    def draw(self) -> Sprite:
        """Return the sprite."""
        svg = (
            f'<svg xmlns="{_SVG}" width="{self.width}" '
            f'height="{self.height}" viewBox="{self.view}">{self.content}</svg>'
        )
        return Sprite(_rasterised(svg), (self.width / 2, self.height / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """A line icon of Lucide's by name; the anchor is the middle."""

    name: str
    size: int
    colour: RGB
    stroke: float = 1.75

    def draw(self) -> Sprite:
        """Return the sprite.

        Raises:
            KeyError: no such icon.
        """
        return Sprite(
            _rasterised(icon_svg(self.name, self.size, self.colour, self.stroke)),
            (self.size / 2, self.size / 2),
        )


def hexadecimal(colour: RGB) -> str:
    """Return a colour as SVG writes it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


@lru_cache(maxsize=128)
def icon_svg(name: str, size: int, colour: RGB, stroke: float) -> str:
    """Return a Lucide icon's SVG text.

    Raises:
        KeyError: no such icon.
    """
    svg = ElementTree.fromstring(_icons().read(f"{name}.svg"))  # noqa: S314 - of a package
    svg.attrib |= {
        "width": str(size), "height": str(size),
        "stroke": hexadecimal(colour), "stroke-width": str(stroke),
    }  # fmt: skip
    return ElementTree.tostring(svg, encoding="unicode")


@cache
def _icons() -> ZipFile:
    """Return the package's archive. Opening it reads 1,700 names: longer than drawing a frame."""
    return ZipFile(io.BytesIO((resources.files("lucide") / "lucide.zip").read_bytes()))


def _rasterised(svg: str) -> pixels.U8:
    return pixels.premultiplied(Image.open(io.BytesIO(_png(svg))))


@lru_cache(maxsize=32)
def _png(svg: str) -> bytes:
    """Return a picture as a PNG file, which is small enough to keep for the scenes to come."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg))
