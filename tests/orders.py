"""Orders and jobs for tests."""

from dataclasses import replace

from creator.models import User
from videos import jobs
from videos.models import Job
from videos.spec import Quality, VideoSpec

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
    lease = jobs.claim(worker)
    assert lease is not None
    return lease
