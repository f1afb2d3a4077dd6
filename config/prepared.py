"""Queries whose text is made once: making it takes longer than the database takes to answer."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


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

    def row(self, *values: object) -> Sequence[Any] | None:
        """Return the first row for these values, whose number a `Given` has; None without one."""
        rows = self.rows(*values)
        return rows[0] if rows else None

    def rows(self, *values: object) -> Sequence[Sequence[Any]]:
        """Return all rows for these values, of which a `Given` has the number."""
        text, places = self._text
        given: list[Any] = [values[one.number] if isinstance(one, Given) else one for one in places]
        with connection.cursor() as cursor:
            cursor.execute(text, given)
            rows: Sequence[Sequence[Any]] = cursor.fetchall()
            return rows

    @cached_property
    def _text(self) -> tuple[str, Sequence[object]]:
        return self._rows.query.sql_with_params()


class PreparedRecords(Generic[M]):
    """A prepared query for records of a model, as the ORM gives them.

    Each comes with the record that its foreign key `beside` refers to, if one is named.
    """

    def __init__(self, rows: QuerySet[M], beside: str = "") -> None:
        self._model, self._beside = rows.model, beside
        names = [field.attname for field in self._fields]
        if beside:
            names += [f"{beside}__{field.attname}" for field in _fields(self._other)]
        self._query = Prepared(rows.values_list(*names))

    def all(self, *values: object) -> list[M]:
        """Return the records for these values, of which a `Given` has the number."""
        return [self._record(row) for row in self._query.rows(*values)]

    @property
    def _fields(self) -> Sequence["Field[Any, Any]"]:
        return _fields(self._model)

    @cached_property
    def _other(self) -> type[Model]:
        return cast("type[Model]", self._model._meta.get_field(self._beside).related_model)

    def _record(self, row: Sequence[Any]) -> M:
        own = len(self._fields)
        record = _record(self._model, row[:own])
        if self._beside:
            setattr(record, self._beside, _record(self._other, row[own:]))
        return record


def _fields(model: type[Model]) -> Sequence["Field[Any, Any]"]:
    return model._meta.concrete_fields


def _record(model: type[M], values: Sequence[Any]) -> M:
    fields = _fields(model)
    read = [_read(field, value) for field, value in zip(fields, values, strict=True)]
    return model.from_db(connection.alias, [field.attname for field in fields], read)


def _read(field: "Field[Any, Any]", value: Any) -> Any:
    column = field.cached_col
    converters = *connection.ops.get_db_converters(column), *field.get_db_converters(connection)
    for convert in converters:
        value = convert(value, column, connection)
    return value
