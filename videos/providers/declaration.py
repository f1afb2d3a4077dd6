"""What a provider declares about itself, so that the router can choose without calling it."""

from collections.abc import Set
from dataclasses import dataclass, field
from enum import StrEnum

from videos.spec import Aspect


class ProviderKind(StrEnum):
    """What a provider makes."""

    STUDIO = "studio"  # draws every scene itself; the local studio
    SCENE_CLIPS = "scene_clips"  # pictures for single scenes; the studio narrates and assembles
    PRESENTER = "presenter"  # a person who speaks the whole script


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A provider's facts, checked before anything is submitted to it."""

    id: str
    label: str
    kind: ProviderKind
    aspects: frozenset[Aspect]
    """Shapes that it makes, or that the studio cuts out of what it makes without losing much."""
    max_seconds: int
    """Longest video that it can make, or help to make."""
    settings: tuple[str, ...] = ()
    """Environment variables without which it is not configured; each may be NAME_FILE instead."""
    instead: tuple[str, ...] = ()
    """Variables that together do as well as `settings`."""
    any_setting: bool = False
    """Whether one of the `settings` is enough."""
    cost_cents_per_second: float = 0.0
    """What the vendor charges us for a second of video, in US cents, as far as it is known."""
    clip_seconds: tuple[float, ...] = ()
    """Lengths that a clip can have, ascending; empty: as long as the words take."""
    longest_prompt: int = 1_000
    """Characters of a prompt, or of a script for presenters."""
    languages: frozenset[str] = field(default_factory=frozenset)
    """Languages that a presenter speaks, as BCP 47 primary tags; empty: any."""
    parallel: int = 2
    """Clips that it works on at a time for one account; more would be refused or wait."""
    quality: int = 1
    """How good its pictures are beside the others', from 1 to 5; decides between equals."""
    usual_wait_seconds: int = 0
    """How long a clip usually takes."""
    gives_up_seconds: int = 1_800
    """How long after submission a clip is not waited for any more."""
    can_cancel: bool = False
    can_look_up: bool = False
    """Whether a submission can be found by our own reference after an answer was lost."""
    calls_back: bool = False
    """Whether it tells us by webhook when a clip is ready."""
    films_real_life: bool = False
    """Whether its clips are stock footage, to be credited, instead of generated."""

    def missing(self, present: Set[str]) -> list[str]:
        """Return the settings that it still needs, when those in `present` are set.

        Of those of which one is enough, all are returned when there is none.
        """
        if self.instead and present >= frozenset(self.instead):
            return []
        absent = [name for name in self.settings if name not in present]
        enough = self.any_setting and len(absent) < len(self.settings)
        return [] if enough else absent

    def length(self, seconds: float) -> float:
        """Return the length of clip that `seconds` are answered with: the next one up, or the
        longest."""
        if not self.clip_seconds:
            return seconds
        fitting = (length for length in self.clip_seconds if length >= seconds - 0.05)
        return next(fitting, self.clip_seconds[-1])
