"""What a provider declares about itself, so that the router can choose without calling it."""

from dataclasses import dataclass
from enum import StrEnum

from videos.spec import Aspect


class ProviderKind(StrEnum):
    """What a provider makes."""

    SCENE_CLIPS = "scene_clips"  # pictures for single scenes; the studio narrates and assembles
    PRESENTER = "presenter"  # a person who speaks the whole script


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A provider's facts, checked before anything is submitted to it."""

    id: str
    label: str
    kind: ProviderKind
    aspects: frozenset[Aspect]
    max_seconds: int
    """Longest video that it can make."""
    settings: tuple[str, ...] = ()
    """Environment variables without which it is not configured."""
    cost_cents_per_second: float = 0.0
