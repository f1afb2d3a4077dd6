"""The packaging: what makes a delivered video ready for streaming, after its delivery."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from videos.models.job import Job
from videos.states import PackagingState, choices


class Packaging(models.Model):
    """Work that waits until workers have no other, and is never charged.

    `state` is written by `videos.jobs.packaging` alone. As with a job, whoever writes compares the
    lease first.
    """

    job = models.OneToOneField(Job, models.PROTECT, related_name="packaging")
    state = models.CharField(
        max_length=8, choices=choices(PackagingState), default=PackagingState.WAITING.value
    )
    available_at = models.DateTimeField(default=timezone.now)
    """It is not worked on before this moment."""
    lease_owner = models.CharField(max_length=100, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    """Those that failed, and those whose worker vanished; stopping for a job is none."""
    cause = models.TextField(blank=True)
    """Why the last one of them failed, for the admin."""
    index = models.JSONField(default=dict)
    """What playlists are written from, a `Package` of the studio; empty until it is done."""
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_owner="", lease_expires_at=None)
                | (~Q(lease_owner="") & Q(lease_expires_at__isnull=False, state="running")),
                name="packaging_lease_only_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at=None),
                name="packaging_finished_when_over",
            ),
        ]
        indexes = [
            # Partial, over what is not over, and said as the query says it, for SQLite.
            models.Index(
                fields=["available_at"], name="packaging_due", condition=Q(finished_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"Packaging of {self.job_id}"
