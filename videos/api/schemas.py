"""The shapes of requests and answers: what the OpenAPI document says, and what is sent."""

from typing import Any

from rest_framework import serializers

from videos import catalog
from videos.progress import FAR
from videos.providers.base import ProviderKind
from videos.providers.registry import ADAPTERS
from videos.spec import Aspect, AssetKind, CaptionMode, CaptionStyle, Mood
from videos.states import JobStatus, Stage
from videos.studio.narration.voices import VOICES

ASSET_KINDS = [kind.value for kind in AssetKind]


class OrderSchema(serializers.Serializer[Any]):
    """What a video is ordered with: a campaign name, and a script or a topic."""

    campaign_name = serializers.CharField(max_length=catalog.CAMPAIGN_MAX)
    script = serializers.CharField(
        required=False, min_length=catalog.SCRIPT_MIN, max_length=catalog.SCRIPT_MAX,
        help_text="What is spoken. Either this or `topic`.",
    )  # fmt: skip
    topic = serializers.CharField(
        required=False, min_length=catalog.TOPIC_MIN, max_length=catalog.TOPIC_MAX,
        help_text="What the video is about; the script is written for you.",
    )  # fmt: skip
    provider = serializers.ChoiceField(
        ["auto", *ADAPTERS], default="auto",
        help_text="Who makes the pictures; `GET /providers` says who can be chosen.",
    )  # fmt: skip
    style = serializers.ChoiceField(  # type: ignore[assignment] # `style` is the API's name
        [s.id for s in catalog.STYLES], default="aurora"
    )
    aspect = serializers.ChoiceField([a.value for a in Aspect], default=Aspect.WIDE.value)
    duration = serializers.ChoiceField(
        catalog.DURATIONS, default=0, help_text="Seconds; 0 is as long as the script needs."
    )
    voice = serializers.ChoiceField(list(VOICES), default="auto")
    captions = serializers.ChoiceField(
        [c.value for c in CaptionMode], default=CaptionMode.BURNED.value
    )
    caption_style = serializers.ChoiceField(
        [c.value for c in CaptionStyle], default=CaptionStyle.PILL.value
    )
    brand_colour = serializers.RegexField(
        r"^#[0-9a-fA-F]{6}$", required=False, help_text="Your own accent colour, such as #4a3aff."
    )
    progress_bar = serializers.BooleanField(
        default=True, help_text="A thin line along the bottom of the picture."
    )
    music = serializers.BooleanField(default=True)
    mood = serializers.ChoiceField(
        [m.value for m in Mood], default=Mood.AUTO.value,
        help_text="Of the studio's music; `own_music` takes its place.",
    )  # fmt: skip
    footage = serializers.ListField(
        child=serializers.CharField(), required=False, max_length=catalog.FOOTAGE_MAX,
        help_text="Ids of uploaded images and clips that lie behind the scenes, in this order.",
    )  # fmt: skip
    logo = serializers.CharField(required=False, help_text="Id of an uploaded logo.")
    own_music = serializers.CharField(
        required=False, help_text="Id of uploaded music; no sound unless `music` is true."
    )
    recording = serializers.CharField(
        required=False,
        help_text="Id of an uploaded recording of `script`. It replaces `voice` and `duration`.",
    )


class FilesSchema(serializers.Serializer[Any]):
    """Links to the files of a finished video. They expire; ask again for fresh ones."""

    video = serializers.URLField(allow_null=True)
    thumbnail = serializers.URLField(allow_null=True)
    captions_srt = serializers.URLField(allow_null=True)
    captions_vtt = serializers.URLField(allow_null=True)


class ErrorSchema(serializers.Serializer[Any]):
    """Why a job failed."""

    code = serializers.CharField()
    message = serializers.CharField(help_text="A sentence for people, with a remedy.")


class StageSchema(serializers.Serializer[Any]):
    """One stage of a job."""

    stage = serializers.ChoiceField([s.value for s in Stage])
    state = serializers.ChoiceField(["waiting", "active", "done", "failed"])
    done = serializers.IntegerField()
    total = serializers.IntegerField()


class FilmingSchema(serializers.Serializer[Any]):
    """How far a vendor is with the clips of a video."""

    by = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField()


