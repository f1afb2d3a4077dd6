"""The upload: a file that a creator brings."""

from pathlib import PurePosixPath

from django.conf import settings
from django.db import models

from videos.models.identity import upload_id
from videos.models.video import Video
from videos.spec import Asset, AssetKind
from videos.states import choices

NAME_MAX = 80
NOTE_MAX = 200
SHOWN_IMAGES = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"}


def readable_size(size: int) -> str:
    """Return a number of bytes as people read it, in steps of a thousand: "2.3 MB"."""
    for unit, step in (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)):
        if size >= step:
            return f"{size / step:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} bytes"


class Upload(models.Model):
    """One file of a creator's own, kept as it came, for use in their videos.

    Orders refer to it by content (`asset`), so that a snapshot of an order means one file for ever.
    """

    public_id = models.CharField(max_length=40, unique=True, default=upload_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads")
    kind = models.CharField(max_length=10, choices=choices(AssetKind))
    """What it turned out to be, an `AssetKind`."""
    name = models.CharField(max_length=NAME_MAX)
    """What the creator calls it, cleaned: "holiday.jpg"."""
    key = models.CharField(max_length=200, unique=True)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=40)
    """The media type as judged from the content, not as the browser claims."""
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    note = models.CharField(max_length=NOTE_MAX, blank=True)
    """A sentence for the creator, such as that a picture will look soft; empty when all is well."""
    videos: "models.ManyToManyField[Video, models.Model]" = models.ManyToManyField(
        Video, related_name="uploads"
    )
    """Where it was used."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "sha256", "kind"], name="upload_once_per_kind")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def asset(self) -> Asset:
        """The file as orders know it."""
        return Asset(kind=AssetKind(self.kind), file=PurePosixPath(self.key).name, name=self.name)

    @property
    def size(self) -> str:
        """Its size, for people."""
        return readable_size(self.size_bytes)

    @property
    def is_picture(self) -> bool:
        """Whether browsers can show it as an image, and safely: SVG may hold scripts."""
        return self.content_type in SHOWN_IMAGES

    @property
    def is_film(self) -> bool:
        """Whether browsers may be able to show its frames."""
        return self.content_type.startswith("video/")

    @property
    def is_sound(self) -> bool:
        """Whether it is something to hear."""
        return self.content_type.startswith("audio/")
