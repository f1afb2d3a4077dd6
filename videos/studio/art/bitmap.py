"""Pictures from files, such as a logo, as sprites."""

from dataclasses import dataclass

from PIL import Image

from videos.studio.art import pixels
from videos.studio.compositor.sprite import Sprite


@dataclass(frozen=True, slots=True, kw_only=True)
class Bitmap:
    """A PNG brought to a size in pixels; the anchor is its middle."""

    path: str
    width: int
    height: int

    def draw(self) -> Sprite:
        """Return the sprite."""
        with Image.open(self.path) as picture:
            size = (self.width, self.height)
            small = picture.convert("RGBA").resize(size, Image.Resampling.LANCZOS)
        return Sprite(pixels.premultiplied(small), (self.width / 2, self.height / 2))
