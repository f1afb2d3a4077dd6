"""The session of an upload: a file on its way."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from videos.models.identity import session_id
from videos.models.upload import NAME_MAX, Upload
from videos.spec import AssetKind
from videos.states import UploadState, UploadWay, choices

REFUSAL_MAX = 400
LIFETIME = timedelta(hours=24)
"""How long a file may take to come."""


def expiry() -> datetime:
    """Return the moment by which a file that is announced now must be there."""
    return timezone.now() + LIFETIME


class UploadSession(models.Model):
    """A file that a creator has announced: sent at once or bit by bit, judged, and kept or not.

    The row outlives broken lines, closed pages and killed workers. What has come lies under `key`,
    or for UploadWay.SERVER in the folder of arriving files, and is deleted when the row is over.
    """

    public_id = models.CharField(max_length=40, unique=True, default=session_id, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="upload_sessions"
    )
    kind = models.CharField(max_length=10, choices=choices(AssetKind))
    """What it is brought as; the content decides."""
    name = models.CharField(max_length=NAME_MAX)
    content_type = models.CharField(max_length=100)
    """The media type as declared; nothing but the bucket believes it."""
    size_bytes = models.PositiveBigIntegerField()
    """As declared: no more is taken, and no less is judged."""
    received_bytes = models.PositiveBigIntegerField(default=0)
    """As last seen."""
    way = models.CharField(max_length=6, choices=choices(UploadWay))
    key = models.CharField(max_length=80, unique=True)
    multipart_id = models.CharField(max_length=1024, blank=True)
    """What the bucket calls an upload in parts; empty for other ways."""
    state = models.CharField(
        max_length=8, choices=choices(UploadState), default=UploadState.OPEN.value
    )
    refusal_code = models.CharField(max_length=40, blank=True)
    refusal = models.CharField(max_length=REFUSAL_MAX, blank=True)
    """The sentence for the creator."""
    upload = models.ForeignKey(
        Upload, models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    lease_owner = models.CharField(max_length=120, blank=True)
    available_at = models.DateTimeField(default=timezone.now)
    """When it may be taken to be judged; while somebody does that, the end of his lease."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often judging has begun."""
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=expiry)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="refused") & ~Q(refusal=""))
                | (~Q(state="refused") & Q(refusal="")),
                name="upload_session_refused_in_words",
            )
        ]
        indexes = [
            models.Index(
                fields=["available_at"], name="upload_session_due", condition=Q(state="judging")
            ),
            models.Index(fields=["state", "expires_at"], name="upload_session_expiry"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether more of it may come."""
        return self.state == UploadState.OPEN and self.expires_at > timezone.now()
