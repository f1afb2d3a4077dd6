"""Gemini Omni, its files behind the key, and clips that come inside an answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.google import FakeGoogle
from videos.providers.base import State, Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.google.adapter import Google
from videos.providers.google.schema import failed_kind, file_id, refusal
from videos.providers.http import Reply


class TestGoogle(Contract):
    provider = Google
    fake_kind = FakeGoogle

    def test_a_clip_is_not_there_before_its_file_is(self, adapter: Vendor) -> None:
        seen = self.followed(adapter, adapter.submit(BRIEF))
        assert [progress.state for progress in seen] == [
            State.WAITING, State.RUNNING, State.RUNNING, State.SUCCEEDED,
        ]  # fmt: skip

    def test_a_file_is_fetched_with_the_key_which_no_one_sees(
        self, fake: FakeGoogle, adapter: Vendor, tmp_path: Path
    ) -> None:
        media = self.media(adapter, adapter.submit(BRIEF))
        assert media.url.startswith(fake.url)
        assert fake.key not in f"{media} {media.url}"
        self.copied(adapter, media, tmp_path / "clip.mp4")
        assert fake.requests[-1].headers["x-goog-api-key"] == fake.key

    def test_a_file_without_the_key_is_not_given_out(self, adapter: Vendor, tmp_path: Path) -> None:
        media = self.media(adapter, adapter.submit(BRIEF))
        with pytest.raises(ProviderError):
            self.copied(adapter, replace(media, headers={}), tmp_path / "clip.mp4")

    def test_a_clip_inside_the_answer_is_kept(
        self, fake: FakeGoogle, adapter: Vendor, tmp_path: Path
    ) -> None:
        fake.inline = True
        receipt = adapter.submit(BRIEF)
        self.followed(adapter, receipt)
        self.fetched(adapter, receipt.ticket, tmp_path / "clip.mp4")
        assert (tmp_path / "clip.mp4").read_bytes() == fake.film()

    def test_an_address_elsewhere_gets_no_key(self, fake: FakeGoogle, adapter: Vendor) -> None:
        fake.elsewhere = "https://storage.example.com/bucket/files/clip?signature=1"
        media = self.media(adapter, adapter.submit(BRIEF))
        assert (media.url, media.headers) == (fake.elsewhere, {})

    def test_a_file_that_cannot_be_used_may_be_made_again(
        self, fake: FakeGoogle, adapter: Vendor
    ) -> None:
        fake.broken_files = True
        error = self.followed(adapter, adapter.submit(BRIEF))[-1].error
        assert error is not None
        assert error.kind is ErrorKind.RETRYABLE

    def test_what_is_over_is_not_stopped(self, adapter: Vendor) -> None:
        receipt = adapter.submit(BRIEF)
        self.followed(adapter, receipt)
        assert adapter.cancel(receipt.ticket) is False

    def test_a_key_that_is_refused_is_no_end_of_what_is_to_be_stopped(
        self, fake: FakeGoogle, adapter: Vendor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ticket = adapter.submit(BRIEF).ticket
        monkeypatch.setenv("GEMINI_API_KEY", "wrong")
        with pytest.raises(ProviderError) as caught:
            Google().cancel(ticket)
        assert caught.value.kind is ErrorKind.CONFIGURATION

    @pytest.mark.parametrize(("resolution", "cents"), [("360p", 15), ("720p", 50), ("4k", 150)])
    def test_the_resolution_decides_the_price(
        self, fake: FakeGoogle, monkeypatch: pytest.MonkeyPatch, resolution: str, cents: float
    ) -> None:
        monkeypatch.setenv("GEMINI_VIDEO_RESOLUTION", resolution)
        adapter = Google()
        assert adapter.price(BRIEF) == cents
        adapter.submit(BRIEF)
        assert fake.orders[0].body["response_format"]["resolution"] == resolution

    def test_a_resolution_that_there_is_not_is_a_matter_for_the_operator(
        self, fake: FakeGoogle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GEMINI_VIDEO_RESOLUTION", "8k")
        for attempt in (Google().probe, lambda: Google().check(BRIEF)):
            with pytest.raises(ProviderError) as caught:
                attempt()
            assert caught.value.kind is ErrorKind.CONFIGURATION
        assert fake.requests == []

    def test_a_model_that_was_shut_down_is_a_matter_for_the_operator(
        self, fake: FakeGoogle, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GEMINI_VIDEO_MODEL", "veo-3.1-generate-preview")
        with pytest.raises(ProviderError) as caught:
            Google().probe()
        assert caught.value.kind is ErrorKind.CONFIGURATION


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (400, '[{"error": {"details": [{"reason": "API_KEY_INVALID"}]}}]', ErrorKind.CONFIGURATION),
        (400, "User location is not supported without billing.", ErrorKind.CONFIGURATION),
        (400, "Prompt blocked for safety reasons", ErrorKind.MODERATION),
        (400, "Invalid value at 'safety_settings'", None),
        (403, "Requests are blocked: API_KEY_SERVICE_BLOCKED", None),
        (403, "You may not access the File x or it may not exist.", ErrorKind.PERMANENT),
        (404, "models/veo-2.0 is not found", ErrorKind.CONFIGURATION),
        (404, "Requested entity was not found.", None),
        (429, '"quotaId": "GenerateRequestsPerDayPerProject"', ErrorKind.QUOTA),
        (429, '"quotaId": "GenerateRequestsPerMinute"', ErrorKind.RETRYABLE),
        (500, "safety", None),
    ],
)
def test_refusals(status: int, text: str, kind: ErrorKind | None) -> None:
    found = refusal(Reply(status=status, headers={}, text=text))
    assert (found.kind if found else None) is kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("blocked by usage policies", ErrorKind.MODERATION),
        ('{"status": "prohibited_content"}', ErrorKind.MODERATION),
        ("the model is overloaded", ErrorKind.RETRYABLE),
        ("deadline_exceeded", ErrorKind.RETRYABLE),
        ("safety_settings", ErrorKind.PERMANENT),
        ("", ErrorKind.PERMANENT),
    ],
)
def test_failures(words: str, kind: ErrorKind) -> None:
    assert failed_kind(words) is kind


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("files/abc-1", "abc-1"),
        ("https://g.example/v1beta/files/abc", "abc"),
        ("https://g.example/v1beta/files/abc:download?alt=media", "abc"),
        ("https://g.example/v1beta/files/abc/../../x", ""),
        ("https://g.example/v1beta/models/abc", ""),
        ("data:video/mp4;base64,AAAA", ""),
    ],
)
def test_files(url: str, file: str) -> None:
    assert file_id(url) == file
