"""The queue of fal: its settings, and what ends badly."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.providers.contract import BRIEF
from tests.providers.fakes.fal import FakeFal
from tests.providers.fakes.server import Act, Answer, serving
from videos.providers.base import State, Ticket
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.falqueue import schema
from videos.providers.http import Reply
from videos.providers.pika.adapter import Pika
from videos.providers.registry import missing


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeFal]:
    with serving(FakeFal) as fake:
        for name, value in fake.environment.items():
            monkeypatch.setenv(name, value)
        yield fake


# --- Settings --------------------------------------------------------------------------------


def test_the_key_may_come_in_two_parts(fake: FakeFal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAL_KEY")
    assert missing(Pika.declaration) == ["FAL_KEY"]
    monkeypatch.setenv("FAL_KEY_ID", fake.key.split(":")[0])
    assert missing(Pika.declaration) == ["FAL_KEY"]
    monkeypatch.setenv("FAL_KEY_SECRET", fake.key.split(":")[1])
    assert missing(Pika.declaration) == []
    assert Pika().submit(BRIEF).ticket.remote_id == fake.orders[0].id


def test_the_callback_and_the_life_of_results_are_told(
    fake: FakeFal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAL_KEEP_SECONDS", "7200")
    callback = "https://reelsmith.example/hooks/providers/pika/x/?a=1&b=2"
    Pika().submit(replace(BRIEF, callback=callback))
    order = fake.orders[0]
    assert order.query["fal_webhook"] == callback
    wish = json.loads(order.headers["X-Fal-Object-Lifecycle-Preference"])
    assert wish == {"expiration_duration_seconds": 7200}


def test_addresses_of_the_vendor_are_reached_by_the_proxy(
    fake: FakeFal, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = Pika()
    ticket = adapter.submit(BRIEF).ticket
    at_home = {
        name: url.replace(fake.url, "https://queue.fal.run") for name, url in ticket.handle.items()
    }
    assert adapter.poll(replace(ticket, handle=at_home)).state is State.WAITING


def test_the_key_is_not_sent_elsewhere(fake: FakeFal) -> None:
    adapter = Pika()
    ticket = adapter.submit(BRIEF).ticket
    with serving(FakeFal) as stranger:
        away = {name: url.replace(fake.url, stranger.url) for name, url in ticket.handle.items()}
        with pytest.raises(ProviderError):
            adapter.poll(replace(ticket, handle=away))
        assert ["Authorization" in request.headers for request in stranger.requests] == [False]


# --- Ends ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "body", "headers", "kind"),
    [
        (422, {"detail": [{"type": "content_policy_violation"}]}, {"X-Fal-Retryable": "true"},
         ErrorKind.MODERATION),
        (422, {"detail": [{"type": "image_too_large"}]}, {}, ErrorKind.PERMANENT),
        (422, {"detail": [{"type": "other"}]}, {"X-Fal-Retryable": "TRUE"}, ErrorKind.RETRYABLE),
        (500, {"detail": [{"type": "other"}]}, {"X-Fal-Needs-Retry": "0"}, ErrorKind.PERMANENT),
        (504, {"detail": "late", "error_type": "request_timeout"}, {}, ErrorKind.RETRYABLE),
        (503, {"detail": "gone"}, {"X-Fal-Error-Type": "runner_disconnected"},
         ErrorKind.RETRYABLE),
    ],
)  # fmt: skip
def test_an_error_of_the_request_ends_it(
    status: int, body: object, headers: dict[str, str], kind: ErrorKind
) -> None:
    reply = Reply(status=status, headers=headers, text=json.dumps(body))
    assert schema.failed(reply)
    assert schema.kind(reply) is kind


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (502, {}, ErrorKind.RETRYABLE),
        (429, {"detail": "slow down", "error_type": "rate_limited"}, ErrorKind.RETRYABLE),
        (401, {"detail": "wrong key", "error_type": "unauthorized"}, ErrorKind.CONFIGURATION),
        (402, {"detail": "pay"}, ErrorKind.QUOTA),
        (403, {"detail": "User is locked. Reason: Exhausted balance."}, ErrorKind.QUOTA),
        (403, {"detail": "This model is not for you."}, ErrorKind.CONFIGURATION),
    ],
)
def test_an_error_of_the_question_says_nothing_of_the_request(
    status: int, body: object, kind: ErrorKind
) -> None:
    reply = Reply(status=status, headers={}, text=json.dumps(body))
    assert not schema.failed(reply)
    assert schema.kind(reply) is kind


def test_a_result_that_is_not_handed_out_now_is_asked_for_again(fake: FakeFal) -> None:
    adapter, ticket = _ended(fake, Act.WELL)
    fake.instead_of_result = Answer(502, "<html>Bad gateway</html>")
    with pytest.raises(ProviderError) as caught:
        adapter.poll(ticket)
    assert caught.value.kind is ErrorKind.RETRYABLE
    fake.instead_of_result = None
    assert adapter.poll(ticket).state is State.SUCCEEDED


def test_the_error_beside_the_status_counts_where_the_result_tells_none(fake: FakeFal) -> None:
    adapter, ticket = _ended(fake, Act.FAILS_FOR_NOW)
    fake.instead_of_result = Answer(404, {"detail": "There is no result."})
    progress = adapter.poll(ticket)
    assert progress.state is State.FAILED
    assert progress.error is not None
    assert progress.error.kind is ErrorKind.RETRYABLE
    assert "runner_disconnected" in progress.error.evidence


def test_a_result_without_a_clip_is_a_failure(fake: FakeFal) -> None:
    adapter, ticket = _ended(fake, Act.WELL)
    fake.instead_of_result = Answer(200, {"video": None})
    progress = adapter.poll(ticket)
    assert progress.error is not None
    assert progress.error.kind is ErrorKind.PERMANENT


def _ended(fake: FakeFal, act: Act) -> tuple[Pika, Ticket]:
    """Return an adapter and the ticket of a request that has ended."""
    fake.acts = [act]
    adapter = Pika()
    ticket = adapter.submit(BRIEF).ticket
    fake.orders[0].polls = 2
    assert adapter.poll(ticket).state in {State.SUCCEEDED, State.FAILED}
    return adapter, ticket


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("content_policy_violation", ErrorKind.MODERATION),
        ("runner_scheduling_failure", ErrorKind.RETRYABLE),
        ("something_else", ErrorKind.PERMANENT),
    ],
)
def test_what_an_error_beside_the_status_means(told: str, kind: ErrorKind) -> None:
    reply = Reply(status=200, headers={}, text=json.dumps({"error": "no", "error_type": told}))
    assert schema.kind_told(reply) is kind


@pytest.mark.parametrize("lost", ["request_id", "status_url", "response_url", "cancel_url"])
def test_an_answer_that_lacks_an_address_is_ambiguous(fake: FakeFal, lost: str) -> None:
    fake.withheld = lost
    with pytest.raises(ProviderError) as caught:
        Pika().submit(BRIEF)
    assert caught.value.kind is ErrorKind.AMBIGUOUS
    assert len(fake.orders) == 1


def test_a_canceled_request_is_given_up(fake: FakeFal) -> None:
    adapter = Pika()
    ticket = adapter.submit(BRIEF).ticket
    assert adapter.cancel(ticket)
    with pytest.raises(ProviderError) as caught:
        adapter.poll(ticket)
    assert caught.value.kind is ErrorKind.PERMANENT
    fake.orders.clear()
    assert not adapter.cancel(ticket), "one that is not known any more is no error"
