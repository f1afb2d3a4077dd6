"""The departure: a creator who left, and whose files are being deleted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Departure(models.Model):
    """Written with the end of an account; the sweeper works it off, a page of files at a time."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="departure")
    asked_at = models.DateTimeField(auto_now_add=True)
    look_at = models.DateTimeField(default=timezone.now)
    """When to go on: at once while there is more to delete, later while storage is away."""
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["look_at"], name="departure_due", condition=Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return str(self.owner)
