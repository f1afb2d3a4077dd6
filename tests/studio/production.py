"""Orders that are quick to render for real."""

from pathlib import Path

from videos.scripting.planner import plan
from videos.spec import Aspect, CaptionMode, Quality, Storyboard, VideoSpec
from videos.studio.kept import Kept
from videos.studio.production import Production, render

SCRIPT = "The alarm can wait. The coffee can't.\n\nOver 12,000 kitchens switched, and 94% stayed."
SPEC = VideoSpec(
    campaign_name="Dawnroast", script=SCRIPT, quality=Quality.PREVIEW, aspect=Aspect.WIDE,
    captions=CaptionMode.BURNED,
)  # fmt: skip


def storyboard(spec: VideoSpec = SPEC) -> Storyboard:
    """Return the plan of an order."""
    return plan(spec, spec.script)


def produce(folder: Path, spec: VideoSpec = SPEC, kept: Kept | None = None) -> Production:
    """Make the whole video of an order in a folder."""
    return render(
        spec, storyboard(spec), folder, kept=kept,
        on_progress=lambda *_: None, should_stop=lambda: False,
    )  # fmt: skip
