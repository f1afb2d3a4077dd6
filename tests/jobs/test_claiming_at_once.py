"""Two workers claim at the same moment, which only a database with several writers lets them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from creator.models import User
from tests.orders import submit
from videos import jobs
from videos.models import Job

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in connection.vendor, reason="has one writer at a time"),
]


def claim_once_both_have_chosen(both: Barrier) -> jobs.Lease | None:
    """Claim, and let the other one choose a job before this one is taken."""

    def wait(execute: Any, sql: str, *rest: Any) -> Any:
        found = execute(sql, *rest)
        if "SKIP LOCKED" in sql:
            both.wait(10)
        return found

    try:
        with connection.execute_wrapper(wait):
            return jobs.claim("w1")
    finally:
        connection.close()


def test_one_creator_runs_a_limited_number_at_a_time(alice: User, settings: Settings) -> None:
    settings.JOBS_PER_CREATOR = 1
    submit(alice, "a")
    submit(alice, "b")
    both = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        leases = list(pool.map(claim_once_both_have_chosen, [both, both]))
    assert leases.count(None) == 1
    assert Job.objects.filter(status="running").count() == 1
