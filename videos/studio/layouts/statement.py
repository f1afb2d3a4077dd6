"""STATEMENT: one sentence that carries the scene, with a picture when its words call for one."""

from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.hero import hero_layers
from videos.studio.layouts.pictograms import pictogram
from videos.studio.layouts.regions import beside
from videos.studio.stage import Layer

_LONG = 70
"""Characters above which a headline needs the whole frame."""


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the headline beside a pictogram, or alone and larger."""
    name = pictogram(brief.scene.headline, brief.scene.narration)
    # Every third statement goes without, so that a plain script does not look like a catalogue.
    if not name or brief.variant % 3 == 2 or len(brief.scene.headline) > _LONG:  # noqa: PLR2004
        align = 0 if brief.theme.centred else -1
        column = Column(area=brief.frame.content, largest=150, align=align)
        return build(brief, column).layers
    words, picture = beside(brief, 0.38 if brief.frame.is_wide else 0.46)
    column = Column(area=words, largest=118, lines=5, anchor=0.5 if brief.frame.is_wide else 0.1)
    return (*hero_layers(brief, name, picture), *build(brief, column).layers)
