"""Why a provider that could make a video was taken, stands by, or was left: to follow its name."""

from videos.providers.declaration import Declaration, ProviderKind
from videos.router.facts import Preference, Standing
from videos.router.obstacles import record

_USES = {
    ProviderKind.STUDIO: "have every scene drawn",
    ProviderKind.SCENE_CLIPS: "have scenes filmed",
    ProviderKind.PRESENTER: "have a person speak",
}

KEPT = "draws every scene here, as no service gets these words."
"""Why the studio makes what was to go to a vendor."""
BARRED = "not asked, because of the content rules of such services."


def chosen(provider: Declaration, standing: Standing) -> str:
    """Return why the provider leads that the creator named."""
    return _told("chosen by you", provider, standing)


def taken(provider: Declaration, standing: Standing, preference: Preference) -> str:
    """Return why `provider` leads when the choice is ours."""
    if preference is Preference.STUDIO:
        return "draws every scene here, at no extra cost."
    if provider.kind is ProviderKind.STUDIO:
        return "draws every scene here, as no service films this one."
    counts = f"the best of those that are ready; {preference.value} counts most"
    return _told(counts, provider, standing)


def standing_by(provider: Declaration, standing: Standing, leader: Declaration) -> str:
    """Return what `provider` is there for behind `leader`."""
    if provider.kind is ProviderKind.STUDIO:
        return f"draws what {leader.label} fails to make."
    return _told(f"asked next, should {leader.label} fail", provider, standing)


def left(provider: Declaration, standing: Standing, *, named: Declaration | None) -> str:
    """Return why `provider` is not part of the route, though it is able.

    `named` is the provider that the creator chose, if any.
    """
    if named:
        return _told(f"able, but you chose {named.label}", provider, standing)
    return _told(f"able; choose it to {_USES[provider.kind]}", provider, standing)


def _told(reason: str, provider: Declaration, standing: Standing) -> str:
    """Return `reason` with what is known against the provider before it."""
    remarks = [
        *(["busy"] if standing.live >= provider.parallel else []),
        *([record(standing)] if standing.failed else []),
    ]
    return f"{', '.join(remarks)}; {reason}." if remarks else f"{reason}."
