"""A sweep, twice a second, finds its jobs by indexes of what lives, however many are over."""

from pathlib import Path
from typing import Any

from django.db import connection
from pytest_django import Settings

from creator.models import User
from tests.delivered import delivered
from tests.orders import submit
from videos.execution.sweeper import sweep_once

Statement = tuple[str, Any]


def sweep_and_listen() -> list[Statement]:
    """Return what a sweep asks for, with the parameters apart, which a plan can depend on."""
    asked: list[Statement] = []

    def listen(execute: Any, sql: str, parameters: Any, *rest: Any) -> Any:
        if sql.startswith("SELECT"):
            asked.append((sql, parameters))
        return execute(sql, parameters, *rest)

    with connection.execute_wrapper(listen):
        sweep_once()
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
        for step in steps.replace("SCAN subquery", "").splitlines()
    )


def test_it_never_reads_all_jobs(
    alice: User, storage: Path, tmp_path: Path, settings: Settings
) -> None:
    settings.WORK_DIR = tmp_path / "work"
    (settings.WORK_DIR / submit(alice).public_id).mkdir(parents=True)
    plans = [plan(statement) for statement in sweep_and_listen()]
    assert len([steps for steps in plans if "videos_job" in steps]) >= 5
    assert [steps for steps in plans if reads_all_jobs(steps)] == []


def test_what_waits_for_its_stream_is_found_by_its_own_index(
    alice: User, storage: Path, tmp_path: Path
) -> None:
    delivered(alice, tmp_path)
    (steps,) = [steps for steps in map(plan, sweep_and_listen()) if "packaging" in steps]
    assert "packaging_due" in steps
    assert not reads_all_jobs(steps)
