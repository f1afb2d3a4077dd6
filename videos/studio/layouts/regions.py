"""Dividing the content region between words and a picture."""

from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief


def beside(brief: Brief, picture: float, *, gap: float = 70) -> tuple[Rect, Rect]:
    """Return (words, picture): side by side in wide frames, one above the other in others.

    `picture` is the picture's share of the content; every other scene of a kind swaps sides.
    """
    content, space = brief.frame.content, gap * brief.unit
    if not brief.frame.is_wide:
        return content.bottom_part(1 - picture, space), content.top_part(picture, space)
    if brief.variant % 2:
        words, drawn = content.right_part(1 - picture, space), content.left_part(picture, space)
    else:
        words, drawn = content.left_part(1 - picture, space), content.right_part(picture, space)
    return brief.flipped(words), brief.flipped(drawn)


def middle_square(rect: Rect, largest: float) -> Rect:
    """Return the largest square around a region's middle, at most `largest` pixels wide."""
    side = min(rect.width, rect.height, largest)
    x, y = rect.centre
    return Rect(x - side / 2, y - side / 2, side, side)
