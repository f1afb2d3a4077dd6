"""A vendor's calls while the same job is worked on, canceled, or called about once more."""

from functools import partial

import pytest

from tests.orders import claimed, submit
from tests.races.conftest import Raced, creator
from tests.races.interleaving import Pair, Work
from tests.webhooks.conftest import SECRET, Call, is_due, ordered, placed
from videos import jobs
from videos.models import InboundDelivery, Job, Submission
from videos.webhooks import inbound


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLICATE_WEBHOOK_SECRET", SECRET)


def _called(submission: Submission) -> Work:
    """Return the taking of one webhook about `submission`."""
    call = Call(
        reference=submission.reference,
        remote_id=submission.remote_id,
        delivery=f"about {submission.pk}",
    )
    return partial(inbound.receive, "replicate", call.reference, call.headers, call.body.encode())


def _ordered(**changes: object) -> Submission:
    return ordered(creator(), remote_id=f"prediction-{Submission.objects.count()}", **changes)


def test_one_call_that_comes_twice_at_once_is_taken_once(raced: Raced) -> None:
    def prepare() -> Pair:
        call = _called(_ordered())
        return call, call

    for one in raced(prepare):
        assert one.answers == (None, None), one
        order = Submission.objects.latest("pk")
        assert is_due(order), one
        assert InboundDelivery.objects.filter(reference=order.reference).count() == 1, one


def test_a_call_and_a_cancel(raced: Raced) -> None:
    for call_first in (True, False):

        def prepare(call_first: bool = call_first) -> Pair:  # noqa: FBT001 bound for each round
            order = _ordered()
            pair = _called(order), partial(jobs.cancel, order.job)
            return pair if call_first else (pair[1], pair[0])

        for one in raced(prepare):
            assert set(one.answers) == {None, True}, one
            job = Job.objects.latest("pk")
            assert (job.status, job.lease_owner) == ("canceled", ""), one


def test_a_call_and_a_worker_that_parks(raced: Raced) -> None:
    def prepare() -> Pair:
        job, lease = submit(creator()), claimed()
        order = placed(job, remote_id=f"prediction-{job.pk}")
        return _called(order), partial(jobs.park, lease)

    for one in raced(prepare):
        assert one.answers == (None, None), one
        assert is_due(Submission.objects.latest("pk")), one
        assert claimed().job == Job.objects.latest("pk").pk, one
