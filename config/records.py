"""Prepared queries that give records of models."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import Field, Model, QuerySet

from config.prepared import Prepared, Row

M = TypeVar("M", bound=Model)


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

    def _record(self, row: Row) -> M:
        own = len(self._fields)
        record = _record(self._model, row[:own])
        if self._beside:
            setattr(record, self._beside, _record(self._other, row[own:]))
        return record


def _fields(model: type[Model]) -> Sequence["Field[Any, Any]"]:
    return model._meta.concrete_fields


def _record(model: type[M], values: Row) -> M:
    fields = _fields(model)
    read = [_read(field, value) for field, value in zip(fields, values, strict=True)]
    return model.from_db(connection.alias, [field.attname for field in fields], read)


def _read(field: "Field[Any, Any]", value: Any) -> Any:
    column = field.cached_col
    converters = *connection.ops.get_db_converters(column), *field.get_db_converters(connection)
    for convert in converters:
        value = convert(value, column, connection)
    return value
