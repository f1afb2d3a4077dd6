"""Creators are told a week ahead, once, however many videos end."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.delivered import delivered
from tests.retention.conftest import KEEP, after, join
from videos import expiry, notifications, plans
from videos.execution.pruning import announce, prune, retract
from videos.models import Job, Notice


def endings() -> int:
    """Return how many notices tell of files that end."""
    return Notice.objects.filter(kind="ending").count()


@pytest.mark.usefixtures("plans")
def test_a_week_ahead_and_once(alice: User, job: Job) -> None:
    with after(KEEP - 8):
        assert announce() == 0
    with after(KEEP - 6):
        assert [announce(), announce()] == [1, 0]
    notice = Notice.objects.get(kind="ending")
    assert (notice.owner, notice.job, notice.others) == (alice, job, 0)


@pytest.mark.usefixtures("plans", "storage")
def test_many_videos_are_one_notice_and_one_mail(alice: User, bob: User, tmp_path: Path) -> None:
    first, *_ = [delivered(alice, tmp_path, f"video-{number}") for number in range(3)]
    delivered(bob, tmp_path, "bobs")
    notifications.deliver_pending()
    mail.outbox.clear()
    with after(KEEP - 6):
        assert announce() == 4
        assert notifications.deliver_pending() == 2
    notice = Notice.objects.get(owner=alice, kind="ending")
    assert (notice.job, notice.others) == (first, 2)
    letter = next(letter for letter in mail.outbox if letter.to == [alice.email])
    assert letter.subject == "The files of “Dawnroast” and 2 more are about to be deleted"
    body = " ".join(str(letter.body).split())
    first.refresh_from_db()
    assert first.files_until is not None
    assert "2 more of your videos end at about that time" in body
    assert f"{first.files_until:%Y}" in body
    assert "/videos/ " in body


@pytest.mark.usefixtures("plans")
def test_the_page_of_notices_says_until_when(alice: User, job: Job) -> None:
    with after(KEEP - 6):
        announce()
        client = Client()
        client.force_login(alice)
        text = client.get("/notices/").content.decode()
    assert "Files are about to be deleted" in text
    assert "Kept until" in text


@pytest.mark.usefixtures("plans")
def test_what_was_promised_is_kept(job: Job) -> None:
    with after(KEEP + 100):
        announce()
        job.refresh_from_db()
        assert job.files_until is not None
        left = job.files_until - timezone.now()
        assert timedelta(days=6.9) < left <= expiry.NOTICE
        assert expiry.files_until(job, plans.retention(job.owner_id)) == job.files_until


@pytest.mark.usefixtures("job")
def test_a_short_time_is_announced_for_as_long_as_it_lasts(settings: Settings) -> None:
    settings.PLAN_RETENTION_DAYS = {"default": 2.0}
    with after(1):
        assert announce() == 1
    with after(2.5):
        assert prune(10) == 0
    with after(3.1):
        assert prune(10) == 1


@pytest.mark.usefixtures("plans")
def test_a_better_plan_takes_it_back(alice: User, job: Job) -> None:
    with after(KEEP - 6):
        announce()
        join(alice, "pro")
        assert [retract(), retract()] == [1, 0]
        assert endings() == 0
        alice.groups.clear()
        assert announce() == 1
        assert endings() == 1


def test_an_end_of_all_plans_takes_it_back(job: Job, plans: Settings) -> None:
    with after(KEEP - 6):
        announce()
        plans.PLAN_RETENTION_DAYS = {}
        assert retract() == 1
    assert not Job.objects.filter(files_until__isnull=False).exists()


@pytest.mark.usefixtures("plans")
def test_what_stays_announced_is_not_taken_back(job: Job) -> None:
    with after(KEEP - 6):
        announce()
    with after(KEEP - 1):
        assert retract() == 0
    assert endings() == 1
