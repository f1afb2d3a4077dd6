"""HeyGen: one order for each idempotency key, search by title, signed webhooks of two kinds."""

import json
from dataclasses import replace

import pytest

from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.heygen import FakeHeyGen
from tests.providers.fakes.server import Act
from tests.providers.signed import digest, moment
from videos.providers.base import BadSignature, Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.heygen import schema
from videos.providers.heygen.adapter import HeyGen
from videos.providers.http import Reply
from videos.spec import Aspect

SECRET = "whsec-of-a-test"
VIDEO = {"video_id": "fakeheygen-0001", "callback_id": BRIEF.reference, "url": "https://x"}
BODY = json.dumps({"event_type": "avatar_video.success", "event_data": VIDEO}).encode()


class TestHeyGen(Contract):
    provider = HeyGen
    fake_kind = FakeHeyGen

    def test_the_reference_goes_along_everywhere(self, fake: FakeHeyGen, adapter: Vendor) -> None:
        adapter.submit(replace(BRIEF, callback=self.callback))
        order = fake.orders[0]
        assert order.headers["Idempotency-Key"] == BRIEF.reference
        assert order.body["title"] == order.body["callback_id"] == BRIEF.reference
        assert order.body["callback_url"] == self.callback

    def test_a_second_order_with_the_same_reference_is_not_billed(
        self, fake: FakeHeyGen, adapter: Vendor
    ) -> None:
        first, second = (adapter.submit(BRIEF).ticket for _ in range(2))
        assert first == second
        assert len(fake.orders) == 1

    def test_an_order_under_way_already_is_ambiguous(self) -> None:
        text = json.dumps({"error": {"code": "request_in_progress", "message": "Wait."}})
        assert schema.refusal(Reply(status=409, headers={}, text=text)) is ErrorKind.AMBIGUOUS

    def test_a_title_that_only_begins_like_ours_is_not_ours(self, adapter: Vendor) -> None:
        adapter.submit(replace(BRIEF, reference=f"{BRIEF.reference}9"))
        assert adapter.look_up(BRIEF) is None

    @pytest.mark.parametrize(("aspect", "named"), [(Aspect.TALL, "9:16"), (Aspect.CLASSIC, "5:4")])
    def test_shapes_are_named_as_it_names_them(
        self, fake: FakeHeyGen, adapter: Vendor, aspect: Aspect, named: str
    ) -> None:
        adapter.submit(replace(BRIEF, aspect=aspect))
        assert fake.orders[0].body["aspect_ratio"] == named

    def test_avatar_and_voice_are_the_operators(
        self, fake: FakeHeyGen, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HEYGEN_AVATAR_MALE", "our_own_look")
        monkeypatch.setenv("HEYGEN_VOICE_MALE", "a_multilingual_voice")
        brief = replace(BRIEF, voice="male", language="ja")
        adapter.check(brief)
        adapter.submit(brief)
        body = fake.orders[0].body
        assert (body["avatar_id"], body["voice_id"]) == ("our_own_look", "a_multilingual_voice")

    def test_english_needs_no_voice_and_other_languages_do(
        self, fake: FakeHeyGen, adapter: Vendor
    ) -> None:
        adapter.submit(BRIEF)
        assert "voice_id" not in fake.orders[0].body
        with pytest.raises(ProviderError, match="no voice for the language"):
            adapter.check(replace(BRIEF, language="ja"))

    def test_a_wrong_resolution_is_the_vendors_to_refuse(
        self, fake: FakeHeyGen, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HEYGEN_RESOLUTION", "8k")
        error = self.refused(adapter)
        assert error.kind is ErrorKind.PERMANENT
        assert "resolution is not one of" in error.evidence
        assert fake.orders == []

    def test_what_its_rules_forbid_is_told_from_a_mistake(
        self, fake: FakeHeyGen, adapter: Vendor
    ) -> None:
        fake.acts = [Act.REFUSED_BY_RULES]
        assert "content rules" in str(self.refused(adapter))

    # --- Webhooks ----------------------------------------------------------------------------

    @pytest.fixture
    def listening(self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch) -> Vendor:
        """The adapter, with the secret of its webhook set."""
        monkeypatch.setenv("HEYGEN_WEBHOOK_SECRET", SECRET)
        return adapter

    def test_a_signed_webhook_names_the_video(self, listening: Vendor) -> None:
        hint = listening.parse_webhook(_signed(), BODY)
        assert (hint.remote_id, hint.reference) == (VIDEO["video_id"], BRIEF.reference)

    def test_a_repetition_is_the_same_delivery(self, listening: Vendor) -> None:
        now, later = (listening.parse_webhook(_signed(minutes), BODY) for minutes in (-3, 0))
        assert now.delivery == later.delivery

    def test_the_older_signature_comes_without_a_time(self, listening: Vendor) -> None:
        hint = listening.parse_webhook({"Signature": digest(SECRET, BODY)}, BODY)
        assert hint.reference == BRIEF.reference

    @pytest.mark.parametrize("minutes", [-6, 6])
    def test_a_webhook_from_another_time_is_refused(self, listening: Vendor, minutes: int) -> None:
        with pytest.raises(BadSignature, match="another time"):
            listening.parse_webhook(_signed(minutes), BODY)

    @pytest.mark.parametrize("timestamp", ["", "yesterday", "²"])
    def test_a_webhook_without_a_time_is_refused(self, listening: Vendor, timestamp: str) -> None:
        with pytest.raises(BadSignature, match="when it was sent"):
            listening.parse_webhook(_signed() | {"Heygen-Timestamp": timestamp}, BODY)

    def test_a_changed_webhook_is_refused(self, listening: Vendor) -> None:
        with pytest.raises(BadSignature, match="does not fit"):
            listening.parse_webhook(_signed(), BODY + b" ")

    def test_another_secret_is_refused(self, listening: Vendor) -> None:
        with pytest.raises(BadSignature, match="does not fit"):
            listening.parse_webhook({"Signature": digest("another", BODY)}, BODY)


def _signed(minutes: float = 0) -> dict[str, str]:
    return {
        "Heygen-Signature": digest(SECRET, BODY),
        "Heygen-Timestamp": moment(minutes),
        "Heygen-Event-Id": f"evt_{minutes}",
    }
