"""The drawing of one caption: a group of words at the moment when one of them is spoken."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from videos.spec import CaptionStyle
from videos.studio.art import RGB, pixels
from videos.studio.art.box import Box
from videos.studio.art.colours import contrast, readable_on
from videos.studio.compositor.sprite import Sprite
from videos.studio.themes.base import CaptionLook, Palette
from videos.studio.typography import raster
from videos.studio.typography.fitting import TextBlock
from videos.studio.typography.shaping import Glyph, ShapedLine, shape

SPOKEN: RGB = (255, 255, 255)
UPCOMING: RGB = (184, 188, 204)
EDGE: RGB = (8, 8, 12)
"""The dark line around letters that have no panel."""
SPARE: RGB = (255, 214, 10)
"""Stands in for an accent that could not be read on the dark line."""
QUIET_PANEL: RGB = (10, 10, 14)
QUIET_ALPHA = 0.78

Span = tuple[int, int]
Pen = tuple[float, float]


_TOLD_APART = 1.25
"""Contrast with the other words that the spoken one must have, beside its hue."""


def lit(accent: RGB) -> RGB:
    """Return the colour of the spoken word where no pill marks it: the accent if that shows."""
    shows = readable_on(EDGE, accent) and contrast(accent, SPOKEN) >= _TOLD_APART
    return accent if shows else SPARE


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """Words in lines, of which word `active` is spoken; the anchor is the middle."""

    block: TextBlock
    spans: tuple[Span, ...]
    """Where each word lies in the text that the block's lines were cut from."""
    active: int
    style: CaptionStyle
    look: CaptionLook
    palette: Palette

    def draw(self) -> Sprite:
        """Return the sprite."""
        size = self.block.size
        pad_x, pad_y = size * 0.62, size * 0.34
        width = int(self.block.width + 2 * pad_x)
        height = int(self.block.height + 2 * pad_y)
        field = self._ground(width, height)
        for index, line in enumerate(self.block.lines):
            pen = ((width - line.width) / 2, pad_y + self.block.baseline(index))
            field = self._line(field, index, pen)
        return Sprite(pixels.finish(field), (width / 2, height / 2))

    def _ground(self, width: int, height: int) -> pixels.F32:
        look, size = self.look, self.block.size
        if self.style in _EDGES:
            return np.zeros((height, width, 4), np.float32)
        if self.style is CaptionStyle.MINIMAL:
            radius = look.radius * 0.7 * size
            panel = Box(
                width=width, height=height, colour=QUIET_PANEL, alpha=QUIET_ALPHA, radius=radius
            )
            return panel.layer()
        return Box(
            width=width, height=height, colour=look.panel, alpha=look.alpha,
            radius=look.radius * size, border=max(1.5, size * 0.05) if look.border else 0,
            border_colour=self.palette.accent, border_alpha=0.9,
        ).layer()  # fmt: skip

    def _line(self, field: pixels.F32, index: int, pen: Pen) -> pixels.F32:
        shaped = shape(self.block.lines[index].text, self.block.voice)
        canvas = (field.shape[0], field.shape[1])
        states: dict[RGB, list[Glyph]] = {}
        for order, span in self._words(index):
            glyphs = [glyph for glyph in shaped.glyphs if span[0] <= glyph.start < span[1]]
            states.setdefault(self._colour(order), []).extend(glyphs)
            if order == self.active and self.style is CaptionStyle.PILL:
                field = self._pill(field, shaped.extent(*span), pen)
        if self.style in _EDGES:
            self._edge(field, shaped, pen)
        for colour, glyphs in states.items():
            mask = raster.letters(glyphs, self.block.size, canvas, pen)
            pixels.ink(field, colour, mask)
        emoji = raster.pictures(shaped.glyphs, self.block.size, canvas, pen)
        return (
            field
            if emoji is None
            else pixels.over(field, pixels.premultiplied(emoji).astype(np.float32))
        )

    def _words(self, index: int) -> Iterator[tuple[int, Span]]:
        """Yield (number, span within the line) of every word that stands on a line."""
        line = self.block.lines[index]
        for order, (start, end) in enumerate(self.spans):
            span = (max(0, start - line.start), min(len(line.text), end - line.start))
            if span[1] > span[0]:
                yield order, span

    def _colour(self, order: int) -> RGB:
        if self.style is CaptionStyle.MINIMAL:
            return SPOKEN
        if order != self.active:
            return SPOKEN if order < self.active or self.style in _EDGES else UPCOMING
        if self.style is CaptionStyle.PILL:
            return self.palette.on_accent
        return lit(self.palette.accent)

    def _edge(self, field: pixels.F32, shaped: ShapedLine, pen: Pen) -> None:
        """Lay the dark line around all letters, and a soft shadow under them."""
        size, canvas = self.block.size, (field.shape[0], field.shape[1])
        line = raster.letters(shaped.glyphs, size, canvas, pen, _EDGES[self.style] * size)
        whole = np.maximum(line, raster.letters(shaped.glyphs, size, canvas, pen))
        shadow = pixels.blurred(whole, 0.1 * size) * np.float32(0.6)
        pixels.ink(field, EDGE, shadow)
        pixels.ink(field, EDGE, whole)

    def _pill(self, field: pixels.F32, extent: tuple[float, float], pen: Pen) -> pixels.F32:
        size, block = self.block.size, self.block
        height = (
            min(block.leading * 0.98, size * 1.24) if block.leading < size * 1.4 else block.leading
        )
        box = Box(
            width=(extent[1] - extent[0]) * size + 0.34 * size, height=height,
            colour=self.palette.accent, radius=self.look.pill_radius * size,
        )  # fmt: skip
        pill = box.layer()
        x = round(pen[0] + extent[0] * size - 0.17 * size)
        y = round(pen[1] - 0.35 * size - height / 2)
        top, left = max(0, y), max(0, x)
        bottom, right = (
            min(field.shape[0], y + pill.shape[0]),
            min(field.shape[1], x + pill.shape[1]),
        )
        under = np.ascontiguousarray(field[top:bottom, left:right])
        cut = np.ascontiguousarray(pill[top - y : bottom - y, left - x : right - x])
        field[top:bottom, left:right] = pixels.over(under, cut)
        return field


_EDGES = {CaptionStyle.OUTLINE: 0.075, CaptionStyle.BOLD: 0.1}
"""Half width in ems of the dark line around letters."""
