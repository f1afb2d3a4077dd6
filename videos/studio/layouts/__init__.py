"""The registry of layouts: how each kind of scene is composed."""

from videos.spec import Layout as Kind
from videos.studio.layouts import (
    call_to_action,
    comparison,
    footage,
    listing,
    number,
    presenter,
    question,
    quote,
    statement,
    steps,
    title,
)
from videos.studio.layouts.brief import Brief, Layout
from videos.studio.stage import Layer

LAYOUTS: dict[Kind, Layout] = {
    Kind.TITLE: title.compose,
    Kind.STATEMENT: statement.compose,
    Kind.QUOTE: quote.compose,
    Kind.NUMBER: number.compose,
    Kind.LIST: listing.compose,
    Kind.STEPS: steps.compose,
    Kind.COMPARISON: comparison.compose,
    Kind.QUESTION: question.compose,
    Kind.CALL_TO_ACTION: call_to_action.compose,
    Kind.FOOTAGE: footage.compose,
    Kind.PRESENTER: presenter.compose,
}


def compose(brief: Brief) -> tuple[Layer, ...]:
    """Return the layers of a scene."""
    return LAYOUTS[brief.scene.layout](brief)
