"""What the admin's pages about vendors read: the same, however many orders and jobs there are."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from creator.models import User
from videos.models import InboundDelivery, Job, Submission
from videos.states import SubmissionPhase

PAGES = {
    "/admin/videos/submission/": 11,
    "/admin/videos/submission/vendors/": 6,
    "/admin/videos/inbounddelivery/": 10,
}


@pytest.fixture
def as_admin(admin: User, history: User) -> Client:
    """The admin's browser, when each of many jobs had an order placed with each of two vendors."""
    for job in Job.objects.filter(owner=history):
        for scene, provider in enumerate(("replicate", "gone")):
            Submission.objects.create(
                job=job, scene=scene, number=1, provider=provider, brief={},
                phase=SubmissionPhase.SUCCEEDED, ended_at=timezone.now(), cost_cents=Decimal(40),
            )  # fmt: skip
            InboundDelivery.objects.create(provider=provider, delivery=f"{job.pk}", was_known=True)
    client = Client()
    client.force_login(admin)
    return client


@pytest.mark.parametrize(("page", "statements"), PAGES.items())
def test_a_page_about_vendors(
    page: str, statements: int, as_admin: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    with django_assert_num_queries(statements):
        assert as_admin.get(page).status_code == 200
