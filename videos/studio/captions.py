"""Drawing captions: a dark panel, the spoken word on a pill, words in their script's order."""

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np

from videos.studio.art import RGB, pixels
from videos.studio.art.box import Box
from videos.studio.caption_groups import CaptionGroup, group
from videos.studio.compositor.canvas import Canvas, Pose
from videos.studio.compositor.sprite import Sprite
from videos.studio.geometry import frame_of
from videos.studio.motion import ease_out, share
from videos.studio.themes.base import CaptionLook, Palette, Theme
from videos.studio.timeline import Timeline
from videos.studio.typography import raster
from videos.studio.typography.fitting import Limits, TextBlock, fit
from videos.studio.typography.shaping import Glyph, Voice, shape

SPOKEN: RGB = (255, 255, 255)
UPCOMING: RGB = (184, 188, 204)
_WIDE_SIZE = 44
_NARROW_SIZE = 54
_ARRIVAL = 0.18
_WORD_SPACE = 0.1
"""Ems added between words, so that the pill around one never touches the next."""
_EARLY = 0.06
"""Seconds by which a group is there before its first word."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A group at the moment when word `active` is spoken; the anchor is the panel's middle."""

    block: TextBlock
    spans: tuple[Span, ...]
    """Where each word lies in the text that the block's lines were cut from."""
    active: int
    look: CaptionLook
    palette: Palette

    def draw(self) -> Sprite:
        """Return the sprite."""
        size = self.block.size
        pad_x, pad_y = size * 0.62, size * 0.34
        width = int(self.block.width + 2 * pad_x)
        height = int(self.block.height + 2 * pad_y)
        field = self._panel(width, height)
        for index, line in enumerate(self.block.lines):
            pen = ((width - line.width) / 2, pad_y + self.block.baseline(index))
            field = self._line(field, index, pen)
        return Sprite(pixels.finish(field), (width / 2, height / 2))

    def _panel(self, width: int, height: int) -> pixels.F32:
        look, size = self.look, self.block.size
        box = Box(
            width=width, height=height, colour=look.panel, alpha=look.alpha,
            radius=look.radius * size, border=max(1.5, size * 0.05) if look.border else 0,
            border_colour=self.palette.accent, border_alpha=0.9,
        )  # fmt: skip
        return box.layer()

    def _line(self, field: pixels.F32, index: int, pen: tuple[float, float]) -> pixels.F32:
        line = self.block.lines[index]
        shaped = shape(line.text, self.block.voice)
        canvas = (field.shape[0], field.shape[1])
        states: dict[RGB, list[Glyph]] = {}
        for order, (start, end) in enumerate(self.spans):
            span = (max(0, start - line.start), min(len(line.text), end - line.start))
            if span[1] <= span[0]:
                continue
            glyphs = [g for g in shaped.glyphs if span[0] <= g.start < span[1]]
            states.setdefault(self._colour(order), []).extend(glyphs)
            if order == self.active:
                field = self._pill(field, shaped.extent(*span), pen)
        for colour, glyphs in states.items():
            mask = raster.letters(glyphs, self.block.size, canvas, pen)
            flat = pixels.gradient(canvas, colour, None)
            field = pixels.over(field, pixels.layer(flat, mask))
        emoji = raster.pictures(shaped.glyphs, self.block.size, canvas, pen)
        return field if emoji is None else pixels.over(field, pixels.premultiplied(emoji))

    def _colour(self, order: int) -> RGB:
        if order == self.active:
            return self.palette.on_accent
        return SPOKEN if order < self.active else UPCOMING

    def _pill(
        self, field: pixels.F32, extent: tuple[float, float], pen: tuple[float, float]
    ) -> pixels.F32:
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
        layer = np.zeros_like(field)
        top, left = max(0, y), max(0, x)
        bottom, right = (
            min(field.shape[0], y + pill.shape[0]),
            min(field.shape[1], x + pill.shape[1]),
        )
        layer[top:bottom, left:right] = pill[top - y : bottom - y, left - x : right - x]
        return pixels.over(field, layer)


class Captions:
    """The captions of a video; keeps only the sprites of the group on screen."""

    def __init__(self, timeline: Timeline, theme: Theme) -> None:
        self._frame = frame_of(timeline)
        self._theme = theme
        self._groups = group(timeline)
        self._starts = [one.start - _EARLY for one in self._groups]
        self._voice = Voice(
            font=theme.strong, language=timeline.language, rtl=timeline.is_rtl,
            word_space=_WORD_SPACE,
        )  # fmt: skip
        self._kept: tuple[int, dict[int, Sprite]] = (-1, {})

    def paint(self, canvas: Canvas, now: float) -> None:
        """Draw what is spoken at a second of the video, if anything is."""
        index = bisect_right(self._starts, now) - 1
        if index < 0 or now >= self._groups[index].end:
            return
        spoken = self._groups[index]
        active = sum(word.start <= now for word in spoken.words) - 1
        if now > spoken.words[-1].end:
            active = len(spoken.words)
        arrived = ease_out(share(now, self._starts[index], _ARRIVAL))
        _, middle = self._frame.caption_band.centre
        pose = Pose(
            x=self._frame.width / 2, y=round(middle + (1 - arrived) * 16 * self._frame.unit),
            opacity=arrived,
        )  # fmt: skip
        canvas.draw(self._sprite(index, active), pose)

    def _sprite(self, index: int, active: int) -> Sprite:
        if self._kept[0] != index:
            self._kept = (index, {})
        sprites = self._kept[1]
        if active not in sprites:
            sprites[active] = self.caption(index, active).draw()
        return sprites[active]

    def caption(self, index: int, active: int) -> Caption:
        """Return a group's drawing while its word `active` is spoken."""
        spoken = self._groups[index]
        return Caption(
            block=self.block(spoken), spans=_spans(spoken), active=active,
            look=self._theme.caption, palette=self._theme.palette(spoken.shot),
        )  # fmt: skip

    def block(self, spoken: CaptionGroup) -> TextBlock:
        """Set a group in one or two lines that fit the caption band."""
        band, unit = self._frame.caption_band, self._frame.unit
        size = (_WIDE_SIZE if self._frame.is_wide else _NARROW_SIZE) * unit
        width = band.width * (0.74 if self._frame.is_wide else 1.0) - 1.3 * size
        limits = Limits(
            width=width, height=band.height - 0.7 * size, largest=size, smallest=20 * unit,
            lines=2, leading=1.28,
        )  # fmt: skip
        return fit(spoken.text, self._voice, limits)


def _spans(spoken: CaptionGroup) -> tuple[Span, ...]:
    text, position, spans = spoken.text, 0, []
    for word in spoken.words:
        start = text.index(word.text, position)
        position = start + len(word.text)
        spans.append((start, position))
    return tuple(spans)
