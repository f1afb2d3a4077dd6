"""Who films a job: the providers that its frozen route names, in the order in which it asks."""

from collections.abc import Sequence

from videos.models import Job
from videos.providers.base import ProviderKind
from videos.providers.registry import ADAPTERS, STUDIO, declaration


def vendors(job: Job, kind: ProviderKind) -> tuple[str, ...]:
    """Return the vendors of `kind` that `job` may order from, the preferred one first.

    One that is not part of the product any more is passed over.
    """
    return tuple(
        name
        for name in _route(job)
        if name in ADAPTERS and name != STUDIO and declaration(name).kind is kind
    )


def _route(job: Job) -> Sequence[str]:
    route = job.route
    return route.get("order") or [route["provider"], STUDIO]
