"""What Pika's text-to-video models take in."""

from typing import Any

from videos.providers.base import Brief
from videos.spec import Aspect

CENTS_PER_SECOND = {"720p": 4.0, "1080p": 9.0}
"""By resolution; other resolutions are not made."""
SHAPES = {
    Aspect.WIDE: "16:9",
    Aspect.TALL: "9:16",
    Aspect.SQUARE: "1:1",
    Aspect.PORTRAIT: "4:5",
    Aspect.CLASSIC: "5:4",  # the nearest; a sixteenth of the height is cut off
}


def wanted(brief: Brief, seconds: float, *, resolution: str, endpoint: str) -> dict[str, Any]:
    """Return the input. Version 2.2 takes seconds as a word, those before it as a number."""
    number = int(seconds)
    return {
        "prompt": brief.prompt,
        "aspect_ratio": SHAPES[brief.aspect],
        "duration": str(number) if "/v2.2/" in f"{endpoint}/" else number,
        "resolution": resolution,
    }
