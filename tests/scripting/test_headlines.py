"""Headlines: whole words, short, and never left hanging on a word that wants another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videos.scripting.clauses import Kind, clauses_of
from videos.scripting.cleaning import clean
from videos.scripting.function_words import LEANING
from videos.scripting.headlines import FEWEST_WORDS, LONGEST, headline, limit
from videos.scripting.language import detect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A main clause, not the one that leans on it.
        ("When Sun and Moon line up, at new moon and full moon, their pulls add up to a spring "
         "tide.", "Their pulls add up to a spring tide"),
        ("Because the dance is done in the dark, the other bees do not see it.",
         "The other bees do not see it"),
        ("As the Earth turns beneath the two bulges, most coasts meet each of them once a day.",
         "Most coasts meet each of them once a day"),
        ("Each time a germ gets in, white cells study it and build antibodies that fit it like a "
         "key fits a lock.", "White cells study it and build antibodies"),
        ("To fill one jar, a hive visits two million flowers in a single year of its life.",
         "A hive visits two million flowers in a single year of its life"),
        # The clause that names its subject.
        ("The water facing the Moon is closest, so it is pulled the most, and it rises into a "
         "bulge.", "The water facing the Moon is closest"),
        # A subject and its verb, over what stands between them.
        ("The brave men, living and dead, who struggled here, have consecrated it, far above our "
         "poor power to add or detract.", "The brave men have consecrated it"),
        ("And that government of the people, by the people, for the people, shall not perish from "
         "the earth.", "Government of the people shall not perish from the earth"),
        # A verb and its object.
        ("The world will little note, nor long remember what we say here, but it can never forget "
         "what they did here.", "The world will little note, nor long remember what we say here"),
        ("But, in a larger sense, we can not dedicate -- we can not consecrate -- we can not "
         "hallow -- this ground.", "We can not hallow – this ground"),
        # What is said counts, unless it is denied.
        ("What Walter knew, and what took me twenty more years to learn, is that failure is not "
         "the opposite of success.", "Failure is not the opposite of success"),
        ("I did not believe that software could understand the handwriting of my old father, but "
         "I took a photo of a receipt.", "I took a photo of a receipt"),
        # Leading connectives go, negations stay.
        ("And on Friday afternoon you get a report.", "On Friday afternoon you get a report"),
        ("But the hive does not sleep.", "The hive does not sleep"),
        # A phrase ends where a phrase ends, and keeps its number.
        ("Since 1990, the number of managed hives has fallen by almost a third in parts of "
         "Europe.", "The number of managed hives has fallen by almost a third"),
        ("A single bee makes about one twelfth of a teaspoon of honey in her whole life.",
         "A single bee makes about one twelfth of a teaspoon of honey"),
        # Orders, names and questions.
        ("Drag a task into your week, and the rest rearranges itself around it.",
         "Drag a task into your week"),
        ("No illness, but the same lesson.", "No illness, but the same lesson"),
        ("Why are there two high tides a day?", "Why are there two high tides a day?"),
        ("¿Cuántas horas pierdes?", "¿Cuántas horas pierdes?"),
        # Other languages.
        ("Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geiste der "
         "Brüderlichkeit begegnen.", "Sie sind mit Vernunft und Gewissen begabt"),
        ("Dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con "
         "los otros.", "Deben comportarse fraternalmente los unos con los otros"),
        ("Parce que la pâte avait le temps de lever, elle a meilleur goût que celle d'hier.",
         "Elle a meilleur goût que celle d'hier"),
        ("उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
         "परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए"),
        ("人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
         "互いに同胞の精神をもって行動しなければならない"),
        ("尊厳と権利とについて平等である。", "尊厳と権利とについて平等である"),
    ],
)  # fmt: skip
def test_examples(text: str, expected: str) -> None:
    assert headline(text, detect(text)) == expected


PARTS = st.sampled_from(
    [
        "the sea is deep", "our fathers built a wall", "because nobody asked", "when it rains",
        "which keeps them warm", "at the end of the day", "who came too late", "buy the red one",
        "and she never slept", "but it does not last", "told by the old men of the village",
    ]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=6))
def test_a_headline_stands_alone(parts: list[str]) -> None:
    sentence = ", ".join(parts).capitalize() + "."
    phrase = headline(sentence)
    words = phrase.lower().replace(",", "").split()
    assert words[0] not in {"and", "but", "or", "nor"}
    assert words[-1] not in LEANING - {"asked", "it"}
    assert " ".join(words) in sentence.lower().replace(",", "")
    assert not _says_something(sentence) or _says_something(phrase)


def _says_something(text: str) -> bool:
    return any(part.kind in {Kind.CLAUSE, Kind.ORDER} for part in clauses_of(text, "en"))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["die", "y", "und", "casa", "house", "2026", "在", "و", "кот"])))
def test_a_long_thought_is_cut_where_it_can_stand(words: list[str]) -> None:
    phrase = headline(" ".join([*words, "ending"] * 4))
    assert len(phrase) <= max(LONGEST, limit(phrase))
    last = phrase.lower().split()[-1]
    assert last not in LEANING or len(phrase.split()) <= FEWEST_WORDS


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_a_phrase_that_fits(text: str) -> None:
    phrase = headline(clean(text))
    assert len(phrase) <= LONGEST
    assert phrase == phrase.strip()
