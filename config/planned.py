"""Statements of our own that PostgreSQL plans once for a connection, not each time they come.

Planning takes longer than carrying out where a statement looks for one row in a table that has many
indexes (docs/decisions/0024-planned-once.md).
"""

from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper


def planned() -> CursorWrapper:
    """Return a cursor for statements whose text stays the same while their values change.

    To PostgreSQL the values go beside the text, which it keeps with how to carry it out, unless
    `DATABASE_POOLED` says that it must not. SQLite's module keeps texts by itself.
    """
    database = connections[DEFAULT_DB_ALIAS]  # itself: what stands for it looks it up each time
    cursor = database.cursor()
    if database.vendor == "postgresql":
        cursor.cursor = planning(database.connection)
    return cursor


def planning(connection: Any) -> Any:
    """Return such a cursor of the driver of PostgreSQL for `connection`, which is of the driver."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    return ServerBindingCursor(connection)  # type: ignore[call-arg]  # it has psycopg's


def moment(when: datetime) -> Any:
    """Return `when` as a value for such a statement."""
    return connections[DEFAULT_DB_ALIAS].ops.adapt_datetimefield_value(when)
