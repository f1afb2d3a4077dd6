"""The one place where an order is judged, for the page and for the API alike."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from videos import catalog
from videos.exceptions import InvalidRequest
from videos.providers import registry
from videos.scripting import material
from videos.scripting.cleaning import clean, clean_line, letters
from videos.scripting.fields import Form
from videos.spec import Aspect, AssetKind, CaptionMode, CaptionStyle, Mood, VideoSpec
from videos.studio.narration.voices import VOICES

FIELDS = (
    "campaign_name",
    "script",
    "topic",
    "provider",
    "style",
    "aspect",
    "duration",
    "voice",
    "captions",
    "caption_style",
    "brand_colour",
    "progress_bar",
    "music",
    "mood",
    "footage",
    "logo",
    "own_music",
    "recording",
)


def order(data: Mapping[str, object], uploads: material.Find = material.nobodys) -> VideoSpec:
    """Return the order that `data` describes; `duration` is in seconds, 0 for automatic.

    `uploads` finds the creator's own files, which `footage`, `logo`, `own_music` and `recording`
    name by their ids.

    Raises:
        InvalidRequest: with every field that is wrong, and how to put it right.
    """
    form = Form(data)
    form.refuse_unknown(FIELDS)
    name = form.line("campaign_name", 1, catalog.CAMPAIGN_MAX, what="a campaign name")
    script, topic = _content(form)
    spec = VideoSpec(
        campaign_name=name,
        script=script,
        topic=topic,
        provider=form.choice("provider", ("auto", *registry.ADAPTERS), "auto"),
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
        mood=Mood(form.choice("mood", [mood.value for mood in Mood], Mood.AUTO.value)),
    )
    spec = _with_material(form, spec, uploads)
    if form.errors:
        raise InvalidRequest(form.errors)
    return spec


def _with_material(form: Form, spec: VideoSpec, find: material.Find) -> VideoSpec:
    """Return `spec` with the creator's own files in it."""
    recording = material.one(form, "recording", AssetKind.RECORDING, find)
    if recording and spec.topic:
        form.wrong(
            "recording",
            "A recording goes with the script that it speaks, not with a topic. "
            "Send the script, or leave the recording out.",
        )
    if recording:
        # It is spoken already: neither a voice nor a pace is left to choose.
        spec = replace(spec, recording=recording, voice="auto", duration_seconds=0)
    return replace(
        spec,
        footage=material.several(form, "footage", {AssetKind.IMAGE, AssetKind.CLIP}, find),
        logo=material.one(form, "logo", AssetKind.LOGO, find),
        own_music=material.one(form, "own_music", AssetKind.MUSIC, find),
    )


def _content(form: Form) -> tuple[str, str]:
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


def _judge_script(form: Form, script: str) -> None:
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


def _duration(form: Form) -> int:
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
