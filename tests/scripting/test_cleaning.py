"""What people paste becomes text that is safe to speak and to show."""

import pytest

from videos.scripting.cleaning import clean, clean_line, letters


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<script>alert(1)</script> Hello", "alert(1) Hello"),
        ("<b>Bold</b> &amp; brave", "Bold &amp; brave"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("{{ 7 * 7 }} {% now %} $(id) `id`", "{{ 7 * 7 }} {% now %} $(id) `id`"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("tab\tand\x0bmore\x07", "tab and more"),
        ("\u202egnirts desrever\u202c", "gnirts desrever"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("e\u0301", "é"),
        ("👩🏽\u200d🚀", "👩🏽\u200d🚀"),
    ],
)
def test_cleaning(pasted: str, kept: str) -> None:
    assert clean(pasted) == kept


def test_cleaning_twice_changes_nothing() -> None:
    once = clean(" <i>a</i>\r\n\n\n b\u200b ")
    assert clean(once) == once


def test_a_line_is_one_line() -> None:
    assert clean_line("  a \n b ") == "a b"


@pytest.mark.parametrize(("text", "count"), [("🚀🎉!?", 0), ("a1 é", 3), ("日本", 2), ("", 0)])
def test_letters(text: str, count: int) -> None:
    assert letters(text) == count
