"""What happens at the moment in which a creator leaves."""

from django.utils import timezone

from config.types import UserId
from videos import jobs
from videos.models import ApiKey, Departure, Job, Notice, Video
from videos.states import LIVE


def begin(owner: UserId) -> None:
    """Write down that `owner` leaves, and close what others see, in the caller's transaction."""
    Departure.objects.get_or_create(owner_id=owner)
    close(owner)


def close(owner: UserId) -> None:
    """End the keys, shares, links and notices of `owner`; without their rows nobody finds them."""
    ApiKey.objects.filter(owner=owner).delete()
    shown = Video.objects.filter(owner=owner, deleted_at=None)
    shown.update(deleted_at=timezone.now(), is_shared=False)
    Notice.objects.filter(owner=owner).delete()


def stop(owner: UserId) -> None:
    """Cancel what is being made for `owner`; the tokens go back, as always.

    Each job is a transaction of its own: in one with the account, a worker that claims a job and
    this would wait for each other.
    """
    for job in Job.objects.filter(owner=owner, status__in=LIVE).select_related("video"):
        jobs.cancel(job)
