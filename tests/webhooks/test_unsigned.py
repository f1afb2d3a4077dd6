"""Vendors that sign nothing prove themselves by the reference in the address."""

from collections.abc import Mapping

import pytest

from creator.models import User
from tests.webhooks.conftest import Call, is_due, ordered
from videos.models import InboundDelivery, Submission
from videos.providers.base import BadSignature, Hint
from videos.providers.replicate.adapter import Replicate
from videos.webhooks.inbound import REFERENCE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the body as "<our reference> <the vendor's id>"."""

    def parse(_: Replicate, headers: Mapping[str, str], body: bytes) -> Hint:
        reference, _space, remote_id = body.decode().partition(" ")
        if headers[REFERENCE] != reference:
            raise BadSignature("The address is another's.")
        return Hint(delivery=f"done {remote_id}", remote_id=remote_id, reference=reference)

    monkeypatch.setattr(Replicate, "parse_webhook", parse)


def test_the_right_address_is_followed(call: Call, submission: Submission) -> None:
    assert call.sent(f"{submission.reference} prediction-1").status_code == 200
    assert is_due(submission)
    assert InboundDelivery.objects.get().reference == submission.reference


def test_our_header_is_not_a_strangers_to_send(submission: Submission) -> None:
    body, header = f"{submission.reference} prediction-1", {REFERENCE: submission.reference}
    assert Call(reference="made-up").sent(body, **header).status_code == 401
    assert not is_due(submission)
    assert not InboundDelivery.objects.exists()


@pytest.mark.parametrize("length", [7, 40, 41, 300])
def test_a_made_up_address_is_refused_without_a_write(length: int) -> None:
    reference = "m" * length
    assert Call(reference=reference).sent(f"{reference} x\0y").status_code == 401
    assert not InboundDelivery.objects.exists()


def test_a_right_address_does_not_open_another_order(submission: Submission, bob: User) -> None:
    other = ordered(bob, remote_id="prediction-2")
    body = f"{other.reference} prediction-1"
    assert Call(reference=other.reference).sent(body).status_code == 401
    assert not is_due(submission)
    assert not is_due(other)
    assert not InboundDelivery.objects.exists()


def test_long_and_strange_ids_are_kept_in_part(call: Call, submission: Submission) -> None:
    assert call.sent(f"{submission.reference} {'é' * 500}\0").status_code == 200
    row = InboundDelivery.objects.get()
    assert (len(row.delivery), len(row.remote_id)) == (200, 200)
