"""How many jobs a creator may have at a time: counted by one at a time, too."""

from functools import cache

from django.contrib.auth import get_user_model
from django.db import connection

from config.planned import planned
from config.types import UserId
from videos.models import Job
from videos.states import LIVE


def may_order(owner: UserId, limit: int) -> bool:
    """Say whether a creator may order one more, if `limit` may be waiting or in the making."""
    be_alone(owner)
    live = Job.objects.filter(owner=owner, status__in=LIVE)
    return live.count() < limit


def be_alone(owner: UserId) -> None:
    """Hold off whoever else counts jobs of this creator until the caller's transaction ends.

    Two who count at once would each find room for the last one. What is counted must be read after
    this, in a statement of its own. SQLite has one writer, who is alone.
    """
    if connection.features.has_select_for_update:
        with planned() as cursor:
            cursor.execute(alone_with("SELECT CAST(%s AS bigint) AS owner_id"), [owner])


@cache
def alone_with(query: str) -> str:
    """Return `query` for one row so that whoever asks is alone with its creator, its `owner_id`."""
    if not connection.features.has_select_for_update:
        return query
    # Not the key: whoever writes a row that refers to the creator need not wait.
    creators = get_user_model()._meta.db_table
    return (
        f"SELECT one.* FROM ({query}) AS one JOIN {creators} AS creator"
        " ON creator.id = one.owner_id FOR NO KEY UPDATE OF creator"
    )
