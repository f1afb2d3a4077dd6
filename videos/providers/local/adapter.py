"""What the local studio declares. Its work is done by `videos.studio`, on this machine."""

from videos.providers.base import Declaration, Provider, ProviderKind
from videos.spec import Aspect


class LocalStudio(Provider):
    """The studio that comes along: no key, no vendor, always there."""

    declaration = Declaration(
        id="local",
        label="Reelsmith Studio",
        kind=ProviderKind.STUDIO,
        aspects=frozenset(Aspect),
        max_seconds=30 * 60,
        longest_prompt=10_000,
        quality=3,
    )

    def probe(self) -> str:
        """Say that it is there; whether it works, the studio's own checks tell."""
        return "built in"


PROVIDER = LocalStudio
