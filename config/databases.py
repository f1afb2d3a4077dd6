"""Where rows are kept: `DATABASE_URL`, read into the entry of Django's DATABASES."""

from typing import Any

import dj_database_url

_SQLITE = {
    # IMMEDIATE takes the write lock at BEGIN: a read-then-write transaction otherwise fails with
    # "database is locked" under load. FULL, because tokens are in this file.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def entry(url: str, *, pooled: bool) -> dict[str, Any]:
    """Return the entry for `url`; `pooled` says that a pooler stands before the server."""
    database: dict[str, Any] = {
        **dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    }
    if database["ENGINE"].endswith("sqlite3"):
        return database | {"OPTIONS": dict(_SQLITE)}
    # A pooler may hand the next transaction to a connection that knows nothing of kept statements.
    return database if pooled else database | {"OPTIONS": _keeping(database.get("OPTIONS", {}))}


def _keeping(options: dict[str, Any]) -> dict[str, Any]:
    """Return options by which statements of config/planned.py are kept from the first time on,
    each with one plan for all values.
    """
    plans = f"{options.get('options', '')} -c plan_cache_mode=force_generic_plan"
    return options | {"prepare_threshold": 0, "options": plans}
