"""Lets the test database be emptied, which the append-only ledger refuses by design."""

from importlib import import_module

from django.db import connection

_migration = import_module("billing.migrations.0002_append_only")


def drop() -> None:
    """Take the triggers away, so that rows of transfers can be changed and deleted."""
    with connection.cursor() as cursor:
        for statement in _migration.UNDO[connection.vendor]:
            cursor.execute(statement)


def create() -> None:
    """Put the triggers back; on SQLite this may be repeated."""
    statements = {"sqlite": _migration.SQLITE, "postgresql": _migration.POSTGRESQL}
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
