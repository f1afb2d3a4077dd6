"""The video: what a creator owns."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from videos.catalog import CAMPAIGN_MAX
from videos.models.identity import share_token, video_id
from videos.spec import VideoSpec, from_json


class Video(models.Model):
    """An order for a video and what became of it; its jobs do the work."""

    public_id = models.CharField(max_length=40, unique=True, default=video_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="videos")
    campaign_name = models.CharField(max_length=CAMPAIGN_MAX)
    spec = models.JSONField()
    """The validated order, a `videos.spec.VideoSpec` as JSON."""
    share_token = models.CharField(max_length=40, unique=True, default=share_token, editable=False)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["owner", "-id"], name="video_library"),
            models.Index(
                fields=["deleted_at"], name="video_deleted", condition=Q(deleted_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.campaign_name

    @property
    def order(self) -> VideoSpec:
        """The order as a value."""
        return from_json(VideoSpec, self.spec)
