"""What an order comes to at this moment: who makes it, and what that costs."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from config.types import UserId
from videos import budgets, health, plans, uploads
from videos.estimates import SECONDS_PER_SCENE, Estimate, estimate, video_seconds
from videos.providers import registry
from videos.router import Conditions, Facts, Preference, Route, Standing, Work, rank
from videos.scripting.cutting import cut
from videos.scripting.language import detect
from videos.spec import VideoSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Who makes an order, and what it comes to by them."""

    route: Route
    estimate: Estimate


def quote(owner: UserId, order: VideoSpec) -> Quote:
    """Return what `order` of `owner` comes to now. Charges nothing.

    Raises:
        NoProvider: nobody can make it, or the provider that it names cannot.
    """
    recorded = uploads.recorded_seconds(owner, order)
    facts = Facts(conditions=conditions(owner), work=work(order, recorded))
    route = rank(order, registry.declarations(), facts)
    return Quote(route=route, estimate=estimate(order, recorded, route))


def conditions(owner: UserId) -> Conditions:
    """Return how things stand for `owner`; asks the database only where vendors are configured."""
    needed = {p.id: tuple(registry.missing(p)) for p in registry.declarations()}
    standings = {name: Standing(missing=missing) for name, missing in needed.items() if missing}
    preference = Preference(settings.ROUTER_PREFERENCE)
    vendors = [name for name in needed if name not in standings and name != registry.STUDIO]
    if not vendors:
        return Conditions(standings=standings, preference=preference)
    now = timezone.now()
    spent = health.spent_cents(now) if budgets.any_is_set() else {}
    for name, standing in health.standings(vendors, now).items():
        standings[name] = replace(
            standing,
            spent_cents=spent.get(name, 0.0),
            budget_cents=_cap(name),
        )
    return Conditions(
        standings=standings,
        preference=preference,
        allowed=plans.allowed(owner),
        spent_cents=sum(spent.values()),
        budget_cents=_cap(),
    )


def work(order: VideoSpec, recorded_seconds: float = 0) -> Work:
    """Return how much there is to film of `order`, and in which language."""
    seconds, text = video_seconds(order, recorded_seconds), order.script or order.topic
    language = detect(text)
    guess = max(1, round(seconds / SECONDS_PER_SCENE))
    scenes = _scenes(order.script, language) if order.script else guess
    return Work(seconds=seconds, scenes=scenes, language=language)


@lru_cache(maxsize=64)
def _scenes(script: str, language: str) -> int:
    return len(cut(script, language))


def _cap(provider: str = "") -> float | None:
    cents = budgets.daily_budget(provider)
    return None if cents is None else float(cents)
