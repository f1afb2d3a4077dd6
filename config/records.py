"""Rows as records of models, and prepared queries that give them."""

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model, QuerySet

from config.prepared import Prepared, Row

M = TypeVar("M", bound=Model)
Reading = Callable[[Any], Any]


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
        record = record_of(self._model, row[:own])
        if self._beside:
            setattr(record, self._beside, record_of(self._other, row[own:]))
        return record


def columns(model: type[Model]) -> str:
    """Return the names of a table's columns, in the order in which `record_of` takes them."""
    return ", ".join(str(field.column) for field in _fields(model))


def record_of(model: type[M], row: Row) -> M:
    """Return what the ORM would make of a row with all columns, as the driver gives them."""
    names = _names(model)
    return model.from_db(DEFAULT_DB_ALIAS, names, _read(model, names, row))


def refresh(record: Model, names: tuple[str, ...], row: Row) -> None:
    """Set the attributes `names` of a record to what a row has of them, as the driver gives it."""
    for name, value in zip(names, _read(type(record), names, row), strict=True):
        setattr(record, name, value)


def _fields(model: type[Model]) -> Sequence["Field[Any, Any]"]:
    return model._meta.concrete_fields


@cache
def _names(model: type[Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in _fields(model))


def _read(model: type[Model], names: tuple[str, ...], row: Row) -> list[Any]:
    readings = _readings(model, names)
    return [
        reading(value) if reading else value for reading, value in zip(readings, row, strict=True)
    ]


@cache
def _readings(model: type[Model], names: tuple[str, ...]) -> list[Reading | None]:
    """Return what makes values of attributes, where it is not the same."""
    fields = {field.attname: field for field in _fields(model)}
    return [_reading(fields[name]) for name in names]


def _reading(field: "Field[Any, Any]") -> Reading | None:
    column = field.cached_col
    converters = *connection.ops.get_db_converters(column), *field.get_db_converters(connection)
    if not converters:
        return None

    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return read
