"""LongCat by fal's queue."""

from typing import Any

from config import env
from videos.providers.base import Brief, Declaration, ProviderKind
from videos.providers.falqueue.vendor import INSTEAD, SETTINGS, Queued
from videos.providers.longcat_fal import schema


class LongCatFal(Queued):
    """Text to video, at the endpoint `LONGCAT_FAL_ENDPOINT`."""

    declaration = Declaration(
        id="longcat_fal",
        label="LongCat (fal)",
        kind=ProviderKind.SCENE_CLIPS,
        aspects=frozenset(schema.SHAPES),
        max_seconds=600,
        settings=SETTINGS,
        instead=INSTEAD,
        cost_cents_per_second=4.0,
        clip_seconds=tuple(float(seconds) for seconds in range(5, 31)),
        longest_prompt=2_000,
        parallel=2,
        quality=2,
        usual_wait_seconds=180,
        can_cancel=True,
        calls_back=True,
    )

    def __init__(self) -> None:
        usual = "fal-ai/longcat-video/text-to-video/720p"
        super().__init__(env.text("LONGCAT_FAL_ENDPOINT", usual))

    def wanted(self, brief: Brief) -> dict[str, Any]:
        """Return the input for `brief`."""
        return schema.wanted(brief, self.length(brief))


PROVIDER = LongCatFal
