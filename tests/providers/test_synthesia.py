"""Synthesia: scenes, two shapes of errors, a wait in a header of its own, signed webhooks."""

import json
from dataclasses import replace

import pytest

from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.server import WAIT_SECONDS, Act
from tests.providers.fakes.synthesia import FakeSynthesia
from tests.providers.signed import digest, moment
from videos.providers.base import BadSignature, Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.synthesia.adapter import Synthesia
from videos.providers.synthesia.schema import scenes
from videos.spec import Aspect

SECRET = "whsec-of-a-test"
VOICE = "b1a1a8d2-9c4f-4f9b-8f2e-1f2a3b4c5d6e"
VIDEO = {"id": "00000000-0000-0000-0000-000000000001", "callbackId": BRIEF.reference}
BODY = json.dumps({"type": "video.completed", "data": VIDEO}).encode()


class TestSynthesia(Contract):
    provider = Synthesia
    fake_kind = FakeSynthesia
    # Its content rules are applied after a submission: it answers "rejected" when asked.
    absent = frozenset({Act.REFUSED_BY_RULES})
    # A video that failed says "error" and nothing of why.
    kinds = {Act.FAILS_FOR_NOW: ErrorKind.PERMANENT}

    # --- Scenes ------------------------------------------------------------------------------

    def test_each_paragraph_is_a_scene(self, fake: FakeSynthesia, adapter: Vendor) -> None:
        adapter.submit(replace(BRIEF, prompt="The alarm can wait.\n\nThe coffee can not."))
        spoken = [scene["scriptText"] for scene in fake.orders[0].body["input"]]
        assert spoken == ["The alarm can wait.", "The coffee can not."]

    @pytest.mark.parametrize("count", [1, 25, 26, 60])
    def test_there_are_never_too_many_scenes_and_no_word_is_lost(self, count: int) -> None:
        paragraphs = [f"Paragraph {number} of the script." for number in range(count)]
        made = scenes("\n\n".join(paragraphs))
        assert len(made) <= 25
        assert "\n\n".join(made).split("\n\n") == paragraphs

    def test_shapes_are_named_as_it_names_them(self, fake: FakeSynthesia, adapter: Vendor) -> None:
        for aspect in (Aspect.TALL, Aspect.CLASSIC):
            adapter.submit(replace(BRIEF, aspect=aspect))
        assert [order.body["aspectRatio"] for order in fake.orders] == ["9:16", "5:4"]

    def test_tests_are_free_and_say_so(
        self, fake: FakeSynthesia, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SYNTHESIA_TEST", "true")
        adapter.submit(BRIEF)
        assert fake.orders[0].body["test"] is True
        assert "watermarked" in adapter.probe()

    # --- Who speaks --------------------------------------------------------------------------

    def test_avatar_and_voice_are_the_operators(
        self, fake: FakeSynthesia, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SYNTHESIA_AVATAR_MALE", "carlo_costume1_cameraA")
        monkeypatch.setenv("SYNTHESIA_VOICE_MALE_IT", VOICE)
        brief = replace(BRIEF, voice="male", language="it")
        adapter.check(brief)
        adapter.submit(brief)
        scene = fake.orders[0].body["input"][0]
        assert scene["avatar"] == "carlo_costume1_cameraA"
        assert scene["avatarSettings"]["voice"] == VOICE

    def test_english_needs_no_voice_and_other_languages_do(
        self, fake: FakeSynthesia, adapter: Vendor
    ) -> None:
        adapter.check(BRIEF)
        with pytest.raises(ProviderError, match="no voice for the language") as caught:
            adapter.check(replace(BRIEF, language="it"))
        assert caught.value.kind is ErrorKind.PERMANENT
        assert fake.requests == []

    # --- Errors ------------------------------------------------------------------------------

    @pytest.mark.parametrize("older", [True, False])
    @pytest.mark.parametrize(
        ("act", "kind"),
        [
            (Act.UNAUTHORISED, ErrorKind.CONFIGURATION),
            (Act.UNPAID, ErrorKind.QUOTA),
            (Act.TOO_MANY, ErrorKind.RETRYABLE),
            (Act.BROKEN, ErrorKind.RETRYABLE),
        ],
    )
    def test_both_shapes_of_errors_are_understood(
        self, fake: FakeSynthesia, adapter: Vendor, act: Act, kind: ErrorKind, *, older: bool
    ) -> None:
        fake.older, fake.acts = older, [act]
        error = self.refused(adapter)
        assert error.kind is kind
        assert error.retry_after == (WAIT_SECONDS if act is Act.TOO_MANY else None)

    def test_a_key_that_comes_back_in_an_error_is_hidden(
        self, fake: FakeSynthesia, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SYNTHESIA_API_KEY", "key-of-yesterday")
        error = self.refused(self.provider())
        assert "is not a key" in error.evidence
        assert "key-of-yesterday" not in error.evidence

    def test_a_feature_that_the_plan_lacks_is_for_an_admin(self, adapter: Vendor) -> None:
        from videos.providers.http import Reply
        from videos.providers.synthesia import schema

        text = json.dumps({"status": "402", "code": "feature_not_in_plan"})
        reply = Reply(status=402, headers={}, text=text)
        assert schema.refusal(reply) is ErrorKind.CONFIGURATION

    def test_a_lost_one_is_found_on_a_later_page(
        self, fake: FakeSynthesia, adapter: Vendor
    ) -> None:
        fake.page = 2
        for number in range(5):
            adapter.submit(replace(BRIEF, reference=f"sub_other{number}"))
        mine = adapter.submit(BRIEF).ticket
        assert adapter.look_up(BRIEF) == mine

    # --- Webhooks ----------------------------------------------------------------------------

    @pytest.fixture
    def listening(self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch) -> Vendor:
        """The adapter, with the secret of its webhook set."""
        monkeypatch.setenv("SYNTHESIA_WEBHOOK_SECRET", SECRET)
        return adapter

    def test_a_signed_webhook_names_the_video(self, listening: Vendor) -> None:
        hint = listening.parse_webhook(_signed(), BODY)
        assert (hint.remote_id, hint.reference) == (VIDEO["id"], BRIEF.reference)

    def test_a_repetition_is_the_same_delivery(self, listening: Vendor) -> None:
        now, later = (listening.parse_webhook(_signed(minutes), BODY) for minutes in (-3, 0))
        assert now.delivery == later.delivery

    @pytest.mark.parametrize("minutes", [-16, 16])
    def test_a_webhook_from_another_time_is_refused(self, listening: Vendor, minutes: int) -> None:
        with pytest.raises(BadSignature, match="another time"):
            listening.parse_webhook(_signed(minutes), BODY)

    def test_a_changed_time_does_not_fit(self, listening: Vendor) -> None:
        with pytest.raises(BadSignature, match="does not fit"):
            listening.parse_webhook(_signed(-16) | {"Synthesia-Timestamp": moment()}, BODY)

    def test_a_changed_webhook_is_refused(self, listening: Vendor) -> None:
        with pytest.raises(BadSignature, match="does not fit"):
            listening.parse_webhook(_signed(), BODY + b" ")

    def test_another_secret_is_refused(self, listening: Vendor) -> None:
        with pytest.raises(BadSignature, match="does not fit"):
            listening.parse_webhook(_signed(secret="another"), BODY)

    def test_without_a_secret_nobody_is_believed(
        self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SYNTHESIA_WEBHOOK_SECRET", raising=False)
        with pytest.raises(BadSignature, match="not set"):
            adapter.parse_webhook(_signed(secret=""), BODY)

    def test_a_webhook_about_nothing_is_refused(self, listening: Vendor) -> None:
        with pytest.raises(BadSignature, match="names no submission"):
            listening.parse_webhook(_signed(body=b"{}"), b"{}")


def _signed(minutes: float = 0, *, secret: str = SECRET, body: bytes = BODY) -> dict[str, str]:
    timestamp = moment(minutes)
    return {
        "Synthesia-Timestamp": timestamp,
        "Synthesia-Signature": digest(secret, timestamp.encode() + b"." + body),
    }
