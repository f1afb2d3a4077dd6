"""The studio form between browser and order: values as they were typed, and what is wrong."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from videos.exceptions import InvalidRequest
from videos.scripting.validation import order
from videos.spec import VideoSpec

_TEXTS = (
    "campaign_name", "script", "topic", "style", "aspect", "duration", "voice", "captions",
    "caption_style", "brand_colour",
)  # fmt: skip
_TICKS = ("music", "progress_bar")
_DEFAULTS = {
    "style": "aurora", "aspect": "16:9", "duration": "0", "voice": "auto", "captions": "burned",
    "caption_style": "pill", "brand_colour": "#4a3aff", "branded": "",
    "source": "script", "music": "on", "progress_bar": "on",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """What the form shows. `values` are texts; nothing in here has been judged yet."""

    values: dict[str, str]
    errors: dict[str, list[str]] = field(default_factory=dict)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    """The idempotency key that this form submits: pressing twice makes one job."""

    def order(self) -> VideoSpec | None:
        """Return the order, or None after noting in `errors` what is wrong with it."""
        try:
            return order(self._fields())
        except InvalidRequest as error:
            self.errors = error.errors
            return None

    def _fields(self) -> dict[str, object]:
        unused = "topic" if self.values.get("source") == "script" else "script"
        fields: dict[str, object] = {n: self.values.get(n, "") for n in _TEXTS if n != unused}
        if self.values.get("branded") != "on":
            # A colour field of a browser always holds some colour.
            fields["brand_colour"] = ""
        for name in _TICKS:
            fields[name] = self.values.get(name) == "on"
        return fields


def blank() -> Draft:
    """Return the form of a new video."""
    return Draft(dict(_DEFAULTS))


def submitted(data: Mapping[str, str]) -> Draft:
    """Return the form as the browser sent it."""
    values = {name: str(data.get(name, "")) for name in (*_TEXTS, *_TICKS, "branded", "source")}
    values["source"] = "topic" if values["source"] == "topic" else "script"
    key = str(data.get("idempotency_key", ""))
    draft = Draft(values)
    if key and len(key) <= 64 and key.isprintable():  # noqa: PLR2004 - longer ones are not ours
        draft.key = key
    return draft


def repeated(spec: VideoSpec) -> Draft:
    """Return the form of another video like `spec`."""
    return Draft(
        {
            "campaign_name": spec.campaign_name,
            "script": spec.script,
            "topic": spec.topic,
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
        }
    )
