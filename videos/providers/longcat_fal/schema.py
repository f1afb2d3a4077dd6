"""What LongCat takes in at fal: a length in frames, three shapes."""

from typing import Any

from videos.providers.base import Brief
from videos.spec import Aspect

FPS = 30
"""What the price counts by; the endpoints in 720p make it, those in 480p take it."""
SHAPES = {
    Aspect.WIDE: "16:9",
    Aspect.TALL: "9:16",
    Aspect.SQUARE: "1:1",
    Aspect.PORTRAIT: "1:1",  # a fifth of the width is cut off
    Aspect.CLASSIC: "16:9",  # a quarter of the width is cut off
}


def wanted(brief: Brief, seconds: float) -> dict[str, Any]:
    """Return the input: what is not said keeps the endpoint's default."""
    return {
        "prompt": brief.prompt,
        "aspect_ratio": SHAPES[brief.aspect],
        "num_frames": round(seconds * FPS),
        "fps": FPS,
    }
