"""STATEMENT: one sentence that carries the scene."""

from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.stage import Layer


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the headline large."""
    column = Column(area=brief.frame.content, largest=150)
    return build(brief, column).layers
