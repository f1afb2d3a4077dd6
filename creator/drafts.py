"""The studio form between browser and order: values as they were typed, and what is wrong."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from videos.exceptions import InvalidRequest
from videos.scripting.material import Find
from videos.scripting.validation import order
from videos.spec import VideoSpec

_TEXTS = (
    "campaign_name", "script", "topic", "provider", "style", "aspect", "duration", "voice",
    "captions", "caption_style", "brand_colour", "mood",
)  # fmt: skip
_TICKS = ("music", "progress_bar")
_DEFAULTS = {
    "provider": "auto", "style": "aurora", "aspect": "16:9", "duration": "0", "voice": "auto",
    "captions": "burned", "caption_style": "pill", "brand_colour": "#4a3aff", "branded": "",
    "source": "script", "music": "on", "progress_bar": "on", "mood": "auto",
}  # fmt: skip
SEVERAL = "footage"
SINGLE = ("logo", "own_music", "recording")
SLOTS = (SEVERAL, *SINGLE)
"""The places in a video for the creator's own files, named as the order's fields."""


@dataclass(slots=True)
class Draft:
    """What the form shows. `values` are texts; nothing in here has been judged yet."""

    values: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    """The idempotency key that this form submits: pressing twice makes one job."""
    material: dict[str, list[str]] = field(default_factory=dict)
    """The ids of the creator's own files by slot, in order."""
    refused: dict[str, list[str]] = field(default_factory=dict)
    """What is wrong with files that came with the form, by slot."""

    def order(self, uploads: Find) -> VideoSpec | None:
        """Return the order, or None after noting in `errors` what is wrong with it."""
        self.errors = {name: [*sentences] for name, sentences in self.refused.items()}
        try:
            return order(self._fields(), uploads)
        except InvalidRequest as error:
            for name, sentences in error.errors.items():
                self.errors.setdefault(name, []).extend(sentences)
            return None

    def attach(self, slot: str, upload: str) -> None:
        """Put a file into a slot: behind the others, or in place of the one that is there."""
        others = self.material.get(slot, []) if slot == SEVERAL else []
        self.material[slot] = [*(other for other in others if other != upload), upload]

    def move(self, upload: str, steps: int) -> None:
        """Move a file up (negative) or down in its list."""
        ids = self.material.get(SEVERAL, [])
        if upload in ids:
            place = min(max(ids.index(upload) + steps, 0), len(ids) - 1)
            ids.remove(upload)
            ids.insert(place, upload)

    def _fields(self) -> dict[str, object]:
        unused = "topic" if self.values.get("source") == "script" else "script"
        fields: dict[str, object] = {n: self.values.get(n, "") for n in _TEXTS if n != unused}
        if self.values.get("branded") != "on":
            # A colour field of a browser always holds some colour.
            fields["brand_colour"] = ""
        for name in _TICKS:
            fields[name] = self.values.get(name) == "on"
        fields[SEVERAL] = self.material.get(SEVERAL, [])
        for slot in SINGLE:
            fields[slot] = next(iter(self.material.get(slot, [])), "")
        return fields


def blank() -> Draft:
    """Return the form of a new video."""
    return Draft(dict(_DEFAULTS))


def submitted(data: QueryDict) -> Draft:
    """Return the form as the browser sent it, with its files moved and removed as it asks."""
    values = {name: str(data.get(name, "")) for name in (*_TEXTS, *_TICKS, "branded", "source")}
    values["source"] = "topic" if values["source"] == "topic" else "script"
    key = str(data.get("idempotency_key", ""))
    draft = Draft(values, material={slot: _kept(data, slot) for slot in SLOTS})
    direction, _, upload = str(data.get("move", "")).partition(":")
    draft.move(upload, {"up": -1, "down": 1}.get(direction, 0))
    if key and len(key) <= 64 and key.isprintable():  # noqa: PLR2004 - longer ones are not ours
        draft.key = key
    return draft


def _kept(data: QueryDict, slot: str) -> list[str]:
    removed = set(data.getlist("remove"))
    return [upload for upload in dict.fromkeys(data.getlist(slot)) if upload not in removed]


def repeated(spec: VideoSpec, material: Mapping[str, Iterable[str]]) -> Draft:
    """Return the form of another video like `spec`, with the files that are still there."""
    return Draft(
        {
            "campaign_name": spec.campaign_name,
            "script": spec.script,
            "topic": spec.topic,
            "provider": spec.provider,
            "style": spec.style,
            "aspect": spec.aspect.value,
            "duration": str(spec.duration_seconds),
            "voice": spec.voice,
            "captions": spec.captions.value,
            "caption_style": spec.caption_style.value,
            "brand_colour": spec.brand_colour or _DEFAULTS["brand_colour"],
            "branded": "on" if spec.brand_colour else "",
            "source": "topic" if spec.topic else "script",
            "music": "on" if spec.music else "",
            "progress_bar": "on" if spec.progress_bar else "",
            "mood": spec.mood.value,
        },
        material={slot: list(dict.fromkeys(ids)) for slot, ids in material.items()},
    )
