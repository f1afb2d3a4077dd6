"""Replicate, and its webhooks."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from tests.providers.contract import Contract
from tests.providers.fakes.replicate import FakeReplicate
from tests.providers.fakes.server import Act
from videos.providers.base import BadSignature, Vendor
from videos.providers.errors import ErrorKind
from videos.providers.replicate.adapter import Replicate

SECRET = "whsec_" + base64.b64encode(b"a secret of thirty-two characters").decode()
BODY = json.dumps({"id": "replicate-0001", "status": "succeeded"})


class TestReplicate(Contract):
    provider = Replicate
    fake_kind = FakeReplicate
    # A failed prediction tells in free words what went wrong, and not whether it may pass.
    kinds = {Act.FAILS_FOR_NOW: ErrorKind.PERMANENT}

    def test_a_signed_webhook_names_the_prediction(
        self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REPLICATE_WEBHOOK_SECRET", SECRET)
        hint = adapter.parse_webhook(_signed(datetime.now(UTC)), BODY.encode())
        assert (hint.delivery, hint.remote_id) == ("msg_1", "replicate-0001")

    @pytest.mark.parametrize("minutes", [-6, 6])
    def test_a_webhook_from_another_time_is_refused(
        self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch, minutes: int
    ) -> None:
        monkeypatch.setenv("REPLICATE_WEBHOOK_SECRET", SECRET)
        with pytest.raises(BadSignature):
            adapter.parse_webhook(
                _signed(datetime.now(UTC) + timedelta(minutes=minutes)), BODY.encode()
            )

    def test_a_changed_webhook_is_refused(
        self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REPLICATE_WEBHOOK_SECRET", SECRET)
        with pytest.raises(BadSignature):
            adapter.parse_webhook(_signed(datetime.now(UTC)), BODY.encode() + b" ")


def _signed(moment: datetime) -> dict[str, str]:
    return {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": str(int(moment.timestamp())),
        "Webhook-Signature": Webhook(SECRET).sign("msg_1", moment, BODY),
    }
