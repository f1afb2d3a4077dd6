"""How far the vendors of a job are, as its creator watches it."""

from dataclasses import dataclass
from math import ceil

from django.utils import timezone

from videos.models import Job
from videos.providers.base import ProviderKind
from videos.providers.registry import ADAPTERS, STUDIO, declaration

SOON = 5
"""Seconds that are told when a vendor takes longer than it usually does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filming:
    """Who makes clips, and how many are there."""

    label: str
    is_presenter: bool
    done: int
    total: int
    seconds_left: int
    """Until the last one is there, as long as the vendor usually takes."""


def filming(job: Job) -> Filming | None:
    """Return how the vendor of a live job's route gets on; None before it began and after it."""
    name = job.route["provider"]
    if not job.is_live or name == STUDIO or name not in ADAPTERS:
        return None
    told = job.events.filter(kind="filming").order_by("-pk").first()
    if told is None or told.data["done"] >= told.data["total"]:
        return None
    declared = declaration(name)
    missing = told.data["total"] - told.data["done"]
    usual = ceil(missing / declared.parallel) * declared.usual_wait_seconds
    since = (timezone.now() - told.created_at).total_seconds()
    return Filming(
        label=declared.label,
        is_presenter=declared.kind is ProviderKind.PRESENTER,
        done=told.data["done"],
        total=told.data["total"],
        seconds_left=max(SOON, round(usual - since)),
    )
