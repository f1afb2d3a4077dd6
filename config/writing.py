"""Inserts and updates of the hot path: each text is made once, and planned once.

The ORM takes longer to put one together than a database takes to carry it out
(docs/decisions/0024-planned-once.md). No signals are sent.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model

from config.planned import planned

M = TypeVar("M", bound=Model)


def add(record: M) -> M:
    """Insert a new record, give it its key, and return it.

    Its fields get what saving would give them, such as the moment of `auto_now_add`.
    """
    database, fields = connections[DEFAULT_DB_ALIAS], _given(type(record))
    new = [(field, field.pre_save(record, add=True)) for field in fields]
    values = [field.get_db_prep_save(value, database) for field, value in new]
    with planned() as cursor:
        cursor.execute(_inserting(type(record)), values)
        (record.pk,) = cursor.fetchone()
    record._state.adding, record._state.db = False, database.alias
    return record


def update(
    model: type[Model], values: Mapping[str, object], where: str, given: Sequence[Any]
) -> int:
    """Set fields of the rows of which `where` holds; return how many there were.

    `where` is SQL that stays the same, and `given` the values in it.
    """
    database, fields = connections[DEFAULT_DB_ALIAS], _fields(model)
    new = [fields[name].get_db_prep_save(value, database) for name, value in values.items()]
    with planned() as cursor:
        cursor.execute(_updating(model, tuple(values), where), [*new, *given])
        return int(cursor.rowcount)


@cache
def _fields(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {field.name: field for field in model._meta.concrete_fields}


@cache
def _given(model: type[Model]) -> "Sequence[Field[Any, Any]]":
    """Return all fields but the key, which the database gives."""
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@cache
def _inserting(model: type[Model]) -> str:
    columns = ", ".join(_column(field) for field in _given(model))
    places = ", ".join("%s" for _ in _given(model))
    table, key = model._meta.db_table, _column(model._meta.pk)
    return f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}"


@cache
def _updating(model: type[Model], names: tuple[str, ...], where: str) -> str:
    setting = ", ".join(f"{_column(_fields(model)[name])} = %s" for name in names)
    return f"UPDATE {model._meta.db_table} SET {setting} WHERE {where}"


def _column(field: "Field[Any, Any]") -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(str(field.column))
