"""Who can be chosen to make a video: what the page offers, and what the API lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from config.types import UserId
from videos import quotes
from videos.estimates import tokens_for
from videos.providers import registry
from videos.providers.base import Declaration, ProviderKind
from videos.router import Conditions, Preference, Work
from videos.router.obstacles import closed
from videos.router.scoring import cost_cents
from videos.spec import VideoSpec

_LINES: Mapping[ProviderKind, str] = {
    ProviderKind.STUDIO: "Draws every scene here: type, charts and motion.",
    ProviderKind.SCENE_CLIPS: "Generates a clip for every scene; we narrate, caption and cut.",
    ProviderKind.PRESENTER: "A person on screen speaks your script.",
}
_STOCK = "Finds stock footage for every scene; we narrate, caption and cut."
_AUTOMATIC: Mapping[Preference, str] = {
    Preference.STUDIO: "Reelsmith Studio, unless you choose another.",
    Preference.QUALITY: "The service with the best pictures that is ready.",
    Preference.PRICE: "The service that costs least and is ready.",
    Preference.SPEED: "The service that is done first.",
}
_MINUTE = Work(seconds=60, scenes=9)
"""A usual minute."""
_ANYTHING = VideoSpec(campaign_name="", script="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A provider, as people choose it."""

    declared: Declaration
    line: str
    """What it makes."""
    tokens_per_minute: int
    """About how many tokens it adds to the price of a minute."""
    missing: tuple[str, ...]
    """The variables that it needs before it can be chosen."""
    obstacle: str
    """Why it cannot be chosen now, whatever is ordered; empty when it can."""

    @property
    def configured(self) -> bool:
        """Whether it is set up on this installation."""
        return not self.missing


def automatic() -> str:
    """Return what becomes of an order that names no provider."""
    return _AUTOMATIC[Preference(settings.ROUTER_PREFERENCE)]


def is_configured(provider: str) -> bool:
    """Say whether `provider` is one of ours, and set up on this installation."""
    return provider in registry.ADAPTERS and not registry.missing(registry.declaration(provider))


def offers(owner: UserId) -> list[Offer]:
    """Return every provider as `owner` finds it, the studio first and what is not set up last."""
    now = quotes.conditions(owner)
    found = [_offer(declared, now) for declared in registry.declarations()]
    return sorted(found, key=lambda o: (o.declared.id != registry.STUDIO, not o.configured))


def _offer(declared: Declaration, now: Conditions) -> Offer:
    return Offer(
        declared=declared,
        line=_STOCK if declared.films_real_life else _LINES[declared.kind],
        tokens_per_minute=tokens_for(cost_cents(declared, _ANYTHING, _MINUTE)),
        missing=now.of(declared.id).missing,
        obstacle="not set up here." if now.of(declared.id).missing else closed(declared, now),
    )
