"""What is asked of the database, and how it goes about it."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection

Statement = tuple[str, Any]
_NO_TABLES = re.compile(
    r"SCAN (CONSTANT ROW|\(?subquery|next_one|turn|head|gap|looked_through|busy_ones)"
)
"""What SQLite reads that is no table: the results of parts of a query."""


def asked_by(work: Callable[[], object]) -> list[Statement]:
    """Return what `work` asks for, with the parameters apart, which a plan can depend on."""
    asked: list[Statement] = []

    def listen(execute: Any, sql: str, parameters: Any, *rest: Any) -> Any:
        if sql.split(maxsplit=1)[0] in ("SELECT", "UPDATE", "WITH"):
            asked.append((sql, parameters))
        return execute(sql, parameters, *rest)

    with connection.execute_wrapper(listen):
        work()
    return asked


def plan(statement: Statement) -> str:
    """Return how the database goes about a statement when reading a whole table is dear."""
    sql, parameters = statement
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        verb = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        cursor.execute(f"{verb} {sql}", parameters)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def reads_all_jobs(steps: str) -> bool:
    """Say whether a plan reads the table of jobs from end to end."""
    return any(
        "Seq Scan on videos_job " in step or (step.startswith("SCAN") and "INDEX" not in step)
        for step in _NO_TABLES.sub("", steps).splitlines()
    )
