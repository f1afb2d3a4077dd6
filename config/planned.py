"""Statements of our own that PostgreSQL plans once for a connection, not each time they come.

Planning takes longer than carrying out where a statement looks for one row in a table that has many
indexes (docs/decisions/0024-planned-once.md).
"""

from django.db import connection
from django.db.backends.utils import CursorWrapper


def planned() -> CursorWrapper:
    """Return a cursor for statements whose text stays the same while their values change.

    To PostgreSQL the values go beside the text, which it keeps with how to carry it out, unless
    `DATABASE_POOLED` says that it must not. SQLite's module keeps texts by itself.
    """
    cursor = connection.cursor()
    if connection.vendor == "postgresql":
        from django.db.backends.postgresql.base import ServerBindingCursor

        cursor.cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]  # it has psycopg's
    return cursor
