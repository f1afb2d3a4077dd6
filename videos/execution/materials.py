"""What later stages build on, taken from the workspace or made again when it is missing."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from videos.exceptions import StepFailed
from videos.execution import assets, filming
from videos.execution.filming import presenting
from videos.execution.step import Step
from videos.narrators import services
from videos.spec import Storyboard
from videos.studio.timeline import Narration, Timeline, build

if TYPE_CHECKING:
    from videos.studio.crew import Crew
    from videos.studio.kept import Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Materials:
    """A planned and spoken video, laid on the clock."""

    plan: Storyboard
    narration: Narration
    timeline: Timeline


def plan_of(step: Step) -> Storyboard:
    """Return the storyboard that planning stored on the job."""
    plan = step.job.plan
    if plan is None:
        raise StepFailed("The plan of this video is missing. Try again.", retryable=False)
    return plan


def narrate(step: Step) -> Narration:
    """Return the spoken track, speaking what is not spoken yet."""
    spoken = step.workspace.narration
    if spoken is not None:
        return spoken
    from videos.studio.narration import narrate as speak

    film = presenting.film(step)
    if film is not None:
        return _presented(step, *film)
    order = step.job.order
    recording = assets.prepare(step)[order.recording] if order.recording else None
    spoken = speak(
        plan_of(step),
        voice=order.voice,
        target_seconds=float(order.duration_seconds),
        folder=step.workspace.folder,
        on_progress=step.report if step.job.stage == "narration" else silent,
        should_stop=step.should_stop,
        recording=step.workspace.assets / recording.file if recording else None,
        services=services(),
    )
    step.workspace.keep_narration(spoken)
    return spoken


def _presented(step: Step, film: Path, label: str) -> Narration:
    """Return the track that a presenter speaks in a film."""
    from videos.studio.narration import presented

    folder = step.workspace.folder
    spoken = presented(plan_of(step), film, folder, step.should_stop, label=label)
    step.workspace.keep_narration(spoken)
    return spoken


def gather(step: Step) -> Materials:
    """Return everything that drawing and assembling start from."""
    return _laid(step, filming.in_plan(step, _planned(step)))


def unfilmed(step: Step) -> Materials:
    """Return the same without what vendors film: what they are told of."""
    return _laid(step, _planned(step))


def _planned(step: Step) -> Storyboard:
    return assets.in_plan(plan_of(step), assets.prepare(step))


def _laid(step: Step, plan: Storyboard) -> Materials:
    narration = narrate(step)
    plan = presenting.in_plan(step, plan, narration)
    order = assets.in_order(step.job.order, assets.prepare(step))
    timeline = build(order, plan, narration, step.workspace.assets)
    return Materials(plan=plan, narration=narration, timeline=timeline)


@cache
def crew() -> "Crew":
    """Return the processes that draw for one job after another."""
    from videos.studio.crew import Crew

    return Crew()


def kept_parts() -> "Kept | None":
    """Return where finished parts are kept for other videos, unless the setting turns that off."""
    from videos.studio.kept import Kept

    limit = settings.RENDER_CACHE_MB * 1_000_000
    return Kept(settings.RENDER_CACHE_DIR, limit) if limit else None


def silent(_done: int, _total: int) -> None:
    """Swallow the progress of work that is done again on behalf of a later stage."""


def render_processes() -> int | None:
    """Return how many processes may draw at once; None leaves it to the studio."""
    return settings.RENDER_PROCESSES or None
