"""What a creator does with finished videos: rename, delete."""

from django.utils import timezone

from videos.catalog import CAMPAIGN_MAX
from videos.exceptions import InvalidRequest, ReelsmithError
from videos.models import Video
from videos.states import LIVE


class StillRunning(ReelsmithError):
    """The video is being made."""

    code = "still_running"

    def __init__(self) -> None:
        super().__init__("This video is being made. Cancel it first, then delete it.")


def rename(video: Video, name: str) -> Video:
    """Give `video` another name.

    Raises:
        InvalidRequest: the name is empty or too long.
    """
    name = " ".join(name.split())
    if not 1 <= len(name) <= CAMPAIGN_MAX or "\0" in name:
        raise InvalidRequest(
            {"campaign_name": [f"Enter a name of 1 to {CAMPAIGN_MAX} characters."]}
        )
    video.campaign_name = name
    video.save(update_fields=["campaign_name"])
    return video


def delete(video: Video) -> None:
    """Take `video` out of the library and stop sharing it. Its ledger rows stay.

    Raises:
        StillRunning: a job is making it.
    """
    if video.jobs.filter(status__in=LIVE).exists():
        raise StillRunning
    video.deleted_at = timezone.now()
    video.is_shared = False
    video.save(update_fields=["deleted_at", "is_shared"])
