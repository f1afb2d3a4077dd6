"""One at a time, where what may be done depends on how many jobs a creator has."""

from django.contrib.auth import get_user_model
from django.db import connection

from config.types import UserId


def hold_turn(owner: UserId) -> None:
    """Let nobody else start or order jobs of this creator until the caller's transaction ends.

    Two transactions that count the same jobs at once would each find room for the last one. What
    is counted must be read after this, in a statement of its own. SQLite has one writer anyway.
    """
    if connection.features.has_select_for_update:
        get_user_model().objects.select_for_update(no_key=True).get(pk=owner)
