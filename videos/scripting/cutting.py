"""Cuts a script into the pieces that become scenes. Every word is kept, once and in order."""

from dataclasses import dataclass
from itertools import takewhile

from videos.scripting.division import divide
from videos.scripting.enumerations import MOST, is_step, opens_steps
from videos.scripting.sentences import is_item, joined, lines, paragraphs, sentences
from videos.studio.estimate import spoken_seconds

LONGEST = 9.0
"""Seconds of speech after which a picture has been seen long enough."""
SHORTEST = 2.2
"""Seconds of speech below which a scene would only flash by."""
COMFORTABLE = 6.5
"""Pieces are joined while they stay below this."""
LONGEST_LIST = 15.0
"""A list may stay longer, since its points come one by one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The words of one scene, and its parts when they form a list or steps."""

    text: str
    points: tuple[str, ...] = ()
    ordered: bool = False
    number: int = 0
    """Place in a longer list whose items became scenes of their own; 0 for none."""


def cut(script: str, language: str) -> list[Piece]:
    """Return the pieces of `script` in order."""
    pieces: list[Piece] = []
    for paragraph in paragraphs(script):
        pieces += _paragraph(paragraph, language)
    return _absorb_flashes(pieces, language)


def _paragraph(paragraph: str, language: str) -> list[Piece]:
    rows = lines(paragraph)
    if len(rows) > 1:
        return _list(rows, language)
    found = sentences(rows[0])
    first = next((i for i, sentence in enumerate(found) if opens_steps(sentence)), len(found))
    count = sum(1 for _ in takewhile(is_step, found[first:]))
    if count >= 2:  # noqa: PLR2004
        return _steps(found, first, first + count, language)
    return _prose(found, language)


def _list(rows: list[str], language: str) -> list[Piece]:
    intro = [row for row in rows if not is_item(row)]
    items = [row for row in rows if is_item(row)]
    text = " ".join(rows)
    in_order = rows == intro + items
    if in_order and len(items) <= 5 and spoken_seconds(text, language) <= LONGEST_LIST:  # noqa: PLR2004
        ordered = items[0].lstrip()[:1].isdigit()
        return [Piece(text, points=tuple(items), ordered=ordered)]
    pieces: list[Piece] = []
    number = 0
    for row in rows:
        number += is_item(row)
        pieces += [
            Piece(piece.text, number=number if is_item(row) else 0)
            for piece in _prose(sentences(row), language)
        ]
    return pieces


def _steps(found: list[str], first: int, end: int, language: str) -> list[Piece]:
    """Return the steps `first` to `end` as one piece with their lead, and what is around them."""
    lead, listed = found[max(0, first - 1) : first], found[first:end]
    text = joined(lead + listed)
    if spoken_seconds(text, language) > LONGEST_LIST or len(listed) > MOST:
        return _prose(found, language)
    steps = Piece(text, points=tuple(listed), ordered=True)
    before = _prose(found[: max(0, first - 1)], language)
    return [*before, steps, *_prose(found[end:], language)]


def _prose(found: list[str], language: str) -> list[Piece]:
    parts: list[str] = []
    for sentence in found:
        parts += _short_enough(sentence, language)
    return [Piece(text) for text in _join(parts, language)]


def _short_enough(sentence: str, language: str) -> list[str]:
    """Return `sentence`, divided when it is too long for one picture."""
    if spoken_seconds(sentence, language) <= LONGEST:
        return [sentence]
    return divide(sentence, language)


def _join(parts: list[str], language: str) -> list[str]:
    kept: list[str] = []
    for part in parts:
        both = joined([kept[-1], part]) if kept else part
        if kept and spoken_seconds(both, language) <= COMFORTABLE:
            kept[-1] = both
        else:
            kept.append(part)
    return kept


def _absorb_flashes(pieces: list[Piece], language: str) -> list[Piece]:
    """Join pieces that are too short for a picture of their own with what follows them.

    The first one may be short: a title needs no length. A short last one joins the one before.
    """
    kept: list[Piece] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        brief = before is not None and spoken_seconds(before.text, language) < SHORTEST
        if before is not None and brief and len(kept) > 1 and _plain(before) and _plain(piece):
            kept[-1] = Piece(joined([before.text, piece.text]))
        else:
            kept.append(piece)
    last = kept[-1] if len(kept) > 2 else None  # noqa: PLR2004 title, body, end
    if (
        last
        and _plain(last)
        and _plain(kept[-2])
        and spoken_seconds(last.text, language) < SHORTEST
    ):
        kept[-2:] = [Piece(joined([kept[-2].text, last.text]))]
    return kept


def _plain(piece: Piece) -> bool:
    return not piece.points and not piece.number
