"""Pika by fal's queue."""

from typing import Any

from config import env
from videos.providers.base import Brief, Declaration, ProviderKind
from videos.providers.errors import ErrorKind, ProviderError, said
from videos.providers.falqueue.vendor import INSTEAD, SETTINGS, Queued
from videos.providers.pika import schema


class Pika(Queued):
    """One model of Pika's, `PIKA_ENDPOINT`, in `PIKA_RESOLUTION`."""

    declaration = Declaration(
        id="pika",
        label="Pika",
        kind=ProviderKind.SCENE_CLIPS,
        aspects=frozenset(schema.SHAPES),
        max_seconds=300,
        settings=SETTINGS,
        instead=INSTEAD,
        cost_cents_per_second=schema.CENTS_PER_SECOND["720p"],
        clip_seconds=(5.0, 10.0),
        longest_prompt=1_000,
        parallel=2,
        quality=3,
        usual_wait_seconds=120,
        can_cancel=True,
        calls_back=True,
    )

    def __init__(self) -> None:
        super().__init__(env.text("PIKA_ENDPOINT", "fal-ai/pika/v2.2/text-to-video"))
        self._resolution = env.text("PIKA_RESOLUTION", "720p")

    def wanted(self, brief: Brief) -> dict[str, Any]:
        """Return the input for `brief`."""
        return schema.wanted(
            brief, self.length(brief), resolution=self._resolution, endpoint=self.endpoint
        )

    def price(self, brief: Brief) -> float:
        """Return the US cents of `brief` in the resolution that is set."""
        usual = self.declaration.cost_cents_per_second
        return schema.CENTS_PER_SECOND.get(self._resolution, usual) * self.length(brief)

    def check(self, brief: Brief) -> None:
        """Refuse what would be refused, and everything in a resolution that is not made."""
        super().check(brief)
        self._check_resolution()

    def probe(self) -> str:
        """Look at the settings, then ask."""
        self._check_resolution()
        return f"{super().probe()} in {self._resolution}"

    def _check_resolution(self) -> None:
        if self._resolution in schema.CENTS_PER_SECOND:
            return
        kind = ErrorKind.CONFIGURATION
        names = " or ".join(schema.CENTS_PER_SECOND)
        evidence = f"PIKA_RESOLUTION must be {names}, not {self._resolution!r}."
        raise ProviderError(said(self.declaration.label, kind), kind=kind, evidence=evidence)


PROVIDER = Pika
