"""Queries whose text is made once: making it takes longer than the database takes to answer."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from config.planned import planned, planning

Row = Sequence[Any]


class Given(Expression):
    """A place in a query for a value that is given when it is asked."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def as_sql(self, _compiler: SQLCompiler, _connection: object) -> tuple[str, Any]:
        """Return a place for a value, and in the place of the value itself where it is found."""
        return "%s", (self,)


class Prepared:
    """A query for plain values, in which each `Given` stands for a value.

    Values go to the database as they are, and come as it has them: texts and numbers.
    """

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self._rows = rows

    def row(self, *values: object) -> Row | None:
        """Return the first row for these values, whose number a `Given` has; None without one."""
        rows = self.rows(*values)
        return rows[0] if rows else None

    def rows(self, *values: object) -> Sequence[Row]:
        """Return all rows for these values, of which a `Given` has the number."""
        _, places = self._text
        given: list[Any] = [values[one.number] if isinstance(one, Given) else one for one in places]
        database = connections[DEFAULT_DB_ALIAS]
        # Django would ask a server first whether it is still there, and that takes as long again.
        database.health_check_done = True  # type: ignore[attr-defined]  # its types leave it out
        try:
            return self._asked(database, given)
        except (InterfaceError, OperationalError):
            if not _is_lost(database):
                raise
            database.close()
            return self._asked(database, given)

    def _asked(self, database: BaseDatabaseWrapper, given: list[Any]) -> Sequence[Row]:
        if database.queries_logged or database.execute_wrappers:  # somebody watches all queries
            with planned() as cursor:
                cursor.execute(self._text[0], given)
                watched: Sequence[Row] = cursor.fetchall()
                return watched
        database.ensure_connection()
        with database.wrap_database_errors:
            # Django's cursors would take longer than the driver.
            cursor = _driver(database).execute(self._drivers_text, given)
            rows: Sequence[Row] = cursor.fetchall()
            return rows

    @cached_property
    def _text(self) -> tuple[str, Sequence[object]]:
        return self._rows.query.sql_with_params()

    @cached_property
    def _drivers_text(self) -> str:
        """The text as the driver reads it: SQLite's has question marks for values."""
        text = self._text[0]
        if connections[DEFAULT_DB_ALIAS].vendor != "sqlite":
            return text
        return text.replace("%s", "?").replace("%%", "%")


def _driver(database: BaseDatabaseWrapper) -> Any:
    """Return what carries out a statement, and on PostgreSQL keeps it."""
    if database.vendor == "postgresql":
        return planning(database.connection)
    return database.connection


def _is_lost(database: BaseDatabaseWrapper) -> bool:
    """Say whether a connection has ended, and nothing with it that was not finished."""
    if database.connection is None or database.in_atomic_block:
        return False
    return not database.is_usable()
