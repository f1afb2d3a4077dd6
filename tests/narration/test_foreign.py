"""Signs, prices and addresses in other languages: words that a plain voice can read."""

import pytest

from videos.studio.narration.espeak_engine import read
from videos.studio.narration.written import words


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("de", "1.299,99 €", "1.299,99 Euro"), ("de", "€5,", "5 Euro ,"),
        ("de", "37,5%", "37,5 Prozent"), ("de", "R&D", "R und D"),
        ("de", "https://www.example.com/de?id=42.", "example Punkt com Schrägstrich de."),
        ("de", "hallo@example.com,", "hallo at example Punkt com,"),
        ("de", "#JetztBuchen", "Hashtag Jetzt Buchen"), ("de", "@acme", "at acme"),
        ("es", "$1.500", "1.500 dólares"), ("es", "example.com", "example punto com"),
        ("fr", "50 %", "50 pour cent"), ("fr", "20°C", "20 degrés C"),
        ("hi", "₹500", "500 रुपये"), ("ar", "50٪", "50 بالمئة"),
        ("ja", "example.com", "exampleドットcom"),
        ("sv", "R&D", "R D"), ("de", "Straße.", "Straße."), ("de", "„Ja“", "„Ja"),
    ],
)  # fmt: skip
def test_other_languages(language: str, written: str, said: str) -> None:
    given = " ".join(read(written.split(), language))
    assert " ".join(given.split()) == said


def test_an_address_is_one_word_where_no_spaces_are() -> None:
    text = "詳しくはexample.com/jaまたはhello@example.comへ。"
    found = words(text, "ja")
    assert "".join(found) == text
    assert "example.com/ja" in found
    assert "hello@example.com" in found
