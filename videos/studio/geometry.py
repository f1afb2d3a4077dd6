"""The frame and its regions: where content may go, where captions go. In pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from videos.studio.timeline import Timeline

_REFERENCE = 1080
_TALL = 1.5
_PHONE_TOP, _PHONE_BOTTOM, _PHONE_SIDE = 0.075, 0.81, 0.11
"""What TikTok, Reels and Shorts leave free of their tabs, captions and column of buttons."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the bottom edge."""
        return self.y + self.height

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def inset(self, x: float, y: float) -> "Rect":
        """Return the rectangle shrunk on all sides."""
        return Rect(self.x + x, self.y + y, self.width - 2 * x, self.height - 2 * y)

    def left_part(self, share: float, gap: float = 0.0) -> "Rect":
        """Return the left `share` of the width, less half a gap."""
        return Rect(self.x, self.y, self.width * share - gap / 2, self.height)

    def right_part(self, share: float, gap: float = 0.0) -> "Rect":
        """Return the right `share` of the width, less half a gap."""
        width = self.width * share - gap / 2
        return Rect(self.right - width, self.y, width, self.height)

    def top_part(self, share: float, gap: float = 0.0) -> "Rect":
        """Return the top `share` of the height, less half a gap."""
        return Rect(self.x, self.y, self.width, self.height * share - gap / 2)

    def bottom_part(self, share: float, gap: float = 0.0) -> "Rect":
        """Return the bottom `share` of the height, less half a gap."""
        height = self.height * share - gap / 2
        return Rect(self.x, self.bottom - height, self.width, height)

    def contains(self, other: "Rect", slack: float = 0.0) -> bool:
        """True when `other` lies inside, give or take `slack`."""
        return (
            other.x >= self.x - slack and other.y >= self.y - slack
            and other.right <= self.right + slack and other.bottom <= self.bottom + slack
        )  # fmt: skip

    def overlaps(self, other: "Rect", slack: float = 0.0) -> bool:
        """True when the two share more than `slack` in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )


def around(rects: Sequence[Rect]) -> Rect:
    """Return the smallest rectangle that holds all of at least one."""
    x, y = min(one.x for one in rects), min(one.y for one in rects)
    right, bottom = max(one.right for one in rects), max(one.bottom for one in rects)
    return Rect(x, y, right - x, bottom - y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The picture's size and the regions that all layouts respect."""

    width: int
    height: int
    captions: bool
    """Whether the caption band must stay free."""

    @property
    def unit(self) -> float:
        """One pixel of a 1080-line picture."""
        return min(self.width, self.height) / _REFERENCE

    @property
    def is_tall(self) -> bool:
        """True for 9:16, over which platforms lay buttons and titles."""
        return self.height > _TALL * self.width

    @property
    def is_wide(self) -> bool:
        """True for 16:9 and 4:3: room for words beside a picture."""
        return self.width > self.height

    @property
    def margin(self) -> float:
        """Distance from the sides that everything keeps."""
        if self.is_tall:
            return self.width * _PHONE_SIDE
        return self.width * (0.07 if self.is_wide else 0.075)

    @property
    def safe(self) -> Rect:
        """Where text may be at all; below it platforms lay their own controls."""
        top = self.height * (0.05 if not self.is_tall else _PHONE_TOP)
        bottom = self.height * (0.95 if not self.is_tall else _PHONE_BOTTOM)
        return Rect(self.margin, top, self.width - 2 * self.margin, bottom - top)

    @property
    def caption_band(self) -> Rect:
        """Where captions are drawn, at most two lines."""
        height = (150 if not self.is_tall else 190) * self.unit
        return Rect(self.margin, self.safe.bottom - height, self.safe.width, height)

    @property
    def content(self) -> Rect:
        """Where a layout composes: below the brand, above the captions."""
        safe = self.safe
        top = safe.y + 84 * self.unit
        bottom = self.caption_band.y - 30 * self.unit if self.captions else safe.bottom
        return Rect(safe.x, top, safe.width, bottom - top)


def frame_of(timeline: Timeline) -> Frame:
    """Return the frame that a timeline is drawn in."""
    return Frame(width=timeline.width, height=timeline.height, captions=timeline.burn_captions)
