"""What a delivered video cost is given back once, never more than was spent, and told."""

from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction

from billing.audit import faults
from billing.models import Transfer
from billing.queries import Wallet, wallet
from billing.spending import Spending, refunded, refunds, spending
from creator.models import User
from tests.delivered import delivered, failed
from tests.jobs.test_overtaking import overtaken
from tests.orders import submit
from videos import jobs, notifications
from videos.exceptions import InvalidRequest
from videos.models import Job, JobEvent, Notice

WHY = "The voice stutters."


@pytest.fixture
def job(alice: User, tmp_path: Path) -> Job:
    """A delivered video of alice's, which cost 50 tokens."""
    return delivered(alice, tmp_path)


def _is_unchanged(job: Job) -> bool:
    told = JobEvent.objects.filter(kind="refunded").exists()
    return not (refunds(job.public_id).exists() or told or Notice.objects.exclude(event=None))


def test_a_part_is_given_back_with_its_reason(job: Job, alice: User, admin: User) -> None:
    assert jobs.refund(job, 20, key="a", reason=f"  {WHY} ", by=admin.pk) is True
    assert wallet(alice.pk) == Wallet(available=170, held=0)
    transfer = refunds(job.public_id).get()
    assert (transfer.amount, transfer.reason, transfer.created_by) == (20, WHY, admin)
    event = job.events.get(kind="refunded")
    assert event.data == {
        "amount": 20, "reason": WHY, "by": "admin@example.com", "evidence": [],
    }  # fmt: skip
    assert Notice.objects.get(kind="refunded").event == event
    assert list(faults()) == []


def test_the_job_stays_delivered(job: Job) -> None:
    before = Job.objects.values().get(pk=job.pk)
    jobs.refund(job, 50, key="a", reason=WHY)
    assert Job.objects.values().get(pk=job.pk) == before


def test_parts_add_up_to_what_was_spent(job: Job, alice: User) -> None:
    for key, amount in (("a", 20), ("b", 29), ("c", 1)):
        assert jobs.refund(job, amount, key=key, reason=WHY) is True
    assert spending(job.public_id) == Spending(captured=50, refunded=50)
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    assert Notice.objects.filter(kind="refunded").count() == 3


@pytest.mark.parametrize("amount", [20, 50])
def test_the_same_key_again_gives_and_tells_nothing(job: Job, alice: User, amount: int) -> None:
    given = [jobs.refund(job, amount, key="a", reason=WHY) for _ in range(2)]
    assert given == [True, False]
    assert wallet(alice.pk) == Wallet(available=150 + amount, held=0)
    assert job.events.filter(kind="refunded").count() == 1
    assert Notice.objects.filter(kind="refunded").count() == 1


def test_a_key_is_of_its_job_alone(job: Job, alice: User, tmp_path: Path) -> None:
    other = delivered(alice, tmp_path, "other")
    for one in (job, other):
        assert jobs.refund(one, 10, key="a", reason=WHY) is True
    assert refunded([job.public_id, other.public_id]) == {job.public_id: 10, other.public_id: 10}


def test_a_key_that_comes_with_another_amount_is_refused(job: Job) -> None:
    jobs.refund(job, 20, key="a", reason=WHY)
    with pytest.raises(InvalidRequest) as refused:
        jobs.refund(job, 21, key="a", reason=WHY)
    assert list(refused.value.errors) == ["amount"]
    assert spending(job.public_id).refunded == 20


@pytest.mark.parametrize("amount", [-1, 0, 51, 10**30])
def test_an_amount_that_is_not_there_changes_nothing(job: Job, amount: int) -> None:
    with pytest.raises(InvalidRequest) as refused:
        jobs.refund(job, amount, key="a", reason=WHY)
    assert refused.value.errors == {
        "amount": ["Enter 1 to 50: so many of the 50 tokens are left to give."]
    }
    assert _is_unchanged(job)


def test_what_is_given_back_already_is_not_there_any_more(job: Job) -> None:
    jobs.refund(job, 30, key="a", reason=WHY)
    with pytest.raises(InvalidRequest, match="Enter 1 to 20: so many of the 50"):
        jobs.refund(job, 21, key="b", reason=WHY)
    jobs.refund(job, 20, key="c", reason=WHY)
    with pytest.raises(InvalidRequest, match="All 50 tokens were given back already"):
        jobs.refund(job, 1, key="d", reason=WHY)
    assert spending(job.public_id).refunded == 50


