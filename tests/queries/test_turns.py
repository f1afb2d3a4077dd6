"""A claim finds whose turn it is in an index alone, and asks for no turn that nobody can have."""

from functools import partial

import pytest
from django.db import connection
from pytest_django import Settings

from creator.models import User
from tests.orders import claimed, submit
from tests.queries.plans import asked_by, plan, reads_all_jobs
from videos import jobs
from videos.models import Job
from videos.states import JobStatus, Stage

TURN = "SELECT id, owner_id FROM videos_job WHERE id "
"""How each turn begins, be it a query or where an update finds its row."""


def plans_of_a_claim(*, turns: int) -> list[str]:
    """Claim a job and return how its turns were read, which must be so many."""
    asked = asked_by(partial(jobs.claim, "w1"))
    plans = [plan(statement) for statement in asked if TURN in statement[0]]
    assert len(plans) == turns
    return plans


@pytest.fixture
def begun(alice: User, settings: Settings) -> jobs.Lease:
    """Alice has one job in work, and two that wait."""
    settings.JOBS_PER_CREATOR = 3
    for key in "abc":
        submit(alice, key)
    return claimed()


def test_the_first_job_of_somebody_is_found_at_once(alice: User) -> None:
    submit(alice)
    plans_of_a_claim(turns=1)


def test_what_begun_jobs_could_have_is_not_asked_when_none_waits(begun: jobs.Lease) -> None:
    plans_of_a_claim(turns=1)
    plans_of_a_claim(turns=2)


def test_the_queue_is_not_searched_when_all_who_wait_have_one_running(
    begun: jobs.Lease, bob: User
) -> None:
    plans_of_a_claim(turns=1)  # of those who have one
    first = submit(bob)
    plans_of_a_claim(turns=1)  # of those who have none
    assert Job.objects.get(pk=first.pk).status == JobStatus.RUNNING


def test_what_queued_jobs_could_have_is_not_asked_when_none_waits(alice: User) -> None:
    submit(alice)
    jobs.park(claimed())
    plans_of_a_claim(turns=1)


def test_keys_are_found_in_an_index_alone(begun: jobs.Lease, alice: User) -> None:
    jobs.park(begun)
    found = "USING INDEX job_turn" if connection.vendor == "sqlite" else "Only Scan using job_turn"
    for steps in [*plans_of_a_claim(turns=1), *plans_of_a_claim(turns=1)]:
        assert found in steps
        assert not reads_all_jobs(steps)


def test_what_interrupts_a_turn_is_found_in_indexes(begun: jobs.Lease, bob: User) -> None:
    submit(bob)
    job = Job.objects.get(pk=begun.job)
    going_on = partial(jobs.go_on, begun, job, Stage.NARRATION, percent=5, served=[bob.pk])
    steps = plan(asked_by(going_on)[0])
    assert steps.count("job_turn") >= 3
    assert "job_live_owner" in steps
    assert not reads_all_jobs(steps)
