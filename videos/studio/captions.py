"""Captions in the picture: which group is on screen, where, how large, which word is spoken."""

from bisect import bisect_right

from videos.spec import CaptionStyle
from videos.studio.caption_art import Caption, Span
from videos.studio.caption_groups import CaptionGroup, groups_of
from videos.studio.compositor.canvas import Canvas, Pose
from videos.studio.compositor.sprite import Sprite
from videos.studio.geometry import frame_of
from videos.studio.motion import ease_out, share
from videos.studio.themes.base import Theme
from videos.studio.timeline import Timeline
from videos.studio.typography.fitting import Limits, TextBlock, fit
from videos.studio.typography.shaping import Voice

_WIDE_SIZE = 44
_NARROW_SIZE = 54
_ARRIVAL = 0.18
_WORD_SPACE = 0.1
"""Ems added between words, so that the pill around one never touches the next."""
_EARLY = 0.06
"""Seconds by which a group is there before its first word."""

_SIZES = {CaptionStyle.BOLD: 1.6, CaptionStyle.OUTLINE: 1.12, CaptionStyle.MINIMAL: 0.78}
"""Factors on the size of letters."""


class Captions:
    """The captions of a video; keeps only the sprites of the group on screen."""

    def __init__(self, timeline: Timeline, theme: Theme) -> None:
        self._timeline = timeline
        self._frame = frame_of(timeline)
        self._theme = theme
        self._shot = -1
        self._groups: tuple[CaptionGroup, ...] = ()
        self._starts: list[float] = []
        self._style = timeline.caption_style
        self._voice = Voice(
            font=theme.display if self._style is CaptionStyle.BOLD else theme.strong,
            language=timeline.language, rtl=timeline.is_rtl,
            word_space=_WORD_SPACE,
        )  # fmt: skip
        self._pops = self._style is CaptionStyle.BOLD
        self._kept: tuple[int, dict[int, Sprite]] = (-1, {})
        self._set: dict[str, TextBlock] = {}
        """The shot's groups in lines: each word of a group has the same."""

    def paint(self, canvas: Canvas, shot: int, now: float) -> None:
        """Draw what is spoken at a second of a shot, if anything is."""
        self._turn_to(shot)
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
            opacity=arrived, scale=0.84 + 0.16 * arrived if self._pops else 1.0,
        )  # fmt: skip
        canvas.draw(self._sprite(index, active), pose)

    def _turn_to(self, shot: int) -> None:
        if shot != self._shot:
            self._shot, self._kept, self._set = shot, (-1, {}), {}
            self._groups = groups_of(self._timeline, shot)
            self._starts = [one.start - _EARLY for one in self._groups]

    def _sprite(self, index: int, active: int) -> Sprite:
        if self._kept[0] != index:
            self._kept = (index, {})
        sprites = self._kept[1]
        if active not in sprites:
            sprites[active] = self.caption(self._groups[index], active).draw()
        return sprites[active]

    def caption(self, spoken: CaptionGroup, active: int) -> Caption:
        """Return a group's drawing while its word `active` is spoken."""
        return Caption(
            block=self.block(spoken), spans=_spans(spoken), active=active,
            style=self._style, look=self._theme.caption, palette=self._theme.palette(spoken.shot),
        )  # fmt: skip

    def block(self, spoken: CaptionGroup) -> TextBlock:
        """Return a group in one or two lines that fit the caption band."""
        if spoken.text not in self._set:
            self._set[spoken.text] = self._fitted(spoken.text)
        return self._set[spoken.text]

    def _fitted(self, text: str) -> TextBlock:
        band, unit = self._frame.caption_band, self._frame.unit
        size = (_WIDE_SIZE if self._frame.is_wide else _NARROW_SIZE) * unit
        size *= _SIZES.get(self._style, 1.0)
        width = band.width * (0.74 if self._frame.is_wide else 1.0) - 1.3 * size
        limits = Limits(
            width=width, height=band.height - 0.7 * size, largest=size, smallest=20 * unit,
            lines=2, leading=1.28,
        )  # fmt: skip
        return fit(text, self._voice, limits)


def _spans(spoken: CaptionGroup) -> tuple[Span, ...]:
    text, position, spans = spoken.text, 0, []
    for word in spoken.words:
        start = text.index(word.text, position)
        position = start + len(word.text)
        spans.append((start, position))
    return tuple(spans)
