"""The one place where an order is judged, for the page and for the API alike."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from videos import catalog
from videos.exceptions import InvalidRequest
from videos.scripting.cleaning import clean, clean_line, letters
from videos.spec import Aspect, CaptionMode, CaptionStyle, VideoSpec
from videos.studio.narration.voices import VOICES

_COLOUR = re.compile(r"#[0-9a-f]{6}")

FIELDS = (
    "campaign_name",
    "script",
    "topic",
    "style",
    "aspect",
    "duration",
    "voice",
    "captions",
    "caption_style",
    "brand_colour",
    "progress_bar",
    "music",
)


def order(data: Mapping[str, object]) -> VideoSpec:
    """Return the order that `data` describes; `duration` is in seconds, 0 for automatic.

    Raises:
        InvalidRequest: with every field that is wrong, and how to put it right.
    """
    form = _Form(data)
    form.refuse_unknown()
    name = form.line("campaign_name", 1, catalog.CAMPAIGN_MAX, what="a campaign name")
    script, topic = _content(form)
    spec = VideoSpec(
        campaign_name=name,
        script=script,
        topic=topic,
        style=form.choice("style", [style.id for style in catalog.STYLES], "aurora"),
        voice=form.choice("voice", VOICES, "auto"),
        aspect=Aspect(form.choice("aspect", [a.value for a in Aspect], Aspect.WIDE.value)),
        duration_seconds=_duration(form),
        captions=CaptionMode(
            form.choice("captions", [c.value for c in CaptionMode], CaptionMode.BURNED.value)
        ),
        caption_style=CaptionStyle(
            form.choice("caption_style", [c.value for c in CaptionStyle], CaptionStyle.PILL.value)
        ),
        brand_colour=form.colour("brand_colour"),
        progress_bar=form.boolean("progress_bar", default=True),
        music=form.boolean("music", default=True),
    )
    if form.errors:
        raise InvalidRequest(form.errors)
    return spec


@dataclass
class _Form:
    """Reads fields one by one and collects what is wrong with them."""

    data: Mapping[str, object]
    errors: dict[str, list[str]] = field(default_factory=dict)

    def wrong(self, name: str, sentence: str) -> None:
        self.errors.setdefault(name, []).append(sentence)

    def refuse_unknown(self) -> None:
        for name in self.data:
            if name not in FIELDS:
                self.wrong(name, f"There is no field {name!r}. Known are: {', '.join(FIELDS)}.")

    def text(self, name: str) -> str:
        value = self.data.get(name) or ""
        if not isinstance(value, str):
            self.wrong(name, "This must be text.")
            return ""
        if "\0" in value:
            self.wrong(name, "This contains a null character. Remove it and send the text again.")
            return ""
        return value

    def line(self, name: str, shortest: int, longest: int, *, what: str) -> str:
        line = clean_line(self.text(name))
        if name not in self.errors and not shortest <= len(line) <= longest:
            self.wrong(name, f"Enter {what} of {shortest} to {longest} characters.")
        elif name not in self.errors and not letters(line):
            self.wrong(name, f"Enter {what} with at least one letter or digit.")
        return line

    def choice(self, name: str, allowed: Collection[str], default: str) -> str:
        value = self.data.get(name)
        if value is None or value == "":
            return default
        if not isinstance(value, str) or value not in allowed:
            self.wrong(name, f"Choose one of: {', '.join(allowed)}.")
            return default
        return value

    def colour(self, name: str) -> str:
        value = self.text(name).strip().lower()
        if value and not _COLOUR.fullmatch(value):
            self.wrong(name, "Enter a colour as # and six hexadecimal digits, such as #4a3aff.")
            return ""
        return value

    def boolean(self, name: str, *, default: bool) -> bool:
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            self.wrong(name, "This must be true or false.")
            return default
        return value


def _content(form: _Form) -> tuple[str, str]:
    """Return (script, topic), of which exactly one is given."""
    script, topic = clean(form.text("script")), clean_line(form.text("topic"))
    if {"script", "topic"} & form.errors.keys():
        return script, topic
    if script and topic:
        form.wrong("topic", "Send either a script or a topic, not both.")
    elif topic:
        form.line("topic", catalog.TOPIC_MIN, catalog.TOPIC_MAX, what="a topic")
    else:
        _judge_script(form, script)
    return script, topic


def _judge_script(form: _Form, script: str) -> None:
    if len(script) > catalog.SCRIPT_MAX:
        form.wrong(
            "script",
            f"This script has {len(script):,} characters; the limit is {catalog.SCRIPT_MAX:,}. "
            "Shorten it, or split it into several videos.",
        )
    elif len(script) < catalog.SCRIPT_MIN:
        form.wrong(
            "script",
            f"Write at least {catalog.SCRIPT_MIN} characters, about one sentence, "
            "or enter a topic instead.",
        )
    elif letters(script) < catalog.SCRIPT_MIN // 2:
        form.wrong(
            "script", "There is nothing to say in this script. Write words, not only symbols."
        )


def _duration(form: _Form) -> int:
    value: Any = form.data.get("duration")
    if value is None or value == "":
        return 0
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value not in catalog.DURATIONS:
        allowed = ", ".join(str(seconds) for seconds in catalog.DURATIONS)
        form.wrong(
            "duration", f"Choose one of these numbers of seconds: {allowed}; 0 is automatic."
        )
        return 0
    return value
