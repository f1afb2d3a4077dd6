"""The registry of layouts: how each kind of scene is composed."""

from videos.spec import Layout as Kind
from videos.studio.layouts import statement, title
from videos.studio.layouts.brief import Brief, Layout
from videos.studio.stage import Layer

LAYOUTS: dict[Kind, Layout] = {
    Kind.TITLE: title.compose,
    Kind.STATEMENT: statement.compose,
}


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Return the layers of a scene."""
    return LAYOUTS.get(brief.scene.layout, statement.compose)(brief)
