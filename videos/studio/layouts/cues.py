"""When things appear: as the narration mentions them."""

from collections.abc import Sequence

from videos.studio.layouts.brief import Brief

_FIRST = 0.5
_EARLY = 0.12
"""Seconds by which a picture comes before its word, so that the two are felt as one."""


def cues(brief: Brief, texts: Sequence[str]) -> list[float]:
    """Return the second of the scene at which each text should appear, in order.

    Texts that are not spoken as written share the time between their neighbours.
    """
    spoken = [_letters(word.text) for word in brief.words]
    found: list[float | None] = []
    place = 0
    for text in texts:
        at = _find(spoken, [_letters(word) for word in text.split()], place)
        found.append(None if at is None else max(_FIRST, brief.words[at].start - _EARLY))
        place = place if at is None else at + 1
    return _filled(found, max(_FIRST + 0.4, brief.seconds - 1.2))


def _find(spoken: Sequence[str], wanted: Sequence[str], start: int) -> int | None:
    wanted = [word for word in wanted if word][:2]
    for index in range(start, len(spoken)):
        if wanted and list(spoken[index : index + len(wanted)]) == wanted:
            return index
    return None


def _filled(found: Sequence[float | None], end: float) -> list[float]:
    filled: list[float] = []
    for index, cue in enumerate(found):
        if cue is not None:
            filled.append(cue)
            continue
        before = filled[-1] if filled else _FIRST
        later = next(((n, c) for n, c in enumerate(found) if n > index and c is not None), None)
        steps = (later[0] if later else len(found)) - index + (1 if filled else 0)
        until = later[1] if later and later[1] is not None else end
        filled.append(before + ((until - before) / max(1, steps) if filled else 0.0))
    return filled


def _letters(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())
