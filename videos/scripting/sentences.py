"""Cuts text at paragraphs, lines, sentences and clauses; joined again, it is the text."""

import re
from collections.abc import Iterable
from itertools import pairwise

_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof st sr jr vs no co inc ltd corp dept est approx e.g i.e u.s u.k a.m "
        "p.m fig vol jan feb mar apr jun jul aug sep sept oct nov dec bzw z.b usw ca nr"
    ).split()
)
_END = re.compile(r"""[.!?…؟۔।]+["'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*""")
_CLAUSE = re.compile(r"[,;:،؛]\s+|\s+(?:--|—|–)\s+|[、，；：]|\s*—\s*")
_LAST_SPACED = "\u2e7f"
_BULLET = re.compile(r"^\s*(?:[-*•‣·]|\d{1,2}[.)])\s+")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of `text`, which blank lines separate."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def lines(paragraph: str) -> list[str]:
    """Return the lines of `paragraph` when it is a list, else the paragraph as one line."""
    rows = [row.strip() for row in paragraph.split("\n") if row.strip()]
    if sum(bool(_BULLET.match(row)) for row in rows) >= 2:  # noqa: PLR2004 one bullet is no list
        return rows
    return [" ".join(rows)]


def is_item(line: str) -> bool:
    """Say whether `line` starts with a bullet or a number."""
    return bool(_BULLET.match(line))


def without_bullet(line: str) -> str:
    """Return `line` without its bullet or number."""
    return _BULLET.sub("", line)


def sentences(line: str) -> list[str]:
    """Return the sentences of `line`."""
    ends = [match.end() for match in _END.finditer(line) if _is_end(line, match)]
    return _cut(line, ends)


def joined(parts: Iterable[str]) -> str:
    """Return parts of a text as one, with a space between them where their script has spaces."""
    text = ""
    for part in parts:
        dense = not text or min(text[-1], part[:1]) > _LAST_SPACED
        text += part if dense else f" {part}"
    return text


def clauses(sentence: str) -> list[str]:
    """Return the clauses of `sentence`, each with the punctuation that ends it."""
    return _cut(sentence, [match.end() for match in _CLAUSE.finditer(sentence)])


def _cut(text: str, places: list[int]) -> list[str]:
    marks = [0, *[place for place in places if 0 < place < len(text)], len(text)]
    return [part for a, b in pairwise(marks) if (part := text[a:b].strip())]


def _is_end(line: str, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return True
    before = line[: match.start()].rsplit(None, 1)
    word = before[-1].lower().lstrip("(\"'“‘") if before else ""
    follows = line[match.end() :].lstrip()
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    if word.isdigit() and _BULLET.match(line) and match.start() <= len(word) + 1:
        return False  # the number of a list item
    return not (follows[:1].islower() and len(match.group()) == 1)
