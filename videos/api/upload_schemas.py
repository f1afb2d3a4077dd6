"""The shapes of what calls about uploads say and hear."""

from typing import Any

from rest_framework import serializers

from videos.api.schemas import ASSET_KINDS, ErrorSchema
from videos.states import UploadState, UploadWay


class NewUploadSchema(serializers.Serializer[Any]):
    """A file and what it is for."""

    file = serializers.FileField()
    kind = serializers.ChoiceField(
        ASSET_KINDS,
        help_text="Footage may be sent as `image` or as `clip`; the answer says what it is.",
    )


class UploadSchema(serializers.Serializer[Any]):
    """A file of your own, ready for use in videos."""

    id = serializers.CharField(source="public_id")
    kind = serializers.ChoiceField(ASSET_KINDS)
    name = serializers.CharField()
    size_bytes = serializers.IntegerField()
    width = serializers.IntegerField(help_text="Pixels; 0 for sound.")
    height = serializers.IntegerField()
    seconds = serializers.FloatField(help_text="Length of a clip or a sound.")
    note = serializers.CharField(help_text="What to know before using it; mostly empty.")
    used_by = serializers.IntegerField(help_text="Number of your videos that use it.")
    created_at = serializers.DateTimeField()


class NewUploadSessionSchema(serializers.Serializer[Any]):
    """A file that is to come."""

    name = serializers.CharField()
    size = serializers.IntegerField(min_value=1, help_text="Bytes.")
    kind = serializers.ChoiceField(ASSET_KINDS, help_text="As for `POST /uploads`.")
    content_type = serializers.CharField(
        required=False, help_text="Its media type; leave it out where it is not known."
    )
    direct = serializers.BooleanField(
        default=True,
        help_text="`false`: through the server, even where there is a bucket that takes files.",
    )


class PostSchema(serializers.Serializer[Any]):
    """A form for `multipart/form-data`: these fields first, then the file as `file`."""

    url = serializers.URLField()
    fields = serializers.DictField(  # type: ignore[assignment] # the API's name
        child=serializers.CharField()
    )


class PartsSchema(serializers.Serializer[Any]):
    """How a file is cut into parts, and which of them are there."""

    size = serializers.IntegerField(help_text="Bytes of every part but the last.")
    count = serializers.IntegerField()
    received = serializers.ListField(child=serializers.IntegerField(), help_text="Numbers from 1.")


class UploadSessionSchema(serializers.Serializer[Any]):
    """A file on its way; of `post`, `parts` and `content`, the one that `way` names is set."""

    id = serializers.CharField()
    state = serializers.ChoiceField([state.value for state in UploadState])
    kind = serializers.ChoiceField(ASSET_KINDS)
    name = serializers.CharField()
    size_bytes = serializers.IntegerField()
    received_bytes = serializers.IntegerField()
    expires_at = serializers.DateTimeField(help_text="All of it must be there by then.")
    way = serializers.ChoiceField([way.value for way in UploadWay])
    post = PostSchema(allow_null=True)
    parts = PartsSchema(allow_null=True)
    content = serializers.URLField(allow_null=True, help_text="Where pieces are sent by PATCH.")
    upload = serializers.CharField(
        allow_null=True, help_text="Id of the upload, once it is `done`."
    )
    error = ErrorSchema(allow_null=True)


class PartNumbersSchema(serializers.Serializer[Any]):
    """The parts that are to be sent next."""

    numbers = serializers.ListField(child=serializers.IntegerField(), max_length=100)


class PartLinkSchema(serializers.Serializer[Any]):
    """Where one part goes, by PUT."""

    number = serializers.IntegerField()
    size = serializers.IntegerField(help_text="Exactly this many bytes.")
    url = serializers.URLField()


class PartLinksSchema(serializers.Serializer[Any]):
    """Where parts go."""

    links = PartLinkSchema(many=True)
