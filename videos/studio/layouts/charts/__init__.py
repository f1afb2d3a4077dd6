"""Charts for one figure, each of what the figure says and of nothing else.

A share fills a ring, a part of a small whole lights people or stars, a change stands beside what
was before, a small count is so many dots, and a large amount rises on a scale.
"""

from videos.spec import Figure
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.charts.dots import dots
from videos.studio.layouts.charts.pair import pair
from videos.studio.layouts.charts.ring import ring
from videos.studio.layouts.charts.row import row
from videos.studio.layouts.charts.scale import scale
from videos.studio.layouts.regions import middle_square
from videos.studio.stage import Layer

_COUNTABLE = range(2, 31)
_LARGEST = 560


def chart(brief: Brief, figure: Figure, area: Rect, start: float) -> list[Layer]:
    """Return the chart that suits a figure, growing from `start`."""
    square = middle_square(area, _LARGEST * brief.unit)
    if figure.growth != 1.0:
        return pair(brief, figure, square, start)
    if figure.whole:
        return row(brief, figure, area, start)
    if figure.is_share:
        return ring(brief, figure.value / 100, square, start)
    whole = figure.decimals == 0 and int(figure.value) in _COUNTABLE
    if whole and not figure.prefix and not _has_magnitude(figure):
        return dots(brief, int(figure.value), square, start)
    return scale(brief, figure, square, start)


def _has_magnitude(figure: Figure) -> bool:
    """Say whether a figure is of many more than its numeral tells: "2 million", "10k"."""
    return figure.suffix.strip()[:1] in set("kKMBbmTt") or "il" in figure.suffix
