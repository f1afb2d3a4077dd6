"""Written words as people say them."""

import pytest

from videos.studio.narration.spoken import spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Hello,", "Hello,"), ("don't", "don't"), ("94%", "ninety four percent"),
        ("12,000", "twelve thousand"), ("$5.", "five dollars."), ("$1", "one dollar"),
        ("€1,299.99,", "one thousand two hundred ninety nine euros ninety nine,"),
        ("$1.5M", "one point five million dollars"), ("37.5%", "thirty seven point five percent"),
        ("9:30am", "nine thirty ay em"), ("17:05", "seventeen oh five"), ("8:00", "eight o'clock"),
        ("12/05/2026", "December fifth twenty twenty six"), ("1998", "nineteen ninety eight"),
        ("3x", "three times"), ("2nd", "second"), ("24/7", "twenty four seven"),
        ("hello@example.com.", "hello at example dot com."),
        ("https://example.com/deals?id=42", "example dot com slash deals"),
        ("www.example.com", "example dot com"), ("#BookNow", "hashtag Book Now"),
        ("@acme", "at acme"), ("&", "and"), ("CO₂", "C O two"), ("ACME™", "ACME"),
        ("vs.", "versus"), ("1.", "one."), ("e-mail", "email"), ("🚀", ""), ("--", ""),
        ("Mbit/s,", "megabits per second,"), ("mbit/s", "megabits per second"),
    ],
)  # fmt: skip
def test_spoken_forms(written: str, said: str) -> None:
    assert spoken(written) == said
