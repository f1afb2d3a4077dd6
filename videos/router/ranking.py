"""From an order and the facts to a route."""

from collections.abc import Sequence
from dataclasses import dataclass

from videos.exceptions import InvalidRequest
from videos.providers.declaration import Declaration, ProviderKind
from videos.router import reasons
from videos.router.facts import Facts, Preference
from videos.router.obstacles import obstacle
from videos.router.route import Candidate, Route
from videos.router.scoring import cost_cents, score, wait_seconds
from videos.spec import VideoSpec

AUTO = "auto"
"""What an order names that leaves the choice to us."""
_REMEDY = "Choose something else under “Made by”, or leave it to “Automatic”."


class NoProvider(InvalidRequest):
    """Nobody can make what was ordered, or not the one that was chosen."""

    code = "no_provider"

    def __init__(self, sentence: str) -> None:
        super().__init__({"provider": [sentence]})


def rank(order: VideoSpec, providers: Sequence[Declaration], facts: Facts) -> Route:
    """Return the route of `order` among `providers`.

    Raises:
        NoProvider: none of them can make it, or the one that the order names cannot.
    """
    judged = _Judged.among(providers, order, facts)
    route = judged.named() if order.provider != AUTO else judged.automatic()
    return Route(
        provider=route[0].id,
        order=tuple(provider.id for provider in route),
        chosen=order.provider != AUTO,
        candidates=judged.candidates(route),
        cost_cents=round(cost_cents(route[0], order, facts.work), 4),
        wait_seconds=round(wait_seconds(route[0], order, facts), 1),
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """The providers, judged for one order."""

    order: VideoSpec
    facts: Facts
    everybody: tuple[Declaration, ...]
    obstacles: dict[str, str]
    able: tuple[Declaration, ...]
    """Those that can make it, the best first."""

    @classmethod
    def among(cls, providers: Sequence[Declaration], order: VideoSpec, facts: Facts) -> "_Judged":
        obstacles = {provider.id: obstacle(provider, order, facts) for provider in providers}
        able = [provider for provider in providers if not obstacles[provider.id]]
        able.sort(key=lambda provider: score(provider, order, facts), reverse=True)
        return cls(order, facts, tuple(providers), obstacles, tuple(able))

    def named(self) -> tuple[Declaration, ...]:
        """Return the provider that the order names, and the studio behind it.

        Nobody else: whoever chose one service did not agree to show the script to another.
        """
        named = next((p for p in self.everybody if p.id == self.order.provider), None)
        if named is None:
            raise NoProvider(f"“{self.order.provider}” is not offered here. {_REMEDY}")
        if named not in self.able:
            raise NoProvider(f"{named.label} is not available: {self._why_not(named)} {_REMEDY}")
        return (named, *(studio for studio in self._of(ProviderKind.STUDIO) if studio != named))

    def automatic(self) -> tuple[Declaration, ...]:
        """Return those that are asked when the choice is ours, the best first."""
        studio = self._of(ProviderKind.STUDIO)
        wanted = self.facts.conditions.preference is not Preference.STUDIO
        route = (*self._of(self._kind()), *studio) if wanted else studio
        if not route:
            why = " ".join(f"{p.label}: {self._why_not(p)}" for p in self.everybody if self._is(p))
            raise NoProvider(f"Nobody can make this. {why}".strip())
        return route

    def candidates(self, route: tuple[Declaration, ...]) -> tuple[Candidate, ...]:
        """Return everybody with a reason: the route, the others who are able, and the rest."""
        rest = sorted(
            (p for p in self.everybody if p not in self.able), key=lambda p: not self._is(p)
        )
        others = [p for p in self.able if p not in route]
        return tuple(
            Candidate(
                provider=provider.id,
                label=provider.label,
                taken=provider is route[0],
                reason=self.obstacles[provider.id] or self._reason(provider, route),
                configured=self._is(provider),
            )
            for provider in (*route, *others, *rest)
        )

    def _reason(self, provider: Declaration, route: tuple[Declaration, ...]) -> str:
        leader, conditions = route[0], self.facts.conditions
        standing = conditions.of(provider.id)
        if provider is leader and self.order.provider != AUTO:
            return reasons.chosen(provider, standing)
        if provider is leader:
            return reasons.taken(provider, standing, conditions.preference)
        if provider in route:
            return reasons.standing_by(provider, standing, leader)
        named = leader if self.order.provider != AUTO else None
        return reasons.left(provider, standing, named=named)

    def _kind(self) -> ProviderKind:
        """Return what kind of vendor an order gets that names none.

        By what is configured, not by who is able at the moment: a film must not turn into a
        person who speaks because a service is down.
        """
        films = any(p.kind is ProviderKind.SCENE_CLIPS for p in self.everybody if self._is(p))
        return ProviderKind.SCENE_CLIPS if films else ProviderKind.PRESENTER

    def _of(self, kind: ProviderKind) -> tuple[Declaration, ...]:
        return tuple(provider for provider in self.able if provider.kind is kind)

    def _is(self, provider: Declaration) -> bool:
        """Return whether `provider` is configured."""
        return not self.facts.conditions.of(provider.id).missing

    def _why_not(self, provider: Declaration) -> str:
        """Return the obstacle, without the names of variables, which are for admins."""
        return self.obstacles[provider.id] if self._is(provider) else "not set up here."
