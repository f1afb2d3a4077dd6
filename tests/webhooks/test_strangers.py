"""What strangers send is refused, and costs no statement at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.webhooks.conftest import SECRET, Call, is_due
from videos.models import InboundDelivery, Submission
from videos.providers.base import Hint
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.replicate.adapter import Replicate

pytestmark = pytest.mark.django_db
LIMIT = 1_000_000


@pytest.fixture(autouse=True)
def _leaves_everything_as_it_was(submission: Submission) -> Iterator[None]:
    yield
    assert not is_due(submission)
    assert not InboundDelivery.objects.exists()


@pytest.fixture
def costs_nothing(
    submission: Submission, django_assert_num_queries: DjangoAssertNumQueries
) -> Iterator[None]:
    """Fail if anything is read or written."""
    with django_assert_num_queries(0):
        yield


@pytest.mark.usefixtures("costs_nothing")
@pytest.mark.parametrize(
    "changes",
    [
        {"secret": SECRET[:-4] + "AAA="},
        {"moment": datetime.now(UTC) - timedelta(hours=2)},
        {"moment": datetime.now(UTC) + timedelta(hours=2)},
    ],
    ids=["another secret", "stale", "from the future"],
)
def test_what_is_not_signed_right(call: Call, changes: dict[str, object]) -> None:
    assert replace(call, **changes).sent().status_code == 401  # type: ignore[arg-type]


@pytest.mark.usefixtures("costs_nothing")
@pytest.mark.parametrize(
    "headers",
    [
        {"Webhook-Signature": "v1,bm9uc2Vuc2U="},
        {"Webhook-Signature": "v1"},
        {"Webhook-Signature": "v1,é"},
        {"Webhook-Timestamp": "nonsense"},
        {"Webhook-Timestamp": "9" * 400},
        {"Webhook-Id": ""},
        {"Cookie": "reelsmith_session=" + "x" * 32, "Webhook-Id": "other"},
    ],
)
def test_forged_headers(call: Call, headers: dict[str, str]) -> None:
    assert call.sent(**headers).status_code == 401


@pytest.mark.usefixtures("costs_nothing")
@pytest.mark.parametrize("body", ["", "{}", b"\xff\xfe"])
def test_another_body(call: Call, body: str | bytes) -> None:
    assert call.sent(body).status_code == 401


@pytest.mark.usefixtures("costs_nothing")
def test_a_vendor_whose_secret_is_not_set(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPLICATE_WEBHOOK_SECRET")
    assert call.sent().status_code == 401


@pytest.mark.usefixtures("costs_nothing")
@pytest.mark.parametrize("provider", ["local", "nobody", "videos"])
def test_who_calls_nobody(call: Call, provider: str) -> None:
    assert replace(call, provider=provider).sent().status_code == 404


@pytest.mark.usefixtures("costs_nothing")
@pytest.mark.parametrize(("size", "status"), [(LIMIT, 401), (LIMIT + 1, 413)])
def test_how_much_may_be_said(call: Call, size: int, status: int, settings: Settings) -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == LIMIT
    assert call.sent("x" * size).status_code == status


@pytest.mark.usefixtures("costs_nothing")
@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_only_posts_are_taken(call: Call, method: str) -> None:
    assert getattr(Client(), method)(call.url).status_code == 405


@pytest.mark.usefixtures("costs_nothing")
def test_what_cannot_be_verified_now_may_come_again(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object) -> Hint:
        raise ProviderError("Keys are away.", kind=ErrorKind.RETRYABLE, evidence="HTTP 502")

    monkeypatch.setattr(Replicate, "parse_webhook", parse)
    assert call.sent().status_code == 503
