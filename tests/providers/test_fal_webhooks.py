"""Webhooks of fal: whose they are, when they were sent, and which keys tell."""

from collections.abc import Iterator

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.providers.fakes.fal import FakeFal
from tests.providers.fakes.server import serving
from videos.providers.base import BadSignature
from videos.providers.errors import ProviderError
from videos.providers.falqueue import keys
from videos.providers.pika.adapter import Pika


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeFal]:
    monkeypatch.setattr(keys, "_known", {})
    with serving(FakeFal) as fake:
        for name, value in fake.environment.items():
            monkeypatch.setenv(name, value)
        yield fake


def key_fetches(fake: FakeFal) -> int:
    """Return how often the keys were asked for."""
    return sum(request.path.endswith("jwks.json") for request in fake.requests)


def test_a_signed_webhook_names_the_request(fake: FakeFal) -> None:
    hint = Pika().parse_webhook(*fake.webhook("r-1"))
    assert hint.remote_id == "r-1"


def test_a_repeated_delivery_is_known_as_one(fake: FakeFal) -> None:
    first = Pika().parse_webhook(*fake.webhook("r-1", seconds_ago=90))
    assert Pika().parse_webhook(*fake.webhook("r-1")) == first
    assert Pika().parse_webhook(*fake.webhook("r-2")).delivery != first.delivery
    assert key_fetches(fake) == 1


@pytest.mark.parametrize("seconds", [-330, 330])
def test_a_webhook_from_another_time_is_refused(fake: FakeFal, seconds: int) -> None:
    with pytest.raises(BadSignature):
        Pika().parse_webhook(*fake.webhook("r-1", seconds_ago=seconds))
    assert fake.requests == [], "it costs nothing"


def test_a_changed_body_is_refused(fake: FakeFal) -> None:
    headers, body = fake.webhook("r-1")
    with pytest.raises(BadSignature):
        Pika().parse_webhook(headers, body + b" ")


@pytest.mark.parametrize("name", ["Request-Id", "User-Id", "Timestamp", "Signature"])
@pytest.mark.parametrize("value", ["", "12", "nothing"])
def test_a_changed_header_is_refused(fake: FakeFal, name: str, value: str) -> None:
    headers, body = fake.webhook("r-1")
    with pytest.raises(BadSignature):
        Pika().parse_webhook({**headers, f"X-Fal-Webhook-{name}": value}, body)


def test_a_flood_of_forgeries_fetches_the_keys_once(fake: FakeFal) -> None:
    headers, body = fake.webhook("r-1")
    for number in range(5):
        with pytest.raises(BadSignature):
            Pika().parse_webhook(headers, body + str(number).encode())
    assert key_fetches(fake) == 1


def test_a_new_key_is_fetched_once_it_is_used(fake: FakeFal) -> None:
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False) as clock:
        Pika().parse_webhook(*fake.webhook("r-1"))
        fake.signing = Ed25519PrivateKey.generate()
        clock.shift(keys.PATIENCE_SECONDS)
        assert Pika().parse_webhook(*fake.webhook("r-2")).remote_id == "r-2"
    assert key_fetches(fake) == 2


def test_a_key_that_was_withdrawn_is_forgotten_after_a_day(fake: FakeFal) -> None:
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False) as clock:
        Pika().parse_webhook(*fake.webhook("r-1"))
        withdrawn, fake.signing = fake.signing, Ed25519PrivateKey.generate()
        clock.shift(keys.KEPT_SECONDS)
        stolen = FakeFal()
        stolen.signing = withdrawn
        with pytest.raises(BadSignature):
            Pika().parse_webhook(*stolen.webhook("r-2"))


def test_without_keys_nothing_is_believed(fake: FakeFal) -> None:
    fake.keys_are_there = False
    with pytest.raises(ProviderError):  # which asks fal to call again
        Pika().parse_webhook(*fake.webhook("r-1"))
    with pytest.raises(BadSignature):
        Pika().parse_webhook(*fake.webhook("r-1"))
    assert key_fetches(fake) == 1
