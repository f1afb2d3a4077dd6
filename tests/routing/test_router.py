"""The router by table: who is taken, who stands by, and the sentence that says why."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from tests.orders import ORDER
from tests.routing.vendors import CHEAP, EVERYBODY, EXTRA, GRAND, LOCAL, STAR
from videos.exceptions import InvalidRequest
from videos.providers.declaration import Declaration
from videos.router import (
    Circuit,
    Conditions,
    Facts,
    NoProvider,
    Preference,
    Route,
    Standing,
    Work,
    rank,
)
from videos.spec import Aspect, Asset, AssetKind, VideoSpec

WORK = Work(seconds=24, scenes=4)
PICTURE = Asset(kind=AssetKind.IMAGE, file="a.jpg", name="a.jpg")
VOICE = Asset(kind=AssetKind.RECORDING, file="a.wav", name="a.wav")
BROKEN = Standing(circuit=Circuit.OPEN, ended=5, failed=4)
QUALITY = Conditions(preference=Preference.QUALITY)


def route(
    order: VideoSpec = ORDER, conditions: Conditions = QUALITY, work: Work = WORK,
    among: list[Declaration] = EVERYBODY,
) -> Route:  # fmt: skip
    return rank(order, among, Facts(conditions=conditions, work=work))


def standing(**standings: Standing) -> Conditions:
    return replace(QUALITY, standings=MappingProxyType(standings))


def reason(found: Route, provider: str) -> str:
    return next(c.reason for c in found.candidates if c.provider == provider)


CHOSEN = replace(ORDER, provider="grand")


@pytest.mark.parametrize(
    ("preference", "order"),
    [
        (Preference.STUDIO, ("local",)),
        (Preference.QUALITY, ("grand", "quick", "cheap", "local")),
        (Preference.PRICE, ("cheap", "quick", "grand", "local")),
        (Preference.SPEED, ("quick", "cheap", "grand", "local")),
    ],
)
def test_what_the_operator_prefers_decides_when_nobody_chose(
    preference: Preference, order: tuple[str, ...]
) -> None:
    found = route(conditions=Conditions(preference=preference))
    assert (found.provider, found.order, found.chosen) == (order[0], order, False)
    assert [c.provider for c in found.candidates if c.taken] == [order[0]]
    assert len(found.candidates) == len(EVERYBODY)
    assert tuple(c.provider for c in found.candidates)[: len(order)] == order


FILTERS = {
    "shape": (replace(ORDER, aspect=Aspect.SQUARE), WORK, QUALITY, "grand", "cannot make 1:1."),
    "length": (ORDER, Work(seconds=301), QUALITY, "grand", "makes at most 300 seconds."),
    "language": (ORDER, replace(WORK, language="ja"), QUALITY, "star",
                 "does not speak this language (ja)."),
    "long script": (replace(ORDER, script="word " * 101), WORK, QUALITY, "star",
                    "speaks at most 500 characters."),
    "own voice": (replace(ORDER, recording=VOICE), WORK, QUALITY, "star",
                  "speaks with a voice of its own, so your recording would not be heard."),
    "own pictures": (replace(ORDER, footage=(PICTURE,) * 4), WORK, QUALITY, "grand",
                     "not needed, as your own pictures cover every scene."),
    "settings": (ORDER, WORK, standing(grand=Standing(missing=("GRAND_KEY", "GRAND_URL"))),
                 "grand", "not configured: set GRAND_KEY, GRAND_URL."),
    "plan": (ORDER, WORK, replace(QUALITY, allowed=frozenset({"cheap"})), "grand",
             "not part of your plan."),
    "open circuit": (ORDER, WORK, standing(grand=BROKEN), "grand",
                     "left alone for a few minutes, as 4 of the last 5 failed."),
    "a try under way": (
        ORDER, WORK, standing(grand=replace(BROKEN, circuit=Circuit.HALF_OPEN, probed=True)),
        "grand", "being tried by another video, as 4 of the last 5 failed."),
    "budget": (ORDER, WORK, standing(grand=Standing(spent_cents=500, budget_cents=500)), "grand",
               "its budget for today is used up."),
    "budget of all": (ORDER, WORK, replace(QUALITY, spent_cents=900, budget_cents=900), "grand",
                      "today's budget for all services is used up."),
    "a rest of the budget": (
        ORDER, WORK, standing(grand=Standing(spent_cents=499, budget_cents=500)), "grand",
        "what is left of today's budget is too little for this."),
    "a rest of the budget of all": (
        ORDER, WORK, replace(QUALITY, spent_cents=899, budget_cents=900), "grand",
        "what is left of today's budget is too little for this."),
}  # fmt: skip


@pytest.mark.parametrize(
    ("order", "work", "conditions", "provider", "why"), FILTERS.values(), ids=FILTERS
)
def test_who_cannot_is_passed_over_with_a_reason(
    order: VideoSpec, work: Work, conditions: Conditions, provider: str, why: str
) -> None:
    found = route(order, conditions, work)
    assert reason(found, provider) == why
    assert provider not in found.order
    assert found.order[-1] == "local"


@pytest.mark.parametrize(
    ("order", "work", "conditions", "provider", "why"), FILTERS.values(), ids=FILTERS
)
def test_who_was_chosen_and_cannot_is_refused_with_a_remedy(
    order: VideoSpec, work: Work, conditions: Conditions, provider: str, why: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        route(replace(order, provider=provider), conditions, work)
    (sentence,) = refused.value.errors["provider"]
    assert why in sentence or "not set up here." in sentence
    assert "GRAND_KEY" not in sentence
    assert "Choose something else under “Made by”" in sentence


@pytest.mark.parametrize(
    "conditions",
    [
        standing(grand=Standing(spent_cents=0, budget_cents=640)),
        standing(grand=replace(BROKEN, circuit=Circuit.HALF_OPEN)),
        replace(QUALITY, allowed=frozenset({"grand"})),
        replace(QUALITY, spent_cents=1, budget_cents=641),
    ],
    ids=["budget that just suffices", "first try", "in the plan", "budget of all that suffices"],
)
def test_who_just_can_is_taken(conditions: Conditions) -> None:
    assert route(CHOSEN, conditions).provider == "grand"


def test_what_costs_nothing_has_no_budget() -> None:
    free = replace(CHEAP, cost_cents_per_second=0.0)
    found = route(conditions=replace(QUALITY, spent_cents=1, budget_cents=0), among=[free, LOCAL])
    assert found.order == ("cheap", "local")


def test_the_studio_is_in_every_plan_and_needs_no_budget() -> None:
    found = route(conditions=replace(QUALITY, allowed=frozenset(), spent_cents=9, budget_cents=9))
    assert found.order == ("local",)
    assert reason(found, "local") == "draws every scene here, as no service films this one."


def test_a_chosen_vendor_leads_and_only_the_studio_stands_behind_it() -> None:
    found = route(CHOSEN)
    assert (found.provider, found.fallbacks, found.chosen) == ("grand", ("local",), True)
    assert [c.sentence for c in found.candidates] == [
        "Grand: chosen by you.",
        "Reelsmith Studio: draws what Grand fails to make.",
        "Star: able, but you chose Grand.",
        "Quick: able, but you chose Grand.",
        "Cheap: able, but you chose Grand.",
        "Extra: able, but you chose Grand.",
    ]


def test_a_chosen_studio_stands_alone() -> None:
    found = route(replace(ORDER, provider="local"))
    assert (found.order, found.chosen) == (("local",), True)
    assert reason(found, "local") == "chosen by you."


def test_what_is_not_offered_cannot_be_chosen() -> None:
    with pytest.raises(NoProvider, match="“gone” is not offered here"):
        route(replace(ORDER, provider="gone"))


def test_the_reasons_of_an_automatic_choice() -> None:
    found = route(
        conditions=standing(cheap=Standing(ended=5, failed=3, live=2)),
        among=[GRAND, CHEAP, STAR, LOCAL],
    )
    assert [c.sentence for c in found.candidates] == [
        "Grand: the best of those that are ready; quality counts most.",
        "Cheap: busy, 3 of the last 5 failed; asked next, should Grand fail.",
        "Reelsmith Studio: draws what Grand fails to make.",
        "Star: able; choose it to have a person speak.",
    ]


def test_where_the_studio_is_preferred_vendors_are_for_those_who_choose_them() -> None:
    found = route(conditions=Conditions(), among=[GRAND, STAR, LOCAL])
    assert reason(found, "local") == "draws every scene here, at no extra cost."
    assert reason(found, "grand") == "able; choose it to have scenes filmed."
    assert reason(found, "star") == "able; choose it to have a person speak."
    assert (found.cost_cents, found.wait_seconds) == (0, 0)


def test_failures_make_a_vendor_a_worse_choice() -> None:
    poor = standing(grand=Standing(ended=20, failed=11))
    assert route(conditions=poor).order == ("quick", "cheap", "grand", "local")


def test_a_queue_makes_a_vendor_a_worse_choice() -> None:
    speed = replace(standing(quick=Standing(live=800)), preference=Preference.SPEED)
    assert route(conditions=speed).provider == "cheap"


def test_equals_come_in_the_order_of_the_registry() -> None:
    twin = replace(GRAND, id="twin", label="Twin")
    assert route(among=[twin, GRAND, LOCAL]).order == ("twin", "grand", "local")
    assert route(among=[GRAND, twin, LOCAL]).order == ("grand", "twin", "local")


def test_nobody_speaks_unasked_where_somebody_films() -> None:
    broken = standing(grand=BROKEN)
    assert route(conditions=broken, among=[GRAND, STAR, LOCAL]).order == ("local",)


def test_presenters_stand_by_for_presenters_where_nobody_films() -> None:
    unset = standing(grand=Standing(missing=("GRAND_KEY",)))
    found = route(conditions=unset, among=[GRAND, EXTRA, STAR, LOCAL])
    assert found.order == ("star", "extra", "local")


def test_a_route_that_is_kept_here_leads_to_the_studio_alone_and_says_why() -> None:
    unset = standing(extra=Standing(missing=("EXTRA_KEY",)))
    found = route(CHOSEN, unset, among=[GRAND, CHEAP, EXTRA, LOCAL])
    kept = found.kept_here("local", "Its rules forbid hate.")
    assert (kept.provider, kept.order, kept.chosen) == ("local", ("local",), False)
    assert (kept.label, kept.cost_cents, kept.wait_seconds) == ("Reelsmith Studio", 0, 0)
    assert [c.provider for c in kept.candidates if c.taken] == ["local"]
    assert [c.sentence for c in kept.candidates] == [
        "Reelsmith Studio: draws every scene here, as no service gets these words.",
        "Grand: not asked. Its rules forbid hate.",
        "Cheap: not asked, because of the content rules of such services.",
        "Extra: not configured: set EXTRA_KEY.",
    ]


def test_when_nobody_can_every_reason_is_said_and_no_variable_named() -> None:
    unset = standing(grand=Standing(missing=("GRAND_KEY",)))
    with pytest.raises(NoProvider) as refused:
        route(conditions=unset, work=Work(seconds=4_000), among=[GRAND, CHEAP, LOCAL])
    assert refused.value.errors["provider"] == [
        "Nobody can make this. Cheap: makes at most 300 seconds. "
        "Reelsmith Studio: makes at most 1800 seconds."
    ]


def test_what_is_not_configured_comes_last_and_is_marked() -> None:
    found = route(conditions=standing(grand=Standing(missing=("GRAND_KEY",)), quick=BROKEN))
    assert [c.provider for c in found.candidates][-2:] == ["quick", "grand"]
    assert [c.provider for c in found.candidates if not c.configured] == ["grand"]
    assert "grand" not in {c.provider for c in found.present}


def test_the_same_facts_give_the_same_route() -> None:
    assert route(CHOSEN) == route(CHOSEN)
