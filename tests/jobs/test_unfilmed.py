"""What vendors were paid for and did not film is given back with the delivery."""

import pytest

from billing.queries import Wallet, wallet
from creator.models import User
from tests.orders import claimed, submit
from videos import jobs
from videos.models import Job, JobEvent, Notice


@pytest.mark.parametrize(
    ("share", "back"), [(0.0, 0), (1.0, 31), (1 / 3, 10), (2 / 3, 20), (0.01, 0)]
)
def test_the_share_that_was_drawn_here_goes_back(alice: User, share: float, back: int) -> None:
    job = _with_surcharge(alice, 31)
    jobs.succeed(claimed(), jobs.Delivery(artifacts=(), unfilmed=share))
    assert wallet(alice.pk) == Wallet(available=150 + back, held=0)
    told = JobEvent.objects.filter(job=job, kind="refunded")
    assert [event.data["amount"] for event in told] == ([back] if back else [])
    assert Notice.objects.filter(job=job, kind="refunded").count() == bool(back)


def test_no_more_goes_back_than_was_paid(alice: User) -> None:
    job = _with_surcharge(alice, 31)
    jobs.succeed(claimed(), jobs.Delivery(artifacts=(), unfilmed=1.0))
    jobs.refund_rest(job, reason="It is broken", evidence=())
    assert wallet(alice.pk) == Wallet(available=200, held=0)


def _with_surcharge(owner: User, tokens: int) -> Job:
    job = submit(owner)
    job.surcharge = tokens
    job.save(update_fields=["surcharge"])
    return job
