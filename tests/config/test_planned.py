"""Statements that PostgreSQL keeps, unless a pooler stands between."""

import os
import subprocess
import sys

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.planned import planned

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's module keeps its own"),
]
TEXT = "SELECT %s::int + 1, 'asked by a test'"


def _asked(value: int) -> object:
    with planned() as cursor:
        cursor.execute(TEXT, [value])
        return cursor.fetchone()


def _kept() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%asked by a test%'"
        )
        return int(cursor.fetchone()[0])


def test_a_statement_is_kept_once_for_all_values() -> None:
    assert [_asked(value) for value in (1, 2, 3)] == [
        (value, "asked by a test") for value in (2, 3, 4)
    ]
    assert _kept() == 1


def test_behind_a_pooler_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    before = _kept()
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    assert _asked(1) == (2, "asked by a test")
    assert _kept() == before == 0


def test_one_plan_is_for_all_values() -> None:
    for value in range(8):
        _asked(value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements")
        generic, custom = cursor.fetchone()
    assert generic >= 8
    assert custom == 0


@pytest.mark.parametrize(
    ("pooled", "kept"),
    [("false", "{'options': ' -c plan_cache_mode=force_generic_plan', 'prepare_threshold': 0}"),
     ("true", "{}")],
)  # fmt: skip
def test_it_can_be_said_that_there_is_a_pooler(pooled: str, kept: str) -> None:
    code = (
        "from django.conf import settings as s; "
        "print(dict(sorted(s.DATABASES['default'].get('OPTIONS', {}).items())))"
    )
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings", "SECRET_KEY": "k" * 50,
        "DATABASE_URL": "postgres://a:b@localhost/c", "DATABASE_POOLED": pooled,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == kept


def test_it_is_counted_as_every_query_is() -> None:
    with CaptureQueriesContext(connection) as seen:
        _asked(1)
    assert len(seen) == 1
