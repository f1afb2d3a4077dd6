"""Cuts a script into the pieces that become scenes. Every word is kept, once and in order."""

import re
from dataclasses import dataclass

from videos.scripting.sentences import clauses, is_item, lines, paragraphs, sentences
from videos.studio.estimate import spoken_seconds

LONGEST = 9.0
"""Seconds of speech after which a picture has been seen long enough."""
SHORTEST = 2.2
"""Seconds of speech below which a scene would only flash by."""
COMFORTABLE = 6.5
"""Pieces are joined while they stay below this."""
LONGEST_LIST = 15.0
"""A list may stay longer, since its points come one by one."""

_ORDINAL = re.compile(
    r"^(?:first|second|third|fourth|fifth|then|next|finally|lastly|step \w+)\b[\w ]{0,12}?[,:]",
    re.IGNORECASE,
)


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


def is_step(sentence: str) -> bool:
    """Say whether `sentence` announces a step ("First, …")."""
    return bool(_ORDINAL.match(sentence))


def _paragraph(paragraph: str, language: str) -> list[Piece]:
    rows = lines(paragraph)
    if len(rows) > 1:
        return _list(rows, language)
    found = sentences(rows[0])
    steps = [i for i, sentence in enumerate(found) if is_step(sentence)]
    if len(steps) >= 2 and steps == list(range(steps[0], steps[-1] + 1)):  # noqa: PLR2004
        return _steps(found, steps, language)
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


def _steps(found: list[str], steps: list[int], language: str) -> list[Piece]:
    before, listed, after = (
        found[: steps[0]],
        found[steps[0] : steps[-1] + 1],
        found[steps[-1] + 1 :],
    )
    text = " ".join(before + listed)
    if spoken_seconds(text, language) > LONGEST_LIST or len(before) > 1:
        return _prose(found, language)
    return [Piece(text, points=tuple(listed), ordered=True), *_prose(after, language)]


def _prose(found: list[str], language: str) -> list[Piece]:
    parts: list[str] = []
    for sentence in found:
        parts += _short_enough(sentence, language)
    return [Piece(text) for text in _join(parts, language)]


def _short_enough(sentence: str, language: str) -> list[str]:
    """Return `sentence`, split at clauses into even parts when it is too long for one picture."""
    seconds = spoken_seconds(sentence, language)
    if seconds <= LONGEST:
        return [sentence]
    target = seconds / max(2, round(seconds / COMFORTABLE))
    parts: list[str] = [""]
    for clause in _small_clauses(sentence, language):
        if parts[-1] and spoken_seconds(f"{parts[-1]} {clause}", language) > target * 1.25:
            parts.append("")
        parts[-1] = f"{parts[-1]} {clause}".strip()
    return parts


def _small_clauses(sentence: str, language: str) -> list[str]:
    """Return the clauses; one that is still too long is cut between words."""
    found: list[str] = []
    for clause in clauses(sentence):
        words = clause.split()
        count = max(1, round(spoken_seconds(clause, language) / COMFORTABLE))
        size = -(-len(words) // count)
        found += [" ".join(words[i : i + size]) for i in range(0, len(words), size)]
    return found


def _join(parts: list[str], language: str) -> list[str]:
    joined: list[str] = []
    for part in parts:
        both = f"{joined[-1]} {part}" if joined else part
        if joined and spoken_seconds(both, language) <= COMFORTABLE:
            joined[-1] = both
        else:
            joined.append(part)
    return joined


def _absorb_flashes(pieces: list[Piece], language: str) -> list[Piece]:
    """Join pieces that are too short for a picture of their own with what follows them.

    The first one may be short: a title needs no length. A short last one joins the one before.
    """
    kept: list[Piece] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        brief = before is not None and spoken_seconds(before.text, language) < SHORTEST
        if before is not None and brief and len(kept) > 1 and _plain(before) and _plain(piece):
            kept[-1] = Piece(f"{before.text} {piece.text}")
        else:
            kept.append(piece)
    last = kept[-1] if len(kept) > 2 else None  # noqa: PLR2004 title, body, end
    if (
        last
        and _plain(last)
        and _plain(kept[-2])
        and spoken_seconds(last.text, language) < SHORTEST
    ):
        kept[-2:] = [Piece(f"{kept[-2].text} {last.text}")]
    return kept


def _plain(piece: Piece) -> bool:
    return not piece.points and not piece.number
