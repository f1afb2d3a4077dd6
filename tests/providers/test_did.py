"""D-ID: three products, one list each, moderation by status, and webhooks without a signature."""

import base64
import json
from dataclasses import replace

import pytest

from config.env import BadSetting
from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.did import FakeDId
from tests.providers.fakes.server import Act
from videos.providers import listing
from videos.providers.base import BadSignature, State, Vendor
from videos.providers.did.adapter import DId
from videos.providers.errors import ErrorKind, ProviderError

CALLED = replace(BRIEF, callback="https://reelsmith.example/hooks/providers/did/sub_reference0001/")
FINISHED = json.dumps(
    {"id": "clp_0001", "status": "done", "user_data": BRIEF.reference, "result_url": "https://x"}
).encode()
PRODUCTS = ["talks", "clips", "expressives"]


class TestDId(Contract):
    provider = DId
    fake_kind = FakeDId

    # --- Products ----------------------------------------------------------------------------

    @pytest.mark.parametrize("product", PRODUCTS)
    def test_each_product_speaks_the_script(
        self, fake: FakeDId, monkeypatch: pytest.MonkeyPatch, product: str
    ) -> None:
        monkeypatch.setenv("DID_PRODUCT", product)
        adapter = self.provider()
        adapter.check(BRIEF)
        receipt = adapter.submit(BRIEF)
        assert self.followed(adapter, receipt)[-1].state is State.SUCCEEDED
        assert fake.orders[0].path == f"/{product}"
        assert fake.script(fake.orders[0]) == BRIEF.prompt
        assert adapter.look_up(BRIEF) == receipt.ticket

    def test_a_ticket_keeps_its_product(
        self, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        receipt = adapter.submit(BRIEF)
        monkeypatch.setenv("DID_PRODUCT", "talks")
        assert self.followed(self.provider(), receipt)[-1].state is State.SUCCEEDED

    @pytest.mark.parametrize(("product", "longest"), [("talks", 600), ("clips", 300)])
    def test_each_product_has_its_longest_video(
        self, fake: FakeDId, monkeypatch: pytest.MonkeyPatch, product: str, longest: int
    ) -> None:
        monkeypatch.setenv("DID_PRODUCT", product)
        adapter = self.provider()
        adapter.check(replace(BRIEF, seconds=longest))
        with pytest.raises(ProviderError, match=f"at most {longest // 60} minutes"):
            adapter.check(replace(BRIEF, seconds=longest + 1))

    def test_a_product_that_does_not_exist_stops_the_start(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DID_PRODUCT", "songs")
        with pytest.raises(BadSetting, match="talks, clips or expressives"):
            self.provider()

    def test_a_picture_of_another_kind_is_refused_here(
        self, fake: FakeDId, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DID_PRODUCT", "talks")
        monkeypatch.setenv("DID_SOURCE_URL_FEMALE", "https://example.com/anna.webp")
        with pytest.raises(ProviderError) as caught:
            self.provider().check(BRIEF)
        assert caught.value.kind is ErrorKind.CONFIGURATION
        assert fake.requests == []

    def test_a_script_of_two_letters_is_refused_here(self, fake: FakeDId, adapter: Vendor) -> None:
        with pytest.raises(ProviderError, match="at least 3 characters"):
            adapter.check(replace(BRIEF, prompt="Oh"))
        assert fake.requests == []

    def test_it_is_priced_by_how_long_the_script_takes(self, adapter: Vendor) -> None:
        assert adapter.price(replace(BRIEF, seconds=60)) == pytest.approx(120)

    # --- Who speaks --------------------------------------------------------------------------

    @pytest.mark.parametrize(
        ("voice", "language", "presenter", "speaker"),
        [
            ("auto", "en", "v2_public_Amber@0zSz8kflCN", "en-US-JennyNeural"),
            ("female", "de", "v2_public_Amber@0zSz8kflCN", "de-DE-KatjaNeural"),
            ("male", "pt-BR", "v2_public_Adam@0GLJgELXjc", "pt-BR-AntonioNeural"),
        ],
    )
    def test_the_voice_fits_the_person_and_the_language(
        self,
        fake: FakeDId,
        adapter: Vendor,
        voice: str,
        language: str,
        presenter: str,
        speaker: str,
    ) -> None:
        adapter.submit(replace(BRIEF, voice=voice, language=language))
        body = fake.orders[0].body
        assert body["presenter_id"] == presenter
        assert body["script"]["provider"] == {"type": "microsoft", "voice_id": speaker}

    def test_the_operator_chooses_voices_for_all_and_for_one_language(
        self, fake: FakeDId, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DID_VOICE_PROVIDER", "elevenlabs")
        monkeypatch.setenv("DID_VOICE_MALE", "george")
        monkeypatch.setenv("DID_VOICE_MALE_DE", "hans")
        for language in ("fr", "de"):
            adapter.submit(replace(BRIEF, voice="male", language=language))
        assert [order.body["script"]["provider"]["voice_id"] for order in fake.orders] == [
            "george", "hans",
        ]  # fmt: skip

    def test_an_expressive_speaks_english_with_its_own_voice(
        self, fake: FakeDId, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DID_PRODUCT", "expressives")
        for language in ("en", "fr"):
            self.provider().submit(replace(BRIEF, language=language))
        english, french = (order.body["script"] for order in fake.orders)
        assert "provider" not in english
        assert french["provider"]["voice_id"] == "fr-FR-DeniseNeural"

    def test_a_language_without_a_voice_is_refused_here(
        self, fake: FakeDId, adapter: Vendor
    ) -> None:
        with pytest.raises(ProviderError) as caught:
            adapter.check(replace(BRIEF, language="xh"))
        assert caught.value.kind is ErrorKind.PERMANENT
        assert fake.requests == []

    # --- Its ways ----------------------------------------------------------------------------

    def test_the_key_can_be_encoded(self, fake: FakeDId, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DID_KEY_ENCODE", "true")
        fake.authorization = f"Basic {base64.b64encode(fake.key.encode()).decode()}"
        assert self.provider().probe() == "58 of 60 credits left; product clips"

    def test_what_it_works_on_cannot_be_deleted_and_what_is_done_can(
        self, fake: FakeDId, adapter: Vendor
    ) -> None:
        receipt = adapter.submit(BRIEF)
        assert adapter.cancel(receipt.ticket) is False
        assert self.followed(adapter, receipt)[-1].state is State.SUCCEEDED
        assert adapter.cancel(receipt.ticket) is True
        assert adapter.cancel(receipt.ticket) is False, "it is gone already"

    def test_other_troubles_of_a_deletion_are_told(self, adapter: Vendor, fake: FakeDId) -> None:
        ticket = adapter.submit(BRIEF).ticket
        fake.authorization = "another key"
        with pytest.raises(ProviderError) as caught:
            adapter.cancel(ticket)
        assert caught.value.kind is ErrorKind.CONFIGURATION

    def test_a_lost_one_is_found_on_a_later_page(self, fake: FakeDId, adapter: Vendor) -> None:
        fake.page = 2
        mine = adapter.submit(BRIEF).ticket
        for number in range(5):
            adapter.submit(replace(BRIEF, reference=f"sub_other{number}"))
        assert adapter.look_up(BRIEF) == mine

    def test_a_list_without_an_end_does_not_say_that_there_is_none(
        self, fake: FakeDId, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fake.page = 1
        monkeypatch.setattr(listing, "MOST_PAGES", 2)
        for number in range(3):
            adapter.submit(replace(BRIEF, reference=f"sub_other{number}"))
        with pytest.raises(ProviderError) as caught:
            adapter.look_up(BRIEF)
        assert caught.value.kind is ErrorKind.RETRYABLE

    def test_content_rules_are_told_from_no_credits(self, fake: FakeDId, adapter: Vendor) -> None:
        fake.acts = [Act.REFUSED_BY_RULES, Act.UNPAID]
        assert [self.refused(adapter).status for _ in range(2)] == [451, 402]

    # --- Webhooks ----------------------------------------------------------------------------

    @pytest.mark.parametrize("callback", [CALLED.callback, "http://localhost/hooks/", ""])
    def test_only_an_https_address_is_given(
        self, fake: FakeDId, adapter: Vendor, callback: str
    ) -> None:
        adapter.submit(replace(BRIEF, callback=callback))
        expected = callback if callback.startswith("https://") else None
        assert fake.orders[0].body.get("webhook") == expected

    def test_who_knows_the_address_is_believed(self, adapter: Vendor) -> None:
        headers = {"X-Reelsmith-Reference": BRIEF.reference}
        first, again = (adapter.parse_webhook(headers, FINISHED) for _ in range(2))
        assert (first.remote_id, first.reference) == ("clp_0001", BRIEF.reference)
        assert first.delivery == again.delivery

    @pytest.mark.parametrize(
        ("reference", "body"),
        [
            ("sub_reference0002", FINISHED),
            ("", FINISHED),
            ("", b'{"id": "clp_0001"}'),
            (BRIEF.reference, b"[]"),
            (BRIEF.reference, b"no JSON"),
        ],
    )
    def test_who_does_not_is_refused(self, adapter: Vendor, reference: str, body: bytes) -> None:
        with pytest.raises(BadSignature):
            adapter.parse_webhook({"X-Reelsmith-Reference": reference}, body)
