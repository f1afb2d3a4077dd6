"""Says what a camera would film for each scene: for generative models, and for stock footage. Pure.

Every scene gets the same words for its light and colours, so that clips which were made one by one
look like one film. Nothing of this is drawn by the local studio.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from videos.scripting.sentences import joined, sentences, without_bullet
from videos.scripting.subjects import Subject, subjects
from videos.spec import Layout, Scene

LONGEST = 480
"""Characters of a prompt."""
MOST_WORDS = 4
"""Things that stock footage is searched by."""
_IN_PICTURE = 3
_SHOTS = {
    Layout.TITLE: "Wide establishing shot",
    Layout.QUOTE: "Medium close shot",
    Layout.NUMBER: "Close shot",
    Layout.LIST: "Slow pan",
    Layout.STEPS: "Over-the-shoulder shot of hands at work",
    Layout.COMPARISON: "Level side view",
    Layout.QUESTION: "Slow push-in",
    Layout.CALL_TO_ACTION: "Bright medium shot",
}
_PLAIN_SHOTS = ("Medium shot", "Close shot", "Slow tracking shot", "Wide shot")
"""For statements, in turn: two like each other in a row would look like one."""
LOOKS = {
    "aurora": "deep blues and violets, soft drifting light, cinematic",
    "daylight": "warm natural daylight, light colours, friendly and airy",
    "editorial": "muted colours, calm window light, precise composition",
    "neon": "dark surroundings at night, electric coloured light, strong contrast",
    "pop": "bold bright colours, hard sunlight, playful",
    "blueprint": "cool clear studio light, blue and white, exact and orderly",
}
"""How each style would be lit."""
_ANY_LOOK = "natural light, true colours"
_REALISTIC = "Realistic live action, one continuous take, steady camera."
_EMPTY = "No text, numbers, captions or logos in the picture."
_WRITTEN = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}\b(?:/\S*)?|\S+@\S+|[#@]\w+|[\"“”„«»「」『』]|--",
    re.IGNORECASE,
)
"""Addresses and quotation marks, which models write into the picture."""
_PICTOGRAMS = {"So", "Sk", "Cn", "Co"}
_SELECTOR, _JOINER = "\ufe0f", "\u200d"
_LOOSE = re.compile(r"\s+(?=[.,;:!?])")
_ENDS = (".", "!", "?", "…", "。", "？", "！", "؟", "।")


def filmed(scenes: Sequence[Scene], *, title: str, style: str, language: str) -> tuple[Scene, ...]:
    """Return `scenes` with what is to be filmed for each of them.

    Only `visual_prompt` and `search_words` are changed.
    """
    brand = frozenset(title.casefold().split())
    own = [_seen(scene, language, brand) for scene in scenes]
    theme = _theme(own)
    look = f"{_REALISTIC} Look: {LOOKS.get(style, _ANY_LOOK)}. {_EMPTY}"
    return tuple(
        replace(
            scene,
            visual_prompt=_prompt(scene, found, title, look),
            search_words=_search_words(found, theme),
        )
        for scene, found in zip(scenes, _carried(own), strict=True)
    )


def _seen(scene: Scene, language: str, brand: frozenset[str]) -> list[Subject]:
    """Return what a scene speaks of, what its headline names first."""
    headline = scene.headline.casefold()
    found = subjects(_told(scene), language, brand)
    return sorted(found, key=lambda one: one.name not in headline)


def _carried(seen: Sequence[list[Subject]]) -> list[list[Subject]]:
    """Return what is seen in each scene; one without anything goes on with what was seen before."""
    shown, last = [], next(filter(None, seen), [])
    for found in seen:
        last = found or last
        shown.append(last)
    return shown


def _theme(seen: Sequence[Sequence[Subject]]) -> str:
    """Return what several scenes speak of; empty when there is no such thing."""
    counted = Counter(subject.name for found in seen for subject in found)
    name, count = next(iter(counted.most_common(1)), ("", 0))
    return name if count > 1 else ""


def _search_words(found: Sequence[Subject], theme: str) -> tuple[str, ...]:
    own = [subject.name for subject in found[: MOST_WORDS - 1]]
    return tuple(dict.fromkeys(filter(None, [*own, theme])))


def _prompt(scene: Scene, found: Sequence[Subject], title: str, look: str) -> str:
    shot = _SHOTS.get(scene.layout) or _PLAIN_SHOTS[scene.index % len(_PLAIN_SHOTS)]
    picture = ", ".join(subject.text for subject in found[:_IN_PICTURE])
    head = f"{shot}: {picture}." if picture else f"{shot}."
    about = _plain(title).rstrip(".")
    end = f"From a film about {about}. {look}" if about else look
    told = _cut(_told(scene), LONGEST - len(f"{head}  {end}"))
    return " ".join(filter(None, (head, told, end)))


def _told(scene: Scene) -> str:
    """Return the narration as sentences, without who said it."""
    said = without_bullet(scene.narration)
    if scene.attribution:
        said = re.sub(re.escape(scene.attribution), "", said, flags=re.IGNORECASE)
    told = _plain(said)
    return told if not told or told.endswith(_ENDS) else f"{told}."


def _plain(text: str) -> str:
    """Return `text` without what a model would write into the picture."""
    letters = "".join(" " if _is_pictogram(char) else char for char in _WRITTEN.sub(" ", text))
    words = (word for word in letters.split() if word.strip(_JOINER))
    return _LOOSE.sub("", " ".join(words)).strip(" ,;:-–—")


def _is_pictogram(char: str) -> bool:
    return char == _SELECTOR or unicodedata.category(char) in _PICTOGRAMS


def _cut(text: str, room: int) -> str:
    """Return as many whole sentences, else words, of `text` as there is room for."""
    kept = ""
    for sentence in sentences(text):
        longer = joined(filter(None, (kept, sentence)))
        if len(longer) > room:
            break
        kept = longer
    if kept or len(text) <= room:
        return kept or text
    words, _, _ = text[: max(0, room)].rpartition(" ")
    return f"{words or text[: max(0, room - 1)]}…" if room > 1 else ""
