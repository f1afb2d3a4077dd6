"""The artifact: a stored file."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from videos.models.job import Job
from videos.states import ArtifactKind, choices

CONTENT_TYPES = {
    ArtifactKind.VIDEO: "video/mp4",
    ArtifactKind.THUMBNAIL: "image/jpeg",
    ArtifactKind.CAPTIONS_SRT: "application/x-subrip",
    ArtifactKind.CAPTIONS_VTT: "text/vtt",
    ArtifactKind.STREAM_1080: "video/mp4",
    ArtifactKind.STREAM_720: "video/mp4",
    ArtifactKind.STREAM_480: "video/mp4",
    ArtifactKind.STREAM_360: "video/mp4",
    ArtifactKind.STREAM_AUDIO: "audio/mp4",
    ArtifactKind.AUDIO: "audio/mp4",
    ArtifactKind.SPRITE: "image/jpeg",
    ArtifactKind.SPRITE_VTT: "text/vtt",
}


class Artifact(models.Model):
    """One file of a job, under a key derived from the job."""

    job = models.ForeignKey(Job, models.PROTECT, related_name="artifacts")
    kind = models.CharField(max_length=16, choices=choices(ArtifactKind))
    key = models.CharField(max_length=200, unique=True)
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    duration_seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    checked_at = models.DateTimeField(default=timezone.now)
    """When it was last measured, or could not be: at first just before delivery."""

    class Meta:
        ordering = ["job_id", "kind"]  # "job" would join it, to follow its own order
        constraints = [
            models.UniqueConstraint(fields=["job", "kind"], name="artifact_once_per_kind")
        ]
        indexes = [
            models.Index(fields=["checked_at"], name="artifact_recheck", condition=Q(kind="video")),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def content_type(self) -> str:
        """The media type under which the file is served."""
        return CONTENT_TYPES[ArtifactKind(self.kind)]
