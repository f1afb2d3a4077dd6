"""Which of those that can make a video is the best: health, price, wait and quality, weighed.

Each of the four is a share from 0 to 1, and the score their weighted mean:

- health: the share of the last submissions that went well, with four good ones added, so that one
  failure is no verdict;
- price: 1 for free, a half at 10 cents for a second of video;
- wait: 1 for none, a half at two minutes;
- quality: what the provider declares, out of 5.

Health weighs five, what the operator prefers four, the others one each. Between equals the
order of the registry decides.
"""

from dataclasses import dataclass

from videos.providers.declaration import Declaration, ProviderKind
from videos.router.facts import Facts, Preference, Standing, Work
from videos.spec import VideoSpec

_HALF_CENTS_PER_SECOND = 10.0
_HALF_WAIT = 120.0
_BEST_QUALITY = 5
_TRUST = 4
"""Good submissions that everybody is credited with."""
_SPREAD = (0.5, 0.75, 1.0, 1.25, 1.5)
"""How the lengths of scenes lie around their mean."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each share counts."""

    health: float = 5.0
    price: float = 1.0
    wait: float = 1.0
    quality: float = 1.0


WEIGHTS = {
    Preference.STUDIO: Weights(),
    Preference.QUALITY: Weights(quality=4.0),
    Preference.PRICE: Weights(price=4.0),
    Preference.SPEED: Weights(wait=4.0),
}


def score(provider: Declaration, order: VideoSpec, facts: Facts) -> float:
    """Return how good a choice `provider` is for `order`, from 0 to 1."""
    standing, work = facts.conditions.of(provider.id), facts.work
    weights = WEIGHTS[facts.conditions.preference]
    rate = cost_cents(provider, order, work) / max(1.0, work.seconds)
    wait = wait_seconds(provider, order, facts)
    shares = (
        (weights.health, _health(standing)),
        (weights.price, 1 / (1 + rate / _HALF_CENTS_PER_SECOND)),
        (weights.wait, 1 / (1 + wait / _HALF_WAIT)),
        (weights.quality, provider.quality / _BEST_QUALITY),
    )
    return sum(weight * share for weight, share in shares) / sum(weight for weight, _ in shares)


def cost_cents(provider: Declaration, order: VideoSpec, work: Work) -> float:
    """Return what `provider` is expected to charge us for `order`, in US cents."""
    if provider.kind is ProviderKind.SCENE_CLIPS:
        mean = work.seconds / max(1, work.scenes)
        length = sum(provider.length(mean * share) for share in _SPREAD) / len(_SPREAD)
        return provider.cost_cents_per_second * length * clips(order, work)
    return provider.cost_cents_per_second * work.seconds


def wait_seconds(provider: Declaration, order: VideoSpec, facts: Facts) -> float:
    """Return how long `provider` is expected to take, behind what it is working on already."""
    wanted = clips(order, facts.work) if provider.kind is ProviderKind.SCENE_CLIPS else 1
    rounds = (facts.conditions.of(provider.id).live + wanted) / max(1, provider.parallel)
    return provider.usual_wait_seconds * max(1.0, rounds)


def clips(order: VideoSpec, work: Work) -> int:
    """Return how many scenes have no footage of the creator's, and are there to be filmed."""
    return max(0, work.scenes - len(order.footage))


def _health(standing: Standing) -> float:
    return (standing.ended - standing.failed + _TRUST) / (standing.ended + _TRUST)
