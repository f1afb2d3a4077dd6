"""LIST: a headline and its points, each arriving as it is spoken."""

from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.cues import cues
from videos.studio.layouts.regions import beside
from videos.studio.layouts.rows import Row, row_layers
from videos.studio.stage import Layer


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the headline beside the points, or above them in tall and square frames."""
    points = brief.scene.points
    rows = [
        Row(text=text, when=when) for text, when in zip(points, cues(brief, points), strict=True)
    ]
    if not brief.scene.headline:
        return tuple(row_layers(brief, rows, brief.frame.content, largest=56))
    if brief.frame.is_wide:
        words, area = beside(brief, 0.52)
    else:
        content = brief.frame.content
        words = content.top_part(0.36, 40 * brief.unit)
        area = content.bottom_part(0.64, 40 * brief.unit)
    column = Column(area=words, largest=104, lines=5, anchor=0.5 if brief.frame.is_wide else 0.8)
    return (*build(brief, column).layers, *row_layers(brief, rows, area, largest=44))
