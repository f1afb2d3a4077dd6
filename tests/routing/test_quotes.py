"""Orders with vendors: the route on the job, the price, and refusals that leave no trace."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings

from billing.queries import Wallet, wallet
from creator.models import User
from tests.delivered import untouched
from tests.material import kept
from tests.orders import ORDER, submit
from tests.routing.submissions import failures, placed
from videos import jobs, quotes
from videos.exceptions import InvalidRequest
from videos.models import Job
from videos.scripting.planner import plan

pytestmark = pytest.mark.usefixtures("vendors")


def provider(owner: User, **changes: object) -> str:
    """Return who would make ORDER, with some fields changed, for `owner`."""
    return quotes.quote(owner.pk, replace(ORDER, **changes)).route.provider  # type: ignore[arg-type]


def refusal(owner: User, name: str) -> str:
    """Return why ORDER is refused when `name` is to make it; nothing may come of it."""
    before = Job.objects.count()
    with pytest.raises(InvalidRequest) as refused:
        submit(owner, f"refused-{name}", provider=name)
    (sentence,) = refused.value.errors["provider"]
    assert Job.objects.count() == before
    return sentence


def test_the_studio_is_taken_at_its_price_unless_somebody_chose(alice: User) -> None:
    job = submit(alice)
    assert (job.route["order"], job.price) == (["local"], 50)


def test_a_chosen_vendor_is_frozen_on_the_job_with_its_price(alice: User) -> None:
    quote = quotes.quote(alice.pk, replace(ORDER, provider="cheap"))
    job = submit(alice, provider="cheap")
    assert job.route["order"] == ["cheap", "local"]
    assert job.route["chosen"] is True
    assert job.route["candidates"][0]["reason"] == "chosen by you."
    assert job.price == quote.estimate.tokens > 50
    assert wallet(alice.pk) == Wallet(available=200 - job.price, held=job.price)


def test_a_vendors_charge_becomes_tokens_with_a_margin(alice: User, settings: Settings) -> None:
    settings.TOKEN_CENTS, settings.PROVIDER_MARGIN_PERCENT = 5, 100
    quote = quotes.quote(alice.pk, replace(ORDER, provider="cheap"))
    # One scene of six seconds, for which clips of five or ten are ordered, at 2 cents a second:
    # 16 cents, which are 32 with the margin.
    assert quote.route.cost_cents == 16
    assert quote.estimate.tokens == 50 + 7


def test_waiting_for_a_vendor_is_part_of_the_estimate(alice: User) -> None:
    studio, cheap = (
        quotes.quote(alice.pk, replace(ORDER, provider=name)).estimate.ready_seconds
        for name in ("local", "cheap")
    )
    assert cheap - studio == 180


@pytest.mark.parametrize(
    ("preference", "taken"),
    [("studio", "local"), ("quality", "grand"), ("price", "cheap"), ("speed", "cheap")],
)
def test_the_preference_is_the_operators(
    alice: User, settings: Settings, preference: str, taken: str
) -> None:
    settings.ROUTER_PREFERENCE = preference
    assert provider(alice) == taken


def test_what_is_not_set_up_is_refused_before_anything_is_charged(alice: User) -> None:
    assert refusal(alice, "star").startswith("Star is not available: not set up here. Choose")
    assert untouched(alice)


def test_a_vendor_that_fails_is_refused_and_everything_else_goes_on(alice: User) -> None:
    failures(submit(alice), 5)
    assert "5 of the last 5 failed" in refusal(alice, "grand")
    assert provider(alice, provider="cheap") == "cheap"


def test_only_one_job_tries_a_vendor_that_failed(alice: User) -> None:
    failures(submit(alice), 5, "cheap", ago=timedelta(minutes=6))
    assert submit(alice, "try", provider="cheap").route["provider"] == "cheap"
    assert "being tried by another video" in refusal(alice, "cheap")


def test_a_budget_ends_what_is_ordered_today(alice: User, settings: Settings) -> None:
    placed(submit(alice), "cheap", cents=100)
    settings.PROVIDER_DAILY_BUDGETS = {"cheap": 1.0}
    assert "its budget for today is used up" in refusal(alice, "cheap")
    assert provider(alice, provider="grand") == "grand"
    settings.PROVIDER_DAILY_BUDGETS = {"cheap": 100.0}
    assert provider(alice, provider="cheap") == "cheap"
    settings.PROVIDER_DAILY_BUDGET = 1.0
    assert "today's budget for all services is used up" in refusal(alice, "grand")


def test_a_plan_says_which_vendors_it_includes(alice: User, bob: User, settings: Settings) -> None:
    settings.PLAN_PROVIDERS = {"pro": frozenset({"grand"}), "basic": frozenset({"cheap"})}
    for name in ("pro", "basic", "editors"):
        Group.objects.create(name=name)
    alice.groups.set(Group.objects.filter(name__in=["basic", "editors"]))
    assert "not part of your plan" in refusal(alice, "grand")
    assert provider(alice, provider="cheap") == "cheap"
    alice.groups.set(Group.objects.all())
    assert provider(alice, provider="grand") == "grand"
    assert provider(bob, provider="grand") == "grand", "no plan, and none for those without"
    settings.PLAN_PROVIDERS |= {"default": frozenset()}
    assert "not part of your plan" in refusal(bob, "grand")


def test_trying_again_is_refused_while_the_chosen_vendor_cannot(alice: User) -> None:
    job = submit(alice, provider="cheap")
    jobs.cancel(job)
    failures(job, 5, "cheap")
    with pytest.raises(InvalidRequest, match="Cheap is not available"):
        jobs.retry(job, idempotency_key="again")
    assert Job.objects.get() == job
    assert wallet(alice.pk) == Wallet(available=200, held=0)


@pytest.mark.usefixtures("storage")
def test_own_pictures_for_every_scene_need_no_vendor(alice: User) -> None:
    mine = (kept(alice).asset,)
    quote = quotes.quote(alice.pk, replace(ORDER, footage=mine))
    reasons = {c.provider: c.reason for c in quote.route.candidates}
    assert reasons["grand"] == "not needed, as your own pictures cover every scene."


def test_the_work_is_measured_in_the_scenes_that_will_be_planned() -> None:
    assert quotes.work(ORDER).language == "en"
    assert quotes.work(ORDER).scenes == len(plan(ORDER, ORDER.script).scenes) == 1
    story = replace(ORDER, script="\n\n".join([ORDER.script] * 5))
    assert quotes.work(story).scenes == len(plan(story, story.script).scenes) > 1
    topic = replace(ORDER, script="", topic="Warum das Meer nicht mit dem Salz spart")
    assert (quotes.work(topic).language, quotes.work(topic).scenes) == ("de", 5)
