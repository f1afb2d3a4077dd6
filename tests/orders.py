"""Orders and jobs for tests."""

from dataclasses import replace

from django.conf import settings
from django.utils import timezone

from creator.models import User
from videos import jobs
from videos.models import Job
from videos.spec import Quality, VideoSpec
from videos.states import Stage

ORDER = VideoSpec(
    campaign_name="Dawnroast",
    script="The alarm can wait. The coffee can't. Try your first bag for $5.",
    quality=Quality.PREVIEW,
)


def submit(owner: User, key: str = "key-1", **changes: object) -> Job:
    """Submit ORDER, with some fields changed, for `owner`."""
    return jobs.submit(owner.pk, replace(ORDER, **changes), idempotency_key=key)  # type: ignore[arg-type]


def claimed(worker: str = "w1") -> jobs.Lease:
    """Claim the next job, which must be there."""
    claim = jobs.claim(worker)
    assert claim is not None
    return claim.lease


def reach(lease: jobs.Lease, stage: Stage, *, percent: int) -> None:
    """Bring a claimed job to a stage, which the same worker goes on with."""
    jobs.advance(lease, stage, percent=percent)
    until = timezone.now() + settings.JOB_LEASE
    Job.objects.filter(pk=lease.job).update(lease_owner=lease.owner, lease_expires_at=until)
