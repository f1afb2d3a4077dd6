"""The notice: how a creator is told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from videos.models.event import JobEvent
from videos.models.job import Job


class NoticeKind(models.TextChoices):
    """What a notice says."""

    READY = "ready", "Your video is ready"
    FAILED = "failed", "Your video could not be made"
    REFUNDED = "refunded", "Tokens are back in your wallet"
    ENDING = "ending", "Files are about to be deleted"


class Notice(models.Model):
    """One message to a creator about one job: in the app, and by e-mail.

    The row is also the outbox of the e-mail: written in the transaction that ends the job or
    refunds it, sent afterwards under a short claim, marked once the mail server took it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    job = models.ForeignKey(Job, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=8, choices=NoticeKind.choices)
    event = models.OneToOneField(
        JobEvent, models.PROTECT, null=True, blank=True, related_name="notice"
    )
    """The refund that it tells of, with amount and reason; a job ends once, and may have many."""
    others = models.PositiveIntegerField(default=0)
    """How many more videos it tells of, when files are about to be deleted."""
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    email_claimed_until = models.DateTimeField(null=True, blank=True)
    email_sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["job"],
                condition=Q(event=None) & ~Q(kind="ending"),
                name="notice_once_per_end",
            ),
            models.UniqueConstraint(
                fields=["job"], condition=Q(kind="ending"), name="notice_once_of_ending"
            ),
            models.CheckConstraint(
                condition=Q(kind="refunded", event__isnull=False)
                | (~Q(kind="refunded") & Q(event=None)),
                name="notice_event_is_refund",
            ),
        ]
        indexes = [
            models.Index(fields=["owner"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["id"], name="notice_unsent", condition=Q(email_sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.job})"
