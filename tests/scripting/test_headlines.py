"""Headlines: whole words, short, and never left hanging on a word that wants another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videos.scripting.cleaning import clean
from videos.scripting.function_words import LEANING
from videos.scripting.headlines import FEWEST_WORDS, LONGEST, headline, limit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And so, the Moon pulls on the Earth, but not evenly.", "The Moon pulls on the Earth"),
        ("Why are there two high tides a day?", "Why are there two high tides a day?"),
        (
            "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados "
            "como están de razón y conciencia, deben comportarse fraternalmente.",
            "Dotados como están de razón y conciencia",
        ),
        ("尊厳と権利とについて平等である。", "尊厳と権利とについて平等である"),
    ],
)
def test_examples(text: str, expected: str) -> None:
    assert headline(text) == expected


@given(st.lists(st.sampled_from(["die", "y", "und", "casa", "house", "2026", "在", "و", "кот"])))
def test_a_long_thought_is_cut_where_it_can_stand(words: list[str]) -> None:
    phrase = headline(" ".join([*words, "ending"] * 4))
    assert len(phrase) <= max(LONGEST, limit(phrase))
    last = phrase.lower().split()[-1]
    assert last not in LEANING or len(phrase.split()) <= FEWEST_WORDS


@settings(max_examples=400)
@given(st.text(max_size=400))
def test_any_text_gives_a_phrase_that_fits(text: str) -> None:
    phrase = headline(clean(text))
    assert len(phrase) <= LONGEST
    assert phrase == phrase.strip()
