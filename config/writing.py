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
    with planned() as cursor:
        cursor.execute(_inserting(type(record)), _values(record))
        (record.pk,) = cursor.fetchone()
    _is_saved(record)
    return record


def add_all(*records: Model) -> None:
    """Do as `add` does with records of several tables, which to PostgreSQL is one statement."""
    if connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        for record in records:
            add(record)
        return
    with planned() as cursor:
        values = [value for record in records for value in _values(record)]
        cursor.execute(_inserting_all(*map(type, records)), values)
        for record, key in zip(records, cursor.fetchone(), strict=True):
            record.pk = key
            _is_saved(record)


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


def _values(record: Model) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]
    fields = _given(type(record))
    new = [(field, field.pre_save(record, add=True)) for field in fields]
    return [field.get_db_prep_save(value, database) for field, value in new]


def _is_saved(record: Model) -> None:
    record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


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
def _inserting_all(*models: type[Model]) -> str:
    names = [f"added_{number}" for number in range(len(models))]
    parts = [f"{name} AS ({_inserting(model)})" for name, model in zip(names, models, strict=True)]
    keys = [f"{name}.{_column(model._meta.pk)}" for name, model in zip(names, models, strict=True)]
    return f"WITH {', '.join(parts)} SELECT {', '.join(keys)} FROM {', '.join(names)}"


@cache
def _updating(model: type[Model], names: tuple[str, ...], where: str) -> str:
    setting = ", ".join(f"{_column(_fields(model)[name])} = %s" for name in names)
    return f"UPDATE {model._meta.db_table} SET {setting} WHERE {where}"


def _column(field: "Field[Any, Any]") -> str:
    return connections[DEFAULT_DB_ALIAS].ops.quote_name(str(field.column))