@pytest.mark.parametrize("end", ["queued", "failed", "canceled"])
def test_what_was_not_delivered_cost_nothing(alice: User, end: str) -> None:
    job = failed(alice) if end == "failed" else submit(alice)
    if end == "canceled":
        jobs.cancel(job)
    with pytest.raises(InvalidRequest, match="only a delivered one can be refunded"):
        jobs.refund(job, 1, key="a", reason=WHY)
    assert _is_unchanged(job)


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 151, "nul \0"])
def test_a_reason_that_is_none_changes_nothing(job: Job, reason: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        jobs.refund(job, 1, key="a", reason=reason)
    assert list(refused.value.errors) == ["reason"]
    assert _is_unchanged(job)


def test_the_longest_reason_and_key_fit(job: Job) -> None:
    jobs.refund(job, 1, key="k" * 64, reason="ü" * jobs.REASON_MAX)
    assert refunds(job.public_id).get().reason == "ü" * 150


def test_whoever_comes_second_gets_what_is_left(job: Job, alice: User) -> None:
    with (
        overtaken(lambda: jobs.refund(job, 40, key="a", reason=WHY)),
        pytest.raises(InvalidRequest, match="Enter 1 to 10"),
    ):
        jobs.refund(job, 11, key="b", reason=WHY)
    assert wallet(alice.pk) == Wallet(available=190, held=0)


def test_the_rest_is_given_back_once(job: Job, alice: User) -> None:
    jobs.refund(job, 20, key="a", reason=WHY)
    given = [jobs.refund_rest(job, reason=WHY, evidence=["It is black."]) for _ in range(2)]
    assert given == [30, 0]
    assert wallet(alice.pk) == Wallet(available=200, held=0)
    event = job.events.filter(kind="refunded").latest("pk")
    assert (event.data["amount"], event.data["evidence"]) == (30, ["It is black."])
    assert Notice.objects.filter(kind="refunded").count() == 2


def test_the_rest_of_what_cost_nothing_is_nothing(alice: User) -> None:
    job = failed(alice)
    assert jobs.refund_rest(job, reason=WHY, evidence=[]) == 0
    assert _is_unchanged(job)


def test_each_refund_is_told_by_an_email_of_its_own(job: Job) -> None:
    jobs.refund(job, 20, key="a", reason=WHY)
    jobs.refund(job, 1, key="b", reason="Once <more> & sorry.")
    assert notifications.deliver_pending() == 3
    _, first, second = mail.outbox
    assert first.subject == "20 tokens for “Dawnroast” are back in your wallet"
    assert second.subject == "1 token for “Dawnroast” is back in your wallet"
    assert WHY in first.body
    assert "Once <more> & sorry." in second.body
    assert "http://testserver/wallet/" in second.body
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]
    assert isinstance(second, EmailMultiAlternatives)
    assert "Once &lt;more&gt; &amp; sorry." in str(second.alternatives[0])


def test_a_refund_whose_notice_fails_has_not_happened(
    job: Job, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(notifications, "record_refunded", refuse)
    with pytest.raises(IntegrityError):
        jobs.refund(job, 20, key="a", reason=WHY)
    assert wallet(alice.pk) == Wallet(available=150, held=0)
    assert _is_unchanged(job)


def test_the_database_refuses_a_second_end_and_a_refund_without_its_event(job: Job) -> None:
    for kind in ("failed", "refunded"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(owner_id=job.owner_id, job=job, kind=kind)


def test_one_query_counts_the_refunds_of_many(
    job: Job, alice: User, tmp_path: Path, django_assert_num_queries: object
) -> None:
    other = delivered(alice, tmp_path, "other")
    jobs.refund(job, 5, key="a", reason=WHY)
    jobs.refund(job, 6, key="b", reason=WHY)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert refunded([job.public_id, other.public_id]) == {job.public_id: 11}
    assert Transfer.objects.filter(kind="refund").count() == 2
