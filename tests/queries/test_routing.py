"""What it takes to choose a provider: nothing where only the studio is set up."""

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from creator.models import User
from tests.orders import ORDER, submit
from tests.routing.submissions import failures, placed
from tests.routing.test_health import MINUTE
from tests.routing.vendors import vendors
from videos import offers, quotes
from videos.models import Job

__all__ = ["vendors"]


@pytest.fixture(params=[1, 30], ids=["few", "many"])
def job(request: pytest.FixtureRequest, alice: User) -> Job:
    """A job behind which so many orders were placed with either vendor."""
    job = submit(alice)
    for name in ("grand", "cheap"):
        failures(job, request.param, name)
        for _ in range(request.param):
            placed(job, name)
    return job


@pytest.mark.usefixtures("job")
def test_only_the_studio(alice: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        quotes.quote(alice.pk, ORDER)
        offers.offers(alice.pk)


@pytest.mark.usefixtures("job", "vendors")
def test_vendors(alice: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        quotes.quote(alice.pk, ORDER)
    with django_assert_num_queries(2):
        offers.offers(alice.pk)


@pytest.mark.usefixtures("vendors")
def test_a_half_open_circuit(
    job: Job, alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    job.submissions.all().delete()
    failures(job, 5, ago=6 * MINUTE)
    failures(job, 5, "cheap", ago=6 * MINUTE)
    with django_assert_num_queries(3):
        quotes.quote(alice.pk, ORDER)


@pytest.mark.usefixtures("job", "vendors")
def test_budgets_and_plans(
    alice: User, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.PROVIDER_DAILY_BUDGET = 10.0
    with django_assert_num_queries(3):
        quotes.quote(alice.pk, ORDER)
    settings.PLAN_PROVIDERS = {"pro": frozenset({"grand"})}
    with django_assert_num_queries(4):
        quotes.quote(alice.pk, ORDER)


@pytest.mark.usefixtures("job", "vendors")
def test_submitting_with_vendors(
    alice: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(11):
        submit(alice, "another")
