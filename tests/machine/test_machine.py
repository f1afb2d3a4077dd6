"""Whatever is done in whatever order, jobs and money do what the model says."""

import hypothesis
import pytest
from hypothesis.stateful import run_state_machine_as_test
from pytest_django import Settings

from tests.machine.machine import QUEUE_LIMIT, RUNNING_LIMIT, Machine
from tests.machine.model import LEASE, QUEUE_DEADLINE, RUN_DEADLINE

STORIES, LENGTH = 60, 40


@pytest.mark.django_db
def test_jobs_and_money_do_what_the_model_says(settings: Settings) -> None:
    settings.JOBS_PER_CREATOR = RUNNING_LIMIT
    settings.QUEUED_JOBS_PER_CREATOR = QUEUE_LIMIT
    settings.JOB_LEASE = LEASE
    settings.QUEUE_DEADLINE, settings.RUN_DEADLINE = QUEUE_DEADLINE, RUN_DEADLINE
    effort = hypothesis.settings(
        max_examples=STORIES, stateful_step_count=LENGTH, deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Machine, settings=effort)
