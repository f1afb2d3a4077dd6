"""What calls of the API read: the same number of statements, however much there is to answer.

Every call takes two for its key: the look-up with its owner, and the note that it was used.
"""

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from creator.models import User
from tests.api.conftest import with_key
from tests.queries.conftest import one
from videos.states import JobStatus

URL = "/api/v1/videos"
DETAIL = dict.fromkeys(JobStatus, 4) | {JobStatus.SUCCEEDED: 6}
STATUS = dict.fromkeys(JobStatus, 4) | {JobStatus.FAILED: 3, JobStatus.CANCELED: 3}


@pytest.fixture
def program(history: User) -> APIClient:
    """A program that acts for the creator."""
    return with_key(history)


@pytest.mark.parametrize(("query", "statements"), {"": 6, "?status=failed": 5}.items())
def test_the_list(
    query: str, statements: int, program: APIClient,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    with django_assert_num_queries(statements):
        assert program.get(f"{URL}{query}").json()["results"]


@pytest.mark.parametrize(("status", "statements"), DETAIL.items())
def test_one_video(
    status: JobStatus, statements: int, program: APIClient, history: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    url = f"{URL}/{one(history, status).video.public_id}"
    with django_assert_num_queries(statements):
        assert program.get(url).json()["status"] == status


@pytest.mark.parametrize(("status", "statements"), STATUS.items())
def test_a_status(
    status: JobStatus, statements: int, program: APIClient, history: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    url = f"{URL}/{one(history, status).video.public_id}/status"
    with django_assert_num_queries(statements):
        assert program.get(url).json()["status"] == status


def test_the_wallet(program: APIClient, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        assert program.get("/api/v1/wallet").json()["held"]
