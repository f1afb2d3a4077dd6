"""What an order will come to, before anything is made: tokens, length, time until ready."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from billing.pricing import price, surcharge
from videos.router import Route
from videos.scripting.language import detect
from videos.spec import Quality, VideoSpec
from videos.studio.estimate import spoken_seconds
from videos.workload import Workload

TOPIC_SECONDS = 30
"""Length of a video from a topic when no duration was asked for."""
SLOWEST, FASTEST = 0.88, 1.18
"""How far narration bends towards a wanted duration before it sounds wrong."""
SECONDS_PER_SCENE = 6.0
MARGINS = 0.8
"""Seconds of picture around the narration of a scene."""
LINES = {Quality.FULL: 1080, Quality.PREVIEW: 360}
FPS = {Quality.FULL: 30, Quality.PREVIEW: 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What the creator is told before paying."""

    tokens: int
    surcharge: int
    """The part of the tokens that is for vendors."""
    video_seconds: int
    ready_seconds: int
    """Seconds until ready when nothing else is in the queue."""


def estimate(order: VideoSpec, recorded_seconds: float = 0, route: Route | None = None) -> Estimate:
    """Return what `order` will come to. Fast, deterministic, charges nothing.

    `recorded_seconds` is the length of the creator's own recording, 0 without one. `route` is who
    makes it; None is the studio.
    """
    seconds = video_seconds(order, recorded_seconds)
    ready = workload(order, recorded_seconds).total + (route.wait_seconds if route else 0)
    vendors = tokens_for(route.cost_cents if route else 0)
    return Estimate(
        tokens=price(seconds, standard_cost=settings.VIDEO_TOKEN_COST, surcharge=vendors),
        surcharge=vendors,
        video_seconds=round(seconds),
        ready_seconds=max(1, round(ready)),
    )


def tokens_for(vendor_cents: float) -> int:
    """Return the tokens that a creator pays for what a vendor charges us, in US cents."""
    return surcharge(
        vendor_cents,
        token_cents=settings.TOKEN_CENTS,
        margin_percent=settings.PROVIDER_MARGIN_PERCENT,
    )


@lru_cache(maxsize=64)
def workload(order: VideoSpec, recorded_seconds: float = 0) -> Workload:
    """Return how much work `order` is."""
    lines, (wide, high) = LINES[order.quality], map(int, order.aspect.split(":"))
    pixels = lines * lines * max(wide, high) / min(wide, high)
    seconds = video_seconds(order, recorded_seconds)
    return Workload(seconds=seconds, fps=FPS[order.quality], megapixels=pixels / 1e6)


def video_seconds(order: VideoSpec, recorded_seconds: float = 0) -> float:
    """Return the length that the video of `order` will have, in seconds."""
    if not order.script:
        return float(order.duration_seconds or TOPIC_SECONDS)
    spoken = recorded_seconds or spoken_seconds(order.script, detect(order.script))
    if order.duration_seconds:
        wanted = float(order.duration_seconds)
        spoken = min(max(wanted, spoken / FASTEST), spoken / SLOWEST)
    scenes = max(1, round(spoken / SECONDS_PER_SCENE))
    return spoken + scenes * MARGINS + 1
