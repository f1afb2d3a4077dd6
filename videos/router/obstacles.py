"""Why a provider cannot make what was ordered, in sentences that follow its name."""

from math import inf

from videos.providers.declaration import Declaration, ProviderKind
from videos.router.facts import Circuit, Conditions, Facts, Standing
from videos.router.scoring import clips, cost_cents
from videos.spec import VideoSpec


def obstacle(provider: Declaration, order: VideoSpec, facts: Facts) -> str:
    """Return why `provider` cannot make `order` now; empty when it can."""
    return (
        closed(provider, facts.conditions)
        or _unfit(provider, order, facts)
        or ("" if provider.kind is ProviderKind.STUDIO else _unwanted(provider, order, facts))
    )


def closed(provider: Declaration, conditions: Conditions) -> str:
    """Return why nothing can be ordered from `provider` now; empty when something can."""
    standing = conditions.of(provider.id)
    if standing.missing:
        return f"not configured: set {', '.join(standing.missing)}."
    if provider.kind is ProviderKind.STUDIO:
        return ""
    if conditions.allowed is not None and provider.id not in conditions.allowed:
        return "not part of your plan."
    costs = provider.cost_cents_per_second > 0
    return _broken(standing) or (_spent(standing, conditions) if costs else "")


def record(standing: Standing) -> str:
    """Return how the last submissions to a provider went wrong: "3 of the last 5 failed"."""
    return f"{standing.failed} of the last {standing.ended} failed" if standing.failed else ""


def _broken(standing: Standing) -> str:
    if standing.circuit is Circuit.OPEN:
        return f"left alone for a few minutes, as {record(standing)}."
    if standing.circuit is Circuit.HALF_OPEN and standing.probed:
        return f"being tried by another video, as {record(standing)}."
    return ""


def _spent(standing: Standing, conditions: Conditions) -> str:
    if _left(standing.spent_cents, standing.budget_cents) <= 0:
        return "its budget for today is used up."
    if _left(conditions.spent_cents, conditions.budget_cents) <= 0:
        return "today's budget for all services is used up."
    return ""


def _unfit(provider: Declaration, order: VideoSpec, facts: Facts) -> str:
    if order.aspect not in provider.aspects:
        return f"cannot make {order.aspect.value}."
    if facts.work.seconds > provider.max_seconds:
        return f"makes at most {provider.max_seconds} seconds."
    if provider.kind is ProviderKind.PRESENTER:
        return _speechless(provider, order, facts.work.language)
    return ""


def _speechless(provider: Declaration, order: VideoSpec, language: str) -> str:
    if order.recording:
        return "speaks with a voice of its own, so your recording would not be heard."
    if provider.languages and language not in provider.languages:
        return f"does not speak this language ({language})."
    if len(order.script) > provider.longest_prompt:
        return f"speaks at most {provider.longest_prompt:,} characters."
    return ""


def _unwanted(provider: Declaration, order: VideoSpec, facts: Facts) -> str:
    """Return why `order` is not given to a vendor that could make it."""
    if not clips(order, facts.work):
        return "not needed, as your own pictures cover every scene."
    standing, conditions = facts.conditions.of(provider.id), facts.conditions
    left = min(
        _left(standing.spent_cents, standing.budget_cents),
        _left(conditions.spent_cents, conditions.budget_cents),
    )
    if cost_cents(provider, order, facts.work) > max(0.0, left):
        return "what is left of today's budget is too little for this."
    return ""


def _left(spent: float, budget: float | None) -> float:
    return inf if budget is None else budget - spent
