"""What vendors cost and earn: counted by month and day, shared by clips."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django import Settings

from creator.models import User
from tests.admin.conftest import ordered
from tests.delivered import failed
from videos import jobs, spending
from videos.models import Job, Submission
from videos.states import SubmissionPhase


def _figures() -> dict[str, spending.Figures]:
    return {one.label: one for one in spending.by_vendor()}


@pytest.mark.django_db
def test_without_orders_every_vendor_is_there_with_nothing() -> None:
    (one,) = [one for one in spending.by_vendor() if one.label == "Replicate"]
    assert one == spending.Figures(label="Replicate")
    assert "Reelsmith Studio" not in _figures()


def test_tokens_are_shared_by_clips_and_less_what_was_given_back(filmed: Job) -> None:
    jobs.refund(filmed, 10, key="a", reason="Sorry.")
    figures = _figures()
    replicate, gone = figures["Replicate"], figures["gone"]
    assert [one.tokens for one in (replicate, gone)] == [30, 10]
    assert [one.cost_cents for one in (replicate, gone)] == [120, 40]
    assert [replicate.value_cents, replicate.margin_cents] == [300, 180]
    assert spending.total([replicate, gone]).tokens == 40


def test_a_token_is_worth_what_is_set(filmed: Job, settings: Settings) -> None:
    settings.TOKEN_CENTS = 2
    assert spending.total(spending.by_vendor()).margin_cents == 100 - 160


def test_shares_add_up(filmed: Job) -> None:
    ordered(filmed, "third", SubmissionPhase.SUCCEEDED)
    ordered(filmed, "third", SubmissionPhase.SUCCEEDED)
    found = spending.by_vendor()
    assert [one.whole_tokens for one in found if one.tokens] == [25, 8, 17]
    assert spending.total(found).tokens == 50


def test_failures_are_told_by_kind(filmed: Job) -> None:
    for kind in ("quota", "permanent", "permanent", ""):
        ordered(filmed, "replicate", SubmissionPhase.FAILED, error_kind=kind)
    ordered(filmed, "replicate", SubmissionPhase.LOST)
    ordered(filmed, "replicate", SubmissionPhase.CANCELED)
    ordered(filmed, "replicate", SubmissionPhase.ACCEPTED)
    one = _figures()["Replicate"]
    assert one.failed == {"permanent": 2, "quota": 1, "unknown": 1}
    assert next(iter(one.failed)) == "permanent"
    assert (one.submissions, one.succeeded, one.lost) == (10, 3, 1)
    assert one.tokens == Decimal("37.5"), "only clips that were made have a share"


def test_what_was_not_delivered_earned_nothing(filmed: Job, alice: User) -> None:
    ordered(failed(alice), "replicate", SubmissionPhase.SUCCEEDED)
    assert _figures()["Replicate"].tokens == Decimal("37.5")


def test_a_month_is_counted_and_the_day_apart(filmed: Job) -> None:
    now = timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday, long_ago = midnight - timedelta(seconds=1), now - timedelta(days=30, seconds=1)
    ordered(filmed, "replicate", SubmissionPhase.FAILED, created_at=yesterday)
    ordered(filmed, "replicate", SubmissionPhase.FAILED, created_at=long_ago)
    Submission.objects.filter(phase="succeeded").update(created_at=midnight)
    (one,) = [one for one in spending.by_vendor(now) if one.label == "Replicate"]
    assert [one.cost_cents, one.today_cents, one.submissions] == [160, 120, 4]