class StatusSchema(serializers.Serializer[Any]):
    """How far a video is."""

    id = serializers.CharField()
    job_id = serializers.CharField()
    status = serializers.ChoiceField([s.value for s in JobStatus])
    stage = serializers.ChoiceField([s.value for s in Stage])
    progress = serializers.IntegerField(help_text="Percent of the whole, 0 to 100.")
    stages = StageSchema(many=True)
    queue_position = serializers.IntegerField(
        allow_null=True,
        help_text=f"1 is next; {FAR + 1} stands for that place and all behind it.",
    )
    elapsed_seconds = serializers.IntegerField()
    eta_seconds = serializers.IntegerField(allow_null=True)
    notes = serializers.ListField(child=serializers.CharField())
    filming = FilmingSchema(
        allow_null=True, help_text="While a vendor makes clips: how many of them are there."
    )
    error = ErrorSchema(allow_null=True)
    urls = FilesSchema()


class RouteSchema(serializers.Serializer[Any]):
    """Who makes a video, and why."""

    provider = serializers.CharField()
    fallbacks = serializers.ListField(
        child=serializers.CharField(), help_text="Who is asked when it fails, in this order."
    )
    reasons = serializers.ListField(
        child=serializers.CharField(),
        help_text="A sentence for each provider: why it was taken or left.",
    )


class ProviderSchema(serializers.Serializer[Any]):
    """Somebody who can make the pictures of a video."""

    id = serializers.CharField(help_text="What `provider` in an order names.")
    label = serializers.CharField()  # type: ignore[assignment] # the API's name
    kind = serializers.ChoiceField([kind.value for kind in ProviderKind])
    description = serializers.CharField()
    configured = serializers.BooleanField(help_text="Whether it is set up here.")
    available = serializers.BooleanField(help_text="Whether you can choose it now.")
    reason = serializers.CharField(help_text="Why you cannot; empty when you can.")
    aspects = serializers.ListField(child=serializers.CharField())
    max_seconds = serializers.IntegerField()
    languages = serializers.ListField(
        child=serializers.CharField(), help_text="What it speaks; empty is any language."
    )
    tokens_per_minute = serializers.IntegerField(
        help_text="About what it adds to the price of a minute; an estimate says it exactly."
    )
    missing = serializers.ListField(
        child=serializers.CharField(), help_text="For admins: the settings that it needs."
    )


class VideoSchema(serializers.Serializer[Any]):
    """A video and its current job."""

    id = serializers.CharField()
    campaign_name = serializers.CharField()
    status = serializers.ChoiceField([s.value for s in JobStatus])
    progress = serializers.IntegerField()
    style = serializers.CharField()  # type: ignore[assignment] # the API's name
    aspect = serializers.CharField()
    tokens = serializers.IntegerField(help_text="Held at submission, spent on delivery.")
    refunded_tokens = serializers.IntegerField(help_text="Given back of `tokens` after delivery.")
    provider = serializers.CharField()
    route = RouteSchema()
    duration_seconds = serializers.FloatField(allow_null=True)
    size_bytes = serializers.IntegerField(allow_null=True)
    share_url = serializers.URLField(allow_null=True)
    created_at = serializers.DateTimeField()
    files_until = serializers.DateTimeField(
        allow_null=True, help_text="Until when its files are kept at least; null is for ever."
    )
    files_gone_at = serializers.DateTimeField(
        allow_null=True, help_text="When its files were deleted, as their time was over."
    )
    error = ErrorSchema(allow_null=True)
    urls = FilesSchema()
    hls_url = serializers.URLField(
        allow_null=True,
        help_text="An HLS playlist of up to four sizes; `?up_to=480` leaves larger ones out. This "
        "and what follows is made after delivery, and null until then. Links expire like others.",
    )
    audio_url = serializers.URLField(allow_null=True, help_text="What is heard, as M4A.")
    sprite_url = serializers.URLField(
        allow_null=True, help_text="A sheet of small pictures, one for every few seconds."
    )
    sprite_vtt_url = serializers.URLField(
        allow_null=True, help_text="WebVTT: where on the sheet each moment is."
    )


class EstimateSchema(serializers.Serializer[Any]):
    """What an order would come to."""

    tokens = serializers.IntegerField()
    video_seconds = serializers.IntegerField()
    ready_seconds = serializers.IntegerField()
    balance_after = serializers.IntegerField()
    route = RouteSchema()


class WalletSchema(serializers.Serializer[Any]):
    """A creator's tokens."""

    available = serializers.IntegerField()
    held = serializers.IntegerField()


class ProblemSchema(serializers.Serializer[Any]):
    """An error (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    request_id = serializers.CharField()
    errors = serializers.ListField(  # type: ignore[assignment] # the RFC's name
        child=serializers.DictField(), required=False
    )
