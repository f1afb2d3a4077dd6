"""Who answers for jobs and money, and what vendors did for a job."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from creator.models import User
from tests.conftest import PASSWORD
from tests.delivered import delivered
from videos.models import Job, Submission
from videos.states import LIVE_SUBMISSION, SubmissionPhase


@pytest.fixture
def as_admin(admin: User) -> Client:
    """A browser in which the admin is signed in."""
    client = Client()
    client.force_login(admin)
    return client


def staff(*may: str) -> Client:
    """Return a browser of somebody of the staff who has these permissions and no others."""
    user = User.objects.create_user("staff@example.com", PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    client = Client()
    client.force_login(user)
    return client


def ordered(job: Job, provider: str, phase: SubmissionPhase, **changes: Any) -> Submission:
    """Return an order of a job that stands so; it cost 40 cents."""
    number = Submission.objects.filter(job=job).count()
    ended = None if phase in LIVE_SUBMISSION else timezone.now()
    created = changes.pop("created_at", None)
    told = {"scene": number, "number": 1, "cost_cents": Decimal(40), "ended_at": ended}
    order = Submission.objects.create(
        job=job, provider=provider, phase=phase, brief={}, **(told | changes)
    )
    if created:
        Submission.objects.filter(pk=order.pk).update(created_at=created)
    return order


@pytest.fixture
def filmed(alice: User, tmp_path: Path) -> Job:
    """A delivered video of 50 tokens, with three clips of Replicate's and one of another's."""
    job = delivered(alice, tmp_path)
    for _ in range(3):
        ordered(job, "replicate", SubmissionPhase.SUCCEEDED)
    ordered(job, "gone", SubmissionPhase.SUCCEEDED)
    return job
