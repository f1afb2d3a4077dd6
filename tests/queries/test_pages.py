"""What pages read: the same number of statements, however much there is to show.

Every page of somebody who is signed in takes four for its frame: the session, the creator, the
wallet and the unread notices.
"""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from creator.models import User
from tests.material import kept
from tests.queries.conftest import one
from videos.states import JobStatus

PAGES = {
    "/": 4, "/studio/": 4, "/videos/": 10, "/wallet/": 7, "/notices/": 6, "/material/": 8,
    "/settings/account/": 6,
}  # fmt: skip
VIDEO = dict.fromkeys(JobStatus, 7) | {
    JobStatus.QUEUED: 8, JobStatus.RUNNING: 8, JobStatus.SUCCEEDED: 9,
}  # fmt: skip
PROGRESS = {status: statements - 1 for status, statements in VIDEO.items()}
"""Without marking the notice as read."""


@pytest.fixture
def browser(history: User) -> Client:
    """A browser in which the creator is signed in."""
    client = Client()
    client.force_login(history)
    return client


@pytest.mark.parametrize(("page", "statements"), PAGES.items())
def test_a_page(
    page: str, statements: int, browser: Client, history: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for _ in range(history.videos.count()):
        kept(history)
    with django_assert_num_queries(statements):
        assert browser.get(page).status_code == 200


@pytest.mark.parametrize(("status", "statements"), VIDEO.items())
def test_a_video(
    status: JobStatus, statements: int, browser: Client, history: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    page = f"/videos/{one(history, status).video.public_id}/"
    with django_assert_num_queries(statements):
        assert browser.get(page).status_code == 200


@pytest.mark.parametrize(("status", "statements"), PROGRESS.items())
def test_how_far_a_video_is(
    status: JobStatus, statements: int, browser: Client, history: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    page = f"/videos/{one(history, status).video.public_id}/progress/"
    with django_assert_num_queries(statements):
        assert browser.get(page).status_code == 200


def test_a_shared_video(history: User, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    page = f"/s/{one(history, JobStatus.SUCCEEDED).video.share_token}/"
    with django_assert_num_queries(3):
        assert Client().get(page).status_code == 200


@pytest.mark.usefixtures("history")
def test_the_admins_list_of_jobs(
    admin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(admin)
    with django_assert_num_queries(10):
        assert client.get("/admin/videos/job/").status_code == 200
