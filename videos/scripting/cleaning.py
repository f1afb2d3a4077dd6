"""Makes what people paste safe to speak and to show, without changing what they wrote.

Markup is text here, never markup: tags are taken out because nobody wants them read aloud, and what
is left is escaped wherever it is shown. Template and shell syntax is ordinary text.
"""

import re
import unicodedata

_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,400}>")
_DANGEROUS_FORMAT = dict.fromkeys(
    [
        *range(0x202A, 0x202F),  # bidi embeddings and overrides, which can reverse what is read
        *range(0x2066, 0x206A),  # bidi isolates
        *(0x200B, 0x2060, 0xFEFF, 0x00AD),  # zero-width space, joiners of nothing, soft hyphen
    ]
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" *\n *")
_MANY_BREAKS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return `text` normalised (NFC), without tags, control characters and bidi overrides.

    Line breaks stay, at most two in a row; joiners inside emoji and words stay.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _TAG.sub("", text).translate(_DANGEROUS_FORMAT)
    text = "".join(_printable(char) for char in text)
    return _MANY_BREAKS.sub("\n\n", _BREAKS.sub("\n", _SPACES.sub(" ", text))).strip()


def _printable(char: str) -> str:
    """Return a character, a space for a control character that separates, nothing for others."""
    if char == "\n" or unicodedata.category(char) != "Cc":
        return char
    return " " if char.isspace() else ""


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line."""
    return " ".join(clean(text).split())


def letters(text: str) -> int:
    """Return how many letters and digits `text` has: what a voice could speak."""
    return sum(unicodedata.category(character)[0] in "LN" for character in text)
