"""Charts: each figure gets the one that suits it, and it shows what the figure says."""

import json

import pytest

from tests.studio.boards import board, scene, timeline
from tests.studio.test_layouts import STYLES, _briefs, _check
from videos.spec import Aspect, Figure, Layout, from_json, to_json
from videos.studio.art.box import Box
from videos.studio.art.shapes import Ring
from videos.studio.art.vector import Drawing
from videos.studio.geometry import Rect
from videos.studio.layouts.brief import Brief
from videos.studio.layouts.charts import chart
from videos.studio.layouts.charts.scale import summit
from videos.studio.layouts.counting import written
from videos.studio.layouts.number import _start
from videos.studio.stage import Layer

SHARE = Figure(value=94, suffix="%")
RATING = Figure(value=4.8, decimals=1, suffix="/5", whole=5)
PEOPLE = Figure(value=9, suffix=" in 10", whole=10)
SHRUNK = Figure(value=30, suffix=" seconds", before="10 minutes", growth=0.05)
GROWN = Figure(value=18, suffix="%", growth=1.18)
LIGHTER = Figure(value=40, suffix="%", before="foam", growth=0.6)
MONEY = Figure(value=1299.99, decimals=2, grouping=True, prefix="€")
MANY = Figure(value=2, suffix=" million")
COUNT = Figure(value=11, suffix=" hours")
FIGURES = (SHARE, RATING, PEOPLE, SHRUNK, GROWN, LIGHTER, MONEY, MANY, COUNT)


def brief_of(figure: Figure, *, style: str = "aurora", aspect: Aspect = Aspect.WIDE) -> Brief:
    """Return the brief of a scene that shows a figure."""
    shown = scene(Layout.NUMBER, "of all the people we asked", "We asked.", figure=figure)
    (brief,) = _briefs(timeline(board("en", shown), style=style, aspect=aspect))
    return brief


def drawn(figure: Figure) -> list[Layer]:
    """Return a figure's chart in a square of 300 pixels."""
    return chart(brief_of(figure), figure, Rect(300, 20, 300, 300), 0.0)


def _arts(figure: Figure, kind: type[object]) -> list[object]:
    return [layer.art for layer in drawn(figure) if isinstance(layer.art, kind)]


def _heights(figure: Figure) -> list[float]:
    return [art.height for art in _arts(figure, Box) if isinstance(art, Box) and art.height > 4]


def test_a_share_fills_its_part_of_a_ring() -> None:
    arcs = [art for art in _arts(SHARE, Ring) if isinstance(art, Ring) and art.sweeps]
    assert [arc.share for arc in arcs] == [pytest.approx(0.94)]


@pytest.mark.parametrize(("figure", "lit"), [(RATING, 4), (PEOPLE, 9)])
def test_a_part_of_a_whole_is_counted_out(figure: Figure, lit: int) -> None:
    pictures = [art.content for art in _arts(figure, Drawing) if isinstance(art, Drawing)]
    assert len(pictures) == figure.whole
    assert sum("'100.0%'" in content for content in pictures) == lit
    assert sum("'80.0%'" in content for content in pictures) == (figure is RATING)


@pytest.mark.parametrize("figure", [SHRUNK, GROWN, LIGHTER])
def test_a_change_stands_beside_what_was_before(figure: Figure) -> None:
    before, after = _heights(figure)
    assert after / before == pytest.approx(figure.growth, abs=0.02)


@pytest.mark.parametrize("figure", [MONEY, MANY])
def test_a_large_amount_rises_on_a_scale(figure: Figure) -> None:
    track, column = _heights(figure)
    assert column / track == pytest.approx(figure.value / summit(figure.value), abs=0.02)


@pytest.mark.parametrize(
    ("value", "top"), [(8, 10), (12_000, 20_000), (94, 100), (0, 1), (99, 200)]
)
def test_scales_end_at_round_numbers(value: float, top: float) -> None:
    assert summit(value) == top


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("aspect", Aspect)
def test_charts_keep_clear_of_words(style: str, aspect: Aspect) -> None:
    for figure in FIGURES:
        _check(brief_of(figure, style=style, aspect=aspect))


@pytest.mark.parametrize(
    ("separators", "text"), [(",.", "1,299.50"), (".,", "1.299,50"), (" ,", "1 299,50")]
)
def test_figures_are_written_as_their_language_does(separators: str, text: str) -> None:
    figure = Figure(value=1299.5, decimals=2, grouping=True, separators=separators)
    assert written(figure, figure.value) == text


def test_figures_survive_json_and_older_rows_load() -> None:
    for figure in FIGURES:
        assert from_json(Figure, json.loads(json.dumps(to_json(figure)))) == figure
    assert from_json(Figure, {"value": 94.0, "suffix": "%"}) == SHARE


def test_the_counter_follows_the_newer_of_two_numbers() -> None:
    said = "What used to take us 10 minutes on a good day now takes only 30 seconds."
    (brief,) = _briefs(timeline(board("en", scene(Layout.NUMBER, "", said, figure=SHRUNK))))
    ends = {word.text: word.end for word in brief.words}
    assert _start(brief) + 1.3 <= ends["30"]
    assert _start(brief) + 1.3 > ends["10"]
