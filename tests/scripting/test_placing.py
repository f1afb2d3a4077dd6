"""Own images and clips behind the scenes: in order, none twice."""

import pytest

from videos.scripting.placing import place
from videos.spec import Asset, AssetKind, Layout, Scene


def _asset(name: str) -> Asset:
    return Asset(kind=AssetKind.IMAGE, file=f"{name}.jpg", name=name)


@pytest.mark.parametrize(
    ("scenes", "footage", "shown"),
    [
        (3, "", "---"),
        (1, "a", "a"),
        (4, "a", "a---"),
        (6, "abc", "a-b-c-"),
        (5, "abc", "ab-c-"),
        (3, "abc", "abc"),
        (2, "abc", "ab"),
        (2, "aa", "aa"),
    ],
)
def test_footage_is_spread_in_its_order(scenes: int, footage: str, shown: str) -> None:
    plain = tuple(Scene(index=n, narration="Word.", headline="Word") for n in range(scenes))
    placed = place(plain, tuple(_asset(letter) for letter in footage))
    assert "".join(s.footage.name if s.footage else "-" for s in placed) == shown


def test_headlines_stand_on_footage_as_on_a_poster_and_figures_keep_their_layout() -> None:
    plain = tuple(
        Scene(index=n, narration="Word.", headline="Word", layout=layout)
        for n, layout in enumerate((Layout.TITLE, Layout.NUMBER, Layout.STATEMENT))
    )
    placed = place(plain, (_asset("a"), _asset("b")))
    assert [scene.layout for scene in placed] == [Layout.FOOTAGE, Layout.NUMBER, Layout.STATEMENT]
