"""The timeline of a job."""

from django.db import models

from videos.models.job import Job


class JobEvent(models.Model):
    """Something that happened to a job. Append-only."""

    job = models.ForeignKey(Job, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24)
    """queued, started, stage, drawing, retrying, reclaimed, succeeded, failed or canceled; and
    refunded, as often as tokens were given back."""
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.job} {self.kind}"
