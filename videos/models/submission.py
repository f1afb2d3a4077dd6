"""The submission: one order placed with a vendor, for one scene or the whole script."""

from django.db import models
from django.db.models import Q

from videos.models.identity import submission_reference
from videos.models.job import Job
from videos.states import LIVE_SUBMISSION, SubmissionPhase, choices


class Submission(models.Model):
    """What was asked of a vendor, what became of it, and what it cost us.

    The row is written before anything is sent, and the vendor's id right after: whatever breaks in
    between leaves a row that says so. One is live at a time for a scene of a job.
    """

    job = models.ForeignKey(Job, models.PROTECT, related_name="submissions")
    scene = models.SmallIntegerField()
    """Index of the scene; -1 for the whole script."""
    number = models.PositiveSmallIntegerField()
    """1 for the first order for this scene of this job."""
    provider = models.CharField(max_length=20)
    reference = models.CharField(
        max_length=40, unique=True, default=submission_reference, editable=False
    )
    """Ours, given to vendors that can find an order by it; unguessable, as D-ID's calls prove
    themselves by it."""
    phase = models.CharField(
        max_length=12,
        choices=choices(SubmissionPhase),
        default=SubmissionPhase.SUBMITTING.value,
    )
    brief = models.JSONField()
    """What was asked for, a `videos.providers.base.Brief`; holds no credentials."""
    ticket = models.JSONField(default=dict)
    """What the vendor answered, a `videos.providers.base.Ticket`; empty before."""
    remote_id = models.CharField(max_length=200, blank=True)
    progress = models.FloatField(default=0)
    """How far the vendor says it is, 0 to 1; 0 where it does not tell."""
    clip = models.CharField(max_length=200, blank=True)
    """Key of the clip in our storage; empty before it was fetched."""
    clip_seconds = models.FloatField(default=0)
    source = models.CharField(max_length=200, blank=True)
    """For stock footage: what tells the clip from others."""
    credit = models.CharField(max_length=300, blank=True)
    """For stock footage: who is to be named."""
    at_our_cost = models.BooleanField(default=False)
    """Ordered again because nobody knows whether the one before was accepted."""
    cost_cents = models.DecimalField(max_digits=12, decimal_places=4, default=0)
    """What the vendor charges us: as estimated, then as the vendor says."""
    error_kind = models.CharField(max_length=16, blank=True)
    """A `videos.providers.errors.ErrorKind`."""
    error_message = models.CharField(max_length=500, blank=True)
    """The sentence for people."""
    evidence = models.TextField(blank=True)
    """The vendor's reply, redacted."""
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    """What was tried after this one ended: "Runway again in 7 s", "Pika instead"."""
    troubles = models.PositiveSmallIntegerField(default=0)
    """Questions in a row that the vendor did not answer."""
    next_poll_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["job_id", "scene", "number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "scene", "number"], name="submission_once"),
            models.UniqueConstraint(
                fields=["job", "scene"],
                condition=Q(phase__in=[phase.value for phase in LIVE_SUBMISSION]),
                name="submission_one_live",
            ),
            models.UniqueConstraint(
                fields=["provider", "remote_id"],
                condition=~Q(remote_id=""),
                name="submission_remote_id_once",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=[phase.value for phase in LIVE_SUBMISSION], ended_at=None)
                | (
                    ~Q(phase__in=[phase.value for phase in LIVE_SUBMISSION])
                    & Q(ended_at__isnull=False)
                ),
                name="submission_ended_when_over",
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "ended_at"], name="submission_health"),
            models.Index(fields=["provider"], name="submission_live", condition=Q(ended_at=None)),
            models.Index(fields=["created_at"], name="submission_spend"),
        ]

    def __str__(self) -> str:
        return self.reference
