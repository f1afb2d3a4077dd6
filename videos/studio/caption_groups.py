"""Which words are shown together: the same groups are burned in and written to caption files.

Pure: a timeline goes in, groups come out. Breaks prefer the ends of sentences and clauses; a
group holds two to seven words (one only where a scene has but one).
"""

from dataclasses import dataclass
from itertools import pairwise

from videos.spec import CaptionStyle
from videos.studio.timeline import Shot, Timeline, Word
from videos.studio.typography.breaking import is_dense
from videos.studio.typography.clusters import clusters

MOST_WORDS = 7
FEWEST_WORDS = 2
HOLD = 0.5
"""Seconds a group stays after its last word when nothing follows at once."""
_WIDE_CHARACTERS = 44
_NARROW_CHARACTERS = 30
_BOLD_SHARE = 0.55
"""Large letters leave room for fewer words at a time."""
_DENSE_PIECE = 7
"""Characters of unspaced script that count as one word."""
_SENTENCE = frozenset(".!?。！？؟।…")
_CLAUSE = frozenset(",;:，、；：،؛—–")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionGroup:
    """Words shown together, in seconds of their shot."""

    shot: int
    words: tuple[Word, ...]
    start: float
    end: float

    @property
    def text(self) -> str:
        """The words as written, with spaces where the script has them."""
        parts = [self.words[0].text]
        for before, after in pairwise(self.words):
            parts.append(joint(before.text, after.text) + after.text)
        return "".join(parts)


def joint(before: str, after: str) -> str:
    """Return what stands between two words: nothing inside a script written without spaces."""
    return "" if is_dense(before[-1]) and is_dense(after[0]) else " "


def group(timeline: Timeline) -> tuple[CaptionGroup, ...]:
    """Return all groups of a video in order."""
    return tuple(one for index in range(len(timeline.shots)) for one in groups_of(timeline, index))


def groups_of(timeline: Timeline, index: int) -> tuple[CaptionGroup, ...]:
    """Return the groups of one shot in order; none overlap, and none outlasts the shot."""
    shot = timeline.shots[index]
    parts = _partition(_words(shot), _room(timeline))
    ends = [*(part[0].start for part in parts[1:]), shot.length / timeline.fps][: len(parts)]
    return tuple(
        CaptionGroup(
            shot=index,
            words=part,
            start=part[0].start,
            end=max(min(part[-1].end + HOLD, limit), part[0].start + 1e-3),
        )
        for part, limit in zip(parts, ends, strict=True)
    )


def _room(timeline: Timeline) -> int:
    room = _WIDE_CHARACTERS if timeline.width > timeline.height else _NARROW_CHARACTERS
    return round(room * _BOLD_SHARE) if timeline.caption_style is CaptionStyle.BOLD else room


def _words(shot: Shot) -> list[Word]:
    """Return the shot's words, with long runs of unspaced script cut into phrases."""
    found: list[Word] = []
    for word in shot.words:
        if not word.text.strip():
            continue
        pieces = _phrases(word.text.strip())
        total = sum(len(piece) for piece in pieces)
        start = word.start
        for piece in pieces:
            end = start + (word.end - word.start) * len(piece) / total
            found.append(Word(text=piece, start=start, end=end))
            start = end
    return found


def _phrases(text: str) -> list[str]:
    if sum(is_dense(char) for char in text) <= _DENSE_PIECE:
        return [text]
    phrases = [""]
    parts = clusters(text)
    for index, part in enumerate(parts):
        phrases[-1] += part
        following = parts[index + 1][0] if index + 1 < len(parts) else ""
        if following and _phrase_ends(phrases[-1], following):
            phrases.append("")
    return phrases


def _phrase_ends(phrase: str, following: str) -> bool:
    if following in _SENTENCE or following in _CLAUSE or following in "」』）ーっゃゅょッャュョん":
        return False
    if phrase[-1] in _SENTENCE or phrase[-1] in _CLAUSE:
        return True
    kana = "\u3041" <= phrase[-1] <= "\u309f"
    turns = kana and not "\u3041" <= following <= "\u309f"
    return (turns and len(phrase) >= 3) or len(phrase) >= _DENSE_PIECE  # noqa: PLR2004


def _partition(words: list[Word], room: int) -> list[tuple[Word, ...]]:
    """Cut a shot's words into the cheapest row of groups (dynamic programming)."""
    count = len(words)
    if count <= FEWEST_WORDS:
        return [tuple(words)] if words else []
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(FEWEST_WORDS, count + 1):
        for size in range(FEWEST_WORDS, min(MOST_WORDS, end) + 1):
            cost = best[end - size][0] + _cost(words[end - size : end], room, last=end == count)
            best[end] = min(best[end], (cost, size))
    groups: list[tuple[Word, ...]] = []
    end = count
    while end > 0:
        size = best[end][1]
        groups.append(tuple(words[end - size : end]))
        end -= size
    return groups[::-1]


def _cost(words: list[Word], room: int, *, last: bool) -> float:
    length = sum(len(word.text) + 1 for word in words) - 1
    over = max(0, length - room) / room
    slack = max(0, room * 0.75 - length) / room
    cost = 1.0 + 30 * over + 1.2 * slack * slack
    if not last and words[-1].text[-1] not in _SENTENCE:
        cost += 0.4 if words[-1].text[-1] in _CLAUSE else 1.1
    cost += 1.6 * sum(word.text[-1] in _SENTENCE for word in words[:-1])
    cost += sum(max(0.0, after.start - before.end - 0.25) * 3 for before, after in pairwise(words))
    return cost
