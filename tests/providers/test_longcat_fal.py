"""LongCat, in fal's queue."""

from dataclasses import replace

import pytest

from tests.providers.contract import Contract
from tests.providers.fakes.fal import FakeFal
from tests.providers.fakes.server import Act
from videos.providers.base import Vendor
from videos.providers.longcat_fal.adapter import LongCatFal


class TestLongCatFal(Contract):
    provider = LongCatFal
    fake_kind = FakeFal
    # Addresses of results are public and not signed: what has run out has been deleted.
    absent = frozenset({Act.EXPIRES})

    @pytest.mark.parametrize(
        ("seconds", "frames", "cents"), [(2.0, 150, 20), (5.4, 180, 24), (30.0, 900, 120)]
    )
    def test_a_length_is_told_in_frames(
        self, fake: FakeFal, adapter: Vendor, seconds: float, frames: int, cents: int
    ) -> None:
        brief = replace(self.brief, seconds=seconds)
        adapter.submit(brief)
        body = fake.orders[0].body
        assert (body["num_frames"], body["fps"]) == (frames, 30)
        assert adapter.price(brief) == cents
