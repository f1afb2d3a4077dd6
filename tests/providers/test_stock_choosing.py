"""Which words are searched for, and which film and size are taken of what is found."""

from dataclasses import replace

import pytest

from tests.providers.contract import BRIEF
from videos.providers.stock.choosing import choose, size
from videos.providers.stock.library import File, Film
from videos.providers.stock.query import LONGEST, queries
from videos.spec import Aspect


def film(name: str, seconds: float = 10, *sizes: tuple[int, int]) -> Film:
    """Return a film in sizes of its own."""
    return Film(
        source=name, library="Library", page="https://library.example/1", author="Jo",
        seconds=seconds,
        files=tuple(
            File(url=f"https://library.example/{width}", width=width, height=height)
            for width, height in sizes or ((1920, 1080),)
        ),
    )  # fmt: skip


def chosen(*films: Film, **changes: object) -> str:
    """Return which film is taken."""
    found = choose(films, replace(BRIEF, **changes))  # type: ignore[arg-type]
    return found.source if found else ""


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("coffee beans roastery morning", ("coffee beans roastery morning", "coffee beans",
                                           "coffee")),
        ("A cup of coffee on the table.", ("cup coffee table", "cup coffee", "cup")),
        ("Der Kaffee und die Tasse", ("kaffee tasse", "kaffee")),
        ("the coffee, the Coffee, the COFFEE", ("coffee",)),
        ("人人生而自由，在尊严和权利上", ("人人生而自由 在尊严和权利上", "人人生而自由")),
        ("हिन्दी कॉफ़ी", ("हिन्दी कॉफ़ी", "हिन्दी")),
        ("the of and", ("the of and", "the of", "the")),
        ("94 % — 🚀 !", ()),
    ],
)  # fmt: skip
def test_words_become_queries(prompt: str, expected: tuple[str, ...]) -> None:
    assert queries(prompt) == expected


def test_a_query_is_no_longer_than_libraries_take() -> None:
    assert all(len(query) <= LONGEST for query in queries("unendlichkeit" * 30))


def test_the_first_of_equals_is_taken() -> None:
    assert chosen(film("a"), film("b")) == "a"


def test_a_film_is_long_enough_before_it_is_first() -> None:
    assert chosen(film("short", 3), film("long", 5), seconds=4.2) == "long"
    assert chosen(film("shorter", 2), film("short", 3), seconds=4.2) == "short"


def test_a_film_is_sharp_enough_before_it_is_first() -> None:
    assert chosen(film("coarse", 10, (1280, 720)), film("sharp")) == "sharp"


@pytest.mark.parametrize(
    ("aspect", "taken"),
    [(Aspect.WIDE, "wide"), (Aspect.TALL, "tall"), (Aspect.PORTRAIT, "tall"),
     (Aspect.CLASSIC, "wide")],
)  # fmt: skip
def test_the_shape_counts_most(aspect: Aspect, taken: str) -> None:
    wide, tall = film("wide", 3), film("tall", 3, (1080, 1920))
    other = replace(tall if taken == "wide" else wide, seconds=60)
    right = wide if taken == "wide" else tall
    assert chosen(other, right, aspect=aspect) == taken


def test_a_square_is_cut_out_of_anything() -> None:
    films = film("tall", 10, (1080, 1920)), film("wide")
    assert chosen(*films, aspect=Aspect.SQUARE) == "tall"
    assert chosen(*reversed(films), aspect=Aspect.SQUARE) == "wide"


def test_what_is_shown_already_is_never_taken() -> None:
    assert chosen(film("a"), film("b"), avoid=frozenset({"a"})) == "b"
    assert chosen(film("a"), avoid=frozenset({"a"})) == ""


@pytest.mark.parametrize(
    ("sizes", "width"),
    [
        (((3840, 2160), (1920, 1080), (1280, 720)), 1920),
        (((1280, 720), (3840, 2160)), 3840),
        (((640, 360), (1280, 720)), 1280),
        (((2160, 3840), (1080, 1920)), 1080),
    ],
)
def test_the_smallest_size_with_enough_lines_is_fetched(
    sizes: tuple[tuple[int, int], ...], width: int
) -> None:
    assert size(film("a", 10, *sizes)).width == width
