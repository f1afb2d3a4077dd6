"""FOOTAGE: words low on an image or a clip, as on a film poster."""

from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.stage import Layer

_SHARE = 0.8


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the headline at the bottom of the picture, over its scrim."""
    content = brief.frame.content
    area = brief.flipped(content.left_part(_SHARE)) if brief.frame.is_wide else content
    return build(brief, Column(area=area, largest=112, lines=3, anchor=1.0)).layers
