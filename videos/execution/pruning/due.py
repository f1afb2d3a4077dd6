"""What is to be deleted now, or announced: queries, oldest first."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from videos import plans
from videos.expiry import ahead, preview_time
from videos.models import Artifact, Job, Submission, Upload
from videos.states import JobKind, JobStatus

NOTHING = Q(pk__in=[])


def expired(now: datetime) -> QuerySet[Job]:
    """Return the jobs whose files are older than the plan keeps them, and were announced.

    Clips that a failed job left for another try are announced to nobody: nobody sees them.
    """
    told = Q(files_until__lte=now) | ~Q(_delivered())
    return _kept().filter(told, _older(lambda keep: now - keep))


def previews(now: datetime) -> QuerySet[Job]:
    """Return the previews whose files have served their purpose."""
    return _over().filter(kind=JobKind.PREVIEW, finished_at__lte=now - preview_time())


def deleted(now: datetime) -> QuerySet[Job]:
    """Return the jobs of videos that were deleted so long ago that it was no mistake."""
    grace = timedelta(days=settings.DELETED_KEEP_DAYS)
    return _over().exclude(kind=JobKind.PREVIEW).filter(video__deleted_at__lte=now - grace)


def ending(now: datetime) -> QuerySet[Job]:
    """Return the jobs whose files end so soon that their creator is to know.

    Each has in `kept_by` the plan that says so.
    """
    delivered = _kept().filter(_delivered(), status=JobStatus.SUCCEEDED)
    return delivered.filter(_older(lambda keep: now + ahead(keep) - keep))


def reprieved(now: datetime) -> QuerySet[Job]:
    """Return the jobs whose end was announced, and which a better plan keeps for longer."""
    announced = Job.objects.filter(files_until__isnull=False, files_gone_at=None)
    return announced.exclude(pk__in=ending(now).values("pk"))


def unused(now: datetime) -> QuerySet[Upload]:
    """Return the material that no video has used for as long as the plan keeps files."""
    kept = Upload.objects.annotate(kept_by=plans.keeping("owner")).order_by("pk")
    ways = (_unused_since(name, now - keep) for name, keep in plans.retentions().items())
    return kept.filter(reduce(or_, ways, NOTHING))


def holding() -> Q:
    """Return what is true of jobs that have files in storage, delivered ones or clips."""
    clips = Submission.objects.filter(job=OuterRef("pk")).exclude(clip="")
    return Q(_delivered()) | Q(Exists(clips))


def _delivered() -> Exists:
    return Exists(Artifact.objects.filter(job=OuterRef("pk")))


def _over() -> QuerySet[Job]:
    """Return the jobs that have files, of videos on which nobody works.

    A new try of a video may use the clips of an earlier one.
    """
    live = Job.objects.filter(video=OuterRef("video"), finished_at=None)
    return Job.objects.filter(~Exists(live), holding()).order_by("pk")


def _kept() -> QuerySet[Job]:
    shown = _over().filter(video__deleted_at=None).exclude(kind=JobKind.PREVIEW)
    return shown.annotate(kept_by=plans.keeping("owner"))


def _older(moment: Callable[[timedelta], datetime]) -> Q:
    """Return what is true of jobs that ended before a moment, which depends on their plan."""
    ways = (
        Q(kept_by=name, finished_at__lte=moment(keep)) for name, keep in plans.retentions().items()
    )
    return reduce(or_, ways, NOTHING)


def _unused_since(plan: str, moment: datetime) -> Q:
    later = Q(created_at__gt=moment) | Q(finished_at=None)
    used = Exists(Job.objects.filter(later, video__uploads=OuterRef("pk")))
    return Q(~used, kept_by=plan, created_at__lte=moment)
