"""TITLE: the opening card, or the start of a part."""

from videos.studio.layouts.brief import Brief
from videos.studio.layouts.columns import Column, build
from videos.studio.layouts.hero import hero_layers
from videos.studio.layouts.pictograms import pictogram
from videos.studio.layouts.regions import beside
from videos.studio.stage import Layer

_SHARE = 0.4


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Set the headline as large as it goes, beside what the words are about."""
    name = pictogram(brief.scene.headline, brief.scene.narration, brief.brand)
    if not name:
        align = 0 if brief.theme.centred else -1
        return build(brief, Column(area=brief.frame.content, largest=160, align=align)).layers
    words, picture = beside(brief, _SHARE if brief.frame.is_wide else 0.46)
    column = Column(area=words, largest=134, anchor=0.5 if brief.frame.is_wide else 0.1)
    return (*hero_layers(brief, name, picture), *build(brief, column).layers)
