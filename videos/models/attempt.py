"""The attempt: one try at one provider."""

from django.db import models

from videos.models.job import Job
from videos.states import AttemptPhase, choices


class Attempt(models.Model):
    """What one try did and why it ended: the admin's evidence."""

    job = models.ForeignKey(Job, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=20)
    phase = models.CharField(
        max_length=10, choices=choices(AttemptPhase), default=AttemptPhase.RUNNING.value
    )
    stage = models.CharField(max_length=10, blank=True)
    """The stage in which the attempt ended."""
    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.CharField(max_length=500, blank=True)
    """The sentence that the creator read."""
    evidence = models.TextField(blank=True)
    """Raw detail for admins: a traceback or a vendor's redacted reply."""
    next_step = models.CharField(max_length=100, blank=True)
    """What was done after it failed: "tried again in 4 s", "given up; the tokens went back"."""
    report = models.JSONField(default=dict)
    """Figures of the finished video: size, loudness, seconds spent per stage."""
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["job_id", "number"]  # "job" would join it, to follow its own order
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="attempt_once"),
            models.UniqueConstraint(
                fields=["job"], condition=models.Q(phase="running"), name="attempt_one_live"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job} · {self.number}"
