"""Writes a plain, honest script about any topic without a network.

It knows nothing about the topic, so it claims nothing about it: it frames the topic as a question,
an idea and a next step, in patterns picked by a hash of the topic, so that the same topic always
gives the same script and two topics rarely give the same one.
"""

import hashlib
import re
from collections.abc import Sequence

from videos.studio.estimate import spoken_seconds

LANGUAGE = "en"

_HOW = re.compile(r"^how\s+(?:to|do\s+(?:i|you|we)|can\s+(?:i|you|we))\s+", re.IGNORECASE)
_QUESTION = re.compile(
    r"^(?:why|what|who|when|where|how|is|are|do|does|can|should)\b", re.IGNORECASE
)

_OPENINGS = (
    "What if {topic} were simpler than it looks?",
    "Let's talk about {topic}.",
    "One minute, one subject: {topic}.",
    "Here is something worth knowing about {topic}.",
)
_HOW_OPENINGS = (
    "Have you ever wanted to {task}?",
    "Anyone can learn to {task}. The trick is where to begin.",
    "You don't need talent to {task}. You need a place to start.",
)
_QUESTION_OPENINGS = (
    "{question}",
    "It is a question that sounds simple. {question}",
)
_STAKES = (
    "Most people only ever see the surface. The interesting part is underneath.",
    "It is easy to scroll past. It is harder to forget once you have looked closely.",
    "The best ideas are often hidden in plain sight, and this is one of them.",
    "It touches more of everyday life than you might expect.",
)
_STEPS = (
    "First, look at it with fresh eyes. Second, ask what really matters to you. "
    "Third, take one small step today.",
    "First, start small. Second, stay curious. Third, share what you find.",
    "First, write down what you know. Second, find the one thing you don't. "
    "Third, go and ask somebody who does.",
)
_TURNS = (
    "Not a theory, but a habit you can keep.",
    "It is not about doing more, but about noticing more.",
    "Small beginnings count. Nobody starts as an expert.",
)
_DEPTHS = (
    "Think of the last time it surprised you. That surprise is a clue, and "
    "clues are worth following.",
    "Ask three people about it and you will hear three different stories. All of "
    "them teach something.",
    "Give it ten quiet minutes. You will come away with better questions than you brought.",
    "Look for the detail that everybody skips. That is usually where the story begins.",
    "And when it gets difficult, slow down. Difficulty is only the point where learning begins.",
    "Then come back to it tomorrow. The second look is nearly always the better one.",
    "Write the most surprising thing on a card and keep it where you can see it.",
    "Notice who has cared about this before you. They left tracks, and tracks can be followed.",
    "Try to explain it to somebody of ten. What you cannot say simply is what to learn next.",
    "Change one thing and watch what happens. An experiment is worth a hundred opinions.",
    "Keep what helps, and let the rest go. Nobody needs to know everything.",
    "Picture how it will look a year from now. Which small thing would you be glad to have begun?",
    "Listen to the people who disagree. They see the side that you have not walked around yet.",
    "Measure it once, even roughly. Numbers have a way of settling long arguments.",
    "Leave room for chance. The best discoveries were on the way to something else.",
)
_CLOSINGS = (
    "Start today, and see where {topic} takes you.",
    "Try it this week, and tell a friend what you found.",
    "Share this with someone who should see it.",
)


def write(topic: str, *, seconds: int) -> str:
    """Return an English script about `topic` of about `seconds`, in paragraphs."""
    subject = topic.strip().rstrip(".!?")
    seed = int.from_bytes(hashlib.sha256(subject.casefold().encode()).digest()[:8])
    opening, subject = _opening(subject, seed)
    body = [_pick(_STAKES, seed // 5), _pick(_STEPS, seed // 7), _pick(_TURNS, seed // 11)]
    closing = _pick(_CLOSINGS, seed // 13).format(topic=subject)
    while body and _length([opening, *body, closing]) > seconds * 1.1:
        body.pop(0 if len(body) != len(_STEPS) - 1 else -1)
    depths = list(_rotated(_DEPTHS, seed // 17))
    while depths and _length([opening, *body, depths[0], closing]) <= seconds:
        body.append(depths.pop(0))
    return "\n\n".join([opening, *body, closing])


def _opening(subject: str, seed: int) -> tuple[str, str]:
    """Return the first paragraph, and the subject as later sentences name it."""
    if _HOW.match(subject):
        task = _HOW.sub("", subject)
        return _pick(_HOW_OPENINGS, seed).format(task=task), "it"
    if _QUESTION.match(subject):
        question = subject[:1].upper() + subject[1:] + "?"
        return _pick(_QUESTION_OPENINGS, seed).format(question=question), "the question"
    return _pick(_OPENINGS, seed).format(topic=subject), subject


def _pick(patterns: Sequence[str], seed: int) -> str:
    return patterns[seed % len(patterns)]


def _rotated(patterns: Sequence[str], seed: int) -> list[str]:
    start = seed % len(patterns)
    return [*patterns[start:], *patterns[:start]]


def _length(parts: list[str]) -> float:
    return spoken_seconds(" ".join(parts), LANGUAGE)
