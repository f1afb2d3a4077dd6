"""Pika, in fal's queue."""

from dataclasses import replace

import pytest

from tests.providers.contract import BRIEF, Contract
from tests.providers.fakes.fal import FakeFal
from tests.providers.fakes.server import Act
from videos.providers.base import Vendor
from videos.providers.errors import ErrorKind, ProviderError
from videos.providers.pika.adapter import Pika


class TestPika(Contract):
    provider = Pika
    fake_kind = FakeFal
    # Addresses of results are public and not signed: what has run out has been deleted.
    absent = frozenset({Act.EXPIRES})

    def test_lengths_are_words_in_the_newest_model(self, fake: FakeFal, adapter: Vendor) -> None:
        adapter.submit(replace(self.brief, seconds=7))
        assert fake.orders[0].body["duration"] == "10"

    def test_older_models_take_numbers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PIKA_ENDPOINT", "fal-ai/pika/v2.1/text-to-video")
        assert Pika().wanted(self.brief)["duration"] == 5

    @pytest.mark.parametrize(("resolution", "cents"), [("720p", 20), ("1080p", 45)])
    def test_the_price_goes_by_the_resolution(
        self, fake: FakeFal, monkeypatch: pytest.MonkeyPatch, resolution: str, cents: int
    ) -> None:
        monkeypatch.setenv("PIKA_RESOLUTION", resolution)
        adapter = Pika()
        adapter.submit(self.brief)
        assert adapter.price(self.brief) == cents
        assert fake.orders[0].body["resolution"] == resolution

    def test_another_resolution_is_refused_here(
        self, fake: FakeFal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIKA_RESOLUTION", "8k")
        adapter = Pika()
        for refused in (lambda: adapter.check(BRIEF), adapter.probe):
            with pytest.raises(ProviderError) as caught:
                refused()
            assert caught.value.kind is ErrorKind.CONFIGURATION
            assert "PIKA_RESOLUTION" in caught.value.evidence
        assert fake.requests == []

    def test_a_wrong_endpoint_is_a_wrong_setting(
        self, fake: FakeFal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIKA_ENDPOINT", "fal-ai/pika/v9/text-to-video")
        assert self.refused(Pika()).kind is ErrorKind.CONFIGURATION
