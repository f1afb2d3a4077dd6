"""Words as sprites: filled or hollow, with a shadow or a glow."""

from dataclasses import dataclass

import numpy as np

from videos.studio.art import RGB, pixels
from videos.studio.art.inking import Behind, inked
from videos.studio.compositor.sprite import Sprite
from videos.studio.typography import raster
from videos.studio.typography.shaping import Voice, shape

_WIDE, _NEAR = np.float32(0.85), np.float32(0.5)
"""How strong a glow is where it is wide, and close to the letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """How letters are coloured. Radii are in ems."""

    colour: RGB
    second: RGB | None = None
    shadow: float = 0.0
    shadow_colour: RGB = (6, 8, 20)
    shadow_strength: float = 0.5
    glow: float = 0.0
    glow_colour: RGB = (255, 255, 255)
    outline: float = 0.0
    """Half width of a stroke in ems; 0 fills the letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Characters `start <= index < end` of a line; the anchor is the line's left end, baseline."""

    line: str
    start: int
    end: int
    voice: Voice
    size: float
    ink: Ink

    def draw(self) -> Sprite:
        """Return the sprite of these characters, shaped in the context of their line."""
        shaped = shape(self.line, self.voice)
        glyphs = [glyph for glyph in shaped.glyphs if self.start <= glyph.start < self.end]
        left, right = shaped.extent(self.start, self.end)
        pad = int(self.size * (0.3 + 3 * max(self.ink.shadow, self.ink.glow))) + 2
        rise = int(self.size * max(1.05, min(shaped.ascent, 1.5))) + pad
        height = rise + int(self.size * max(0.4, min(shaped.descent, 0.8))) + pad
        width = int((right - left) * self.size) + 2 * pad + 2
        pen = (pad - left * self.size, float(rise))
        mask = raster.letters(glyphs, self.size, (height, width), pen, self.ink.outline * self.size)
        emoji = raster.pictures(glyphs, self.size, (height, width), pen)
        if emoji is not None:
            below, above = self._inked(mask), pixels.premultiplied(emoji)
            field = pixels.over(below.astype(np.float32), above.astype(np.float32))
            return Sprite(pixels.finish(field), pen)
        reach = int(self.size * (3 * max(self.ink.shadow, self.ink.glow))) + 2
        mask, corner = pixels.trimmed(mask, reach)
        return Sprite(self._inked(mask), (pen[0] - corner[0], pen[1] - corner[1]))

    def _inked(self, mask: pixels.F32) -> pixels.U8:
        ink = self.ink
        behind = {}
        if ink.shadow:
            soft = pixels.blurred(mask, ink.shadow * self.size) * np.float32(ink.shadow_strength)
            behind["shadow"] = Behind(cover=soft, colour=ink.shadow_colour)
        if ink.glow:
            wide = pixels.blurred(mask, ink.glow * self.size) * _WIDE
            near = pixels.blurred(mask, ink.glow * self.size * 0.3) * _NEAR
            behind["glow"] = Behind(cover=np.maximum(wide, near), colour=ink.glow_colour)
        return inked(mask, ink.colour, ink.second, **behind)
