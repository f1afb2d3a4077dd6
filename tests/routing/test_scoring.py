"""What a vendor is expected to charge and to take, and how that is weighed."""

from dataclasses import replace

import pytest

from tests.orders import ORDER
from tests.routing.vendors import GRAND, LOCAL, STAR
from videos.router import Conditions, Facts, Standing, Work
from videos.router.scoring import clips, cost_cents, score, wait_seconds
from videos.spec import Asset, AssetKind

PICTURE = Asset(kind=AssetKind.IMAGE, file="a.jpg", name="a.jpg")
WORK = Work(seconds=24, scenes=4)
FACTS = Facts(conditions=Conditions(), work=WORK)


def test_scenes_are_paid_by_the_lengths_that_clips_have() -> None:
    # Around a mean of 6 seconds: 3, 4.5, 6, 7.5 and 9 are answered with 5, 5, 10, 10 and 10.
    assert cost_cents(GRAND, ORDER, WORK) == pytest.approx(4 * 8 * 20)


def test_who_makes_any_length_is_paid_for_what_is_shown() -> None:
    assert cost_cents(replace(GRAND, clip_seconds=()), ORDER, WORK) == pytest.approx(24 * 20)


def test_own_pictures_need_not_be_filmed() -> None:
    mine = replace(ORDER, footage=(PICTURE,) * 3)
    assert clips(mine, WORK) == 1
    assert cost_cents(GRAND, mine, WORK) == pytest.approx(8 * 20)
    assert clips(replace(ORDER, footage=(PICTURE,) * 5), WORK) == 0


def test_a_presenter_is_paid_for_the_whole_video() -> None:
    assert cost_cents(STAR, ORDER, WORK) == pytest.approx(24 * 5)


def test_the_studio_costs_nothing_and_waits_for_nobody() -> None:
    assert cost_cents(LOCAL, ORDER, WORK) == wait_seconds(LOCAL, ORDER, FACTS) == 0


@pytest.mark.parametrize(("live", "seconds"), [(0, 480), (2, 720), (10, 1680)])
def test_clips_wait_for_those_before_them(live: int, seconds: float) -> None:
    busy = Conditions(standings={"grand": Standing(live=live)})
    assert wait_seconds(GRAND, ORDER, replace(FACTS, conditions=busy)) == seconds


def test_even_one_clip_takes_its_time() -> None:
    assert wait_seconds(GRAND, ORDER, replace(FACTS, work=Work(seconds=6))) == 240


def test_a_score_is_a_weighted_mean() -> None:
    facts = Facts(conditions=Conditions(standings={"star": Standing(ended=3, failed=2)}), work=WORK)
    health, price, wait, quality = 5 / 7, 1 / (1 + 5 / 10), 1 / (1 + 300 / 120), 4 / 5
    assert score(STAR, ORDER, facts) == pytest.approx((5 * health + price + wait + quality) / 8)
