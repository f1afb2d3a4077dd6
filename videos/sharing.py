"""Public pages of videos: off by default, unguessable, revocable."""

from videos.models import Video
from videos.models.identity import share_token


def set_shared(video: Video, *, shared: bool) -> Video:
    """Turn the share page of `video` on or off.

    Turning it on gives a new address, so that an old link never comes back to life.
    """
    if shared and not video.is_shared:
        video.share_token = share_token()
    video.is_shared = shared
    video.save(update_fields=["is_shared", "share_token"])
    return video
