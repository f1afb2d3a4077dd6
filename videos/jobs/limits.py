"""How many jobs a creator may have at a time: counted by one at a time, too."""

from django.contrib.auth import get_user_model
from django.db import connection

from config.types import UserId
from videos.models import Job
from videos.states import LIVE, JobStatus


def may_begin(job: Job, limit: int) -> bool:
    """Say whether a due job may have a worker, if its creator may have `limit` running.

    It stays true until the caller's transaction ends: nobody else begins one meanwhile. On SQLite,
    which has one writer, it was true when the job was chosen and still is.
    """
    if job.status != JobStatus.QUEUED or not connection.features.has_select_for_update:
        return True
    _be_alone(job.owner_id)
    running = Job.objects.filter(owner=job.owner_id, status=JobStatus.RUNNING)
    return running.count() < limit


def may_order(owner: UserId, limit: int) -> bool:
    """Say whether a creator may order one more, if `limit` may be waiting or in the making."""
    _be_alone(owner)
    live = Job.objects.filter(owner=owner, status__in=LIVE)
    return live.count() < limit


def _be_alone(owner: UserId) -> None:
    """Hold off whoever else counts jobs of this creator until the caller's transaction ends.

    Two who count at once would each find room for the last one. What is counted must be read after
    this, in a statement of its own.
    """
    if connection.features.has_select_for_update:
        # Not the key: whoever writes a row that refers to the creator need not wait.
        creators = get_user_model().objects.select_for_update(no_key=True)
        creators.values_list("pk").get(pk=owner)
