"""Written words as people say them."""

import pytest

from tests.scripting import samples
from videos.studio.narration.reading import readings
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
        ("9-5", "nine to five"), ("10–15%", "ten to fifteen percent"),
        ("$5-10", "five to ten dollars"), ("9am–5pm", "nine ay em to five pee em"),
        ("1914-1918", "nineteen fourteen to nineteen eighteen"), ("1/2", "one half"),
        ("2½", "two and a half"), ("2/3", "two thirds"), ("1990s", "nineteen nineties"),
        ("'90s", "nineties"), ("20°C,", "twenty degrees Celsius,"), ("-5°", "minus five degrees"),
        ("−5%", "minus five percent"), ("v2.1", "version two point one"), ("#1", "number one"),
        ("16GB", "sixteen gigabytes"), ("1kg", "one kilogram"), ("50m²", "fifty square metres"),
        ("$0.99", "ninety nine cents"), ("-$5", "minus five dollars"), ("20€", "twenty euros"),
        ("$2bn", "two billion dollars"), ("7pm", "seven pee em"),
        ("2026-12-05", "December fifth twenty twenty six"), ("2+2=4", "two plus two equals four"),
        ("3x4", "three by four"), ("~50", "about fifty"), ("e.g.,", "for example,"),
        ("&c", "et cetera"),
        ("4K", "four K"), ("5G", "five G"), (".5", "point five"), ("24-hour", "twenty four hour"),
        ("555-0199", "five five five zero one nine nine"), ("12,000+", "twelve thousand plus"),
        ("Mbit/s,", "megabits per second,"), ("mbit/s", "megabits per second"),
    ],
)  # fmt: skip
def test_spoken_forms(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("at 7 pm, or 3.30 p.m. sharp", "at seven pee em, or three thirty pee em sharp"),
        ("No. 1 on Dec. 5", "number one on December five"),
        ("5 km and 1 GB.", "five kilometres and one gigabyte."),
        ("Henry VIII after World War II.", "Henry the eighth after World War two."),
        ("I am in Chapter IV", "I am in Chapter four"), ("for 20 € more", "for twenty euros more"),
        ("we can not -- we will", "we can not,  we will"), ("5 in hand", "five in hand"),
    ],
)  # fmt: skip
def test_neighbours_matter(written: str, said: str) -> None:
    assert " ".join(readings(written.split())) == said


def test_what_is_said_is_words() -> None:
    """Whatever stands in a script, no sign is left for a voice to stumble over."""
    for script in samples.ALL.values():
        for said in readings(script.split()):
            assert not set(said) & set("$€£%@#&+=<>|/\\_™®©°²₂0123456789")
