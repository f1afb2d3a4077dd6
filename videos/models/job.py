"""The job: one run of generation. The row is the job; messages only wake workers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from videos.models.identity import job_id
from videos.models.video import Video
from videos.spec import Storyboard, VideoSpec, from_json
from videos.states import LIVE, TERMINAL, JobKind, JobStatus, Stage, choices


class Job(models.Model):
    """A snapshot of an order, where its work stands, and who is working on it.

    `status` is written by `videos.jobs` alone. A job with `lease_owner` belongs to that worker
    until `lease_expires_at`; every later write compares the lease owner first, so a worker that
    lost its lease changes nothing.
    """

    public_id = models.CharField(max_length=40, unique=True, default=job_id, editable=False)
    video = models.ForeignKey(Video, models.PROTECT, related_name="jobs")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=8, choices=choices(JobKind), default=JobKind.FULL.value)
    status = models.CharField(
        max_length=10, choices=choices(JobStatus), default=JobStatus.QUEUED.value
    )
    stage = models.CharField(max_length=10, choices=choices(Stage), default=Stage.PLANNING.value)
    stage_done = models.PositiveIntegerField(default=0)
    stage_total = models.PositiveIntegerField(default=0)
    """Real counts of the current stage: scenes spoken, frames drawn, files stored."""
    progress = models.PositiveSmallIntegerField(default=0)
    """Percent of the whole job, 0 to 100; never falls within one attempt."""

    spec = models.JSONField()
    """The order at submission, a `VideoSpec`."""
    storyboard = models.JSONField(default=dict)
    """The plan once planning is done, a `Storyboard`; empty before."""
    route = models.JSONField(default=dict)
    """The router's choice, frozen at submission, a `videos.router.Route`; only a script that
    vendors may not have changes it, in `videos.jobs.keep_here`."""
    notes = models.JSONField(default=list)
    """Sentences for the creator, such as a fallback to a plainer voice."""
    price = models.PositiveIntegerField()
    """Tokens held at submission and captured on delivery."""
    surcharge = models.PositiveIntegerField(default=0)
    """The part of the price that is for vendors; what they did not film of it is given back."""

    available_at = models.DateTimeField(default=timezone.now)
    """The job is not worked on before this moment; the only delay mechanism."""
    lease_owner = models.CharField(max_length=40, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    """Attempts that ended in an error."""
    reclaims = models.PositiveSmallIntegerField(default=0)
    """Times that a lease ran out because a worker vanished."""

    error_code = models.CharField(max_length=40, blank=True)
    error_message = models.CharField(max_length=500, blank=True)
    """A sentence for the creator, with a remedy."""
    idempotency_key = models.CharField(max_length=100)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    files_until = models.DateTimeField(null=True, blank=True)
    """Until when its files are kept, as its creator was told; empty before that."""
    files_gone_at = models.DateTimeField(null=True, blank=True)
    """When its files were deleted, which it delivered or would have used again."""

    class Meta:
        ordering = ["-id"]
        permissions = [("refund_job", "Can give back what a delivered video cost")]
        constraints = [
            models.UniqueConstraint(fields=["owner", "idempotency_key"], name="job_submitted_once"),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in JobStatus]), name="job_status_known"
            ),
            models.CheckConstraint(
                condition=Q(lease_owner="", lease_expires_at=None)
                | (~Q(lease_owner="") & Q(lease_expires_at__isnull=False, status="running")),
                name="job_lease_only_running",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[s.value for s in TERMINAL], finished_at__isnull=False)
                | Q(status__in=[s.value for s in LIVE], finished_at=None),
                name="job_finished_when_terminal",
            ),
            models.CheckConstraint(condition=Q(progress__lte=100), name="job_progress_percent"),
        ]
        indexes = [
            # Partial, over the few live rows: a claim stays fast with a million finished jobs.
            # Live is said as "not finished": SQLite sees that a query asks for that, and uses the
            # index, where it would not see through a list of states.
            models.Index(
                fields=["available_at"],
                name="job_due",
                condition=Q(finished_at=None, lease_owner=""),
            ),
            # In the order in which jobs have their turn, so that a claim reads up to the first; and
            # with the creator, so that it reads nothing else when thousands have to wait.
            models.Index(
                fields=["status", "-kind", "available_at", "id", "owner"],
                name="job_turn",
                condition=Q(finished_at=None, lease_owner=""),
            ),
            models.Index(
                fields=["files_until"],
                name="job_files_end",
                condition=Q(files_until__isnull=False, files_gone_at=None),
            ),
            models.Index(fields=["owner"], name="job_running", condition=Q(status="running")),
            models.Index(fields=["id"], name="job_queued", condition=Q(status="queued")),
            models.Index(
                fields=["lease_expires_at"], name="job_leased", condition=Q(status="running")
            ),
            models.Index(
                fields=["owner"],
                name="job_live_owner",
                condition=Q(status__in=[s.value for s in LIVE]),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def order(self) -> VideoSpec:
        """The order at submission, as a value."""
        return from_json(VideoSpec, self.spec)

    @property
    def plan(self) -> Storyboard | None:
        """The storyboard as a value; None before planning is done."""
        return from_json(Storyboard, self.storyboard) if self.storyboard else None

    @property
    def is_live(self) -> bool:
        """True while the job is queued or running."""
        return self.status in LIVE
